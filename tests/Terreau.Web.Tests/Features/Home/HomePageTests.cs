using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain;
using Terreau.Web.Features.Home;

namespace Terreau.Web.Tests.Features.Home;

public sealed class HomePageTests
{
    [Fact]
    public async Task Get_Home_OpensThreeDoors()
    {
        await using var site = await TestSite.StartAsync();
        var page = await site.PageAsync("/");

        Assert.Equal(["J’ai un projet", "Je cherche un acteur", "Je veux aider ou financer"], page.QuerySelectorAll(".door b").Select(door => door.TextContent));
        Assert.Equal("Terreau, Est Ensemble", page.Title);
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Get_HomeAfterSeeding_CountsWhatWasAddedThisWeek()
    {
        await using var site = await TestSite.StartAsync();
        var (actors, offers) = await site.WithDbAsync(async db => (await db.Organisations.CountAsync(), await db.Offers.CountAsync()));

        var week = (await site.PageAsync("/")).QuerySelector("[aria-labelledby=semaine]")!.TextContent;

        Assert.Contains($"{actors}\u00a0acteurs ajoutés", week, StringComparison.Ordinal);
        Assert.Contains($"{offers}\u00a0offres ajoutées", week, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_HomeEightDaysLater_SaysThatNothingMoved()
    {
        await using var site = await TestSite.StartAsync();
        site.Clock.Advance(TimeSpan.FromDays(8));

        var week = (await site.PageAsync("/")).QuerySelector("[aria-labelledby=semaine]")!.TextContent;

        Assert.Contains("Rien n’a changé depuis sept jours", week, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragile_TerritoryOffers_AreTheLinksHeldByNoneOrOne()
    {
        await using var site = await TestSite.StartAsync();

        var links = await site.WithDbAsync(db => ChainLink.FragileAsync(db, atMost: 35, CancellationToken.None));

        var offers = await site.WithDbAsync(db => db.Offers.AsNoTracking().ToListAsync());
        var expected =
            from stage in Vocabulary.Stages.Terms
            from kind in Vocabulary.NeedKinds.Terms
            let held = offers.Count(offer => offer.Stages.Contains(stage.Code) && offer.Needs.Exists(need => need.StartsWith(kind.Code + "/", StringComparison.Ordinal)))
            where held < 2
            orderby held
            select new ChainLink(stage.Code, kind.Code, held);
        Assert.Equal(expected, links);
    }

    [Fact]
    public async Task Get_UnknownAddress_Answers404InTheSameLayout()
    {
        await using var site = await TestSite.StartAsync();

        using var answer = await site.Client.GetAsync("/nulle-part");
        var page = await site.ParseAsync(await answer.Content.ReadAsStringAsync());

        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Equal("Cette page n’existe pas", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(4, page.QuerySelectorAll(".nav li").Length);
        Assert.NotEmpty(page.QuerySelectorAll("main a[href='/acteurs']"));
    }
}
