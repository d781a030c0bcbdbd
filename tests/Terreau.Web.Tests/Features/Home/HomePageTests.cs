using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Features.Home;

namespace Terreau.Web.Tests.Features.Home;

public sealed class HomePageTests
{
    [Fact]
    public async Task Get_Home_OpensThreeDoors()
    {
        await using var site = await TestSite.StartAsync();
        var page = await site.PageAsync("/");

        Assert.Equal(["J’ai un projet", "Je cherche un acteur", "Je veux aider ou financer"],
            page.QuerySelectorAll(".door b").Select(door => door.TextContent));
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
    public async Task Fragile_TerritoryOffers_AreTheLinksHeldByNoneNoneCheckedOrOne()
    {
        await using var site = await TestSite.StartAsync();

        var shelved = await site.Services.GetRequiredService<OfferShelf>().GetAsync();
        var links = ChainLink.Fragile(shelved.All, offer => offer.CheckedOn is not null, atMost: 35);

        var offers = await site.WithDbAsync(db => db.Offers.AsNoTracking().ToListAsync());
        var expected =
            from stage in Vocabulary.Stages.Terms
            from kind in Vocabulary.NeedKinds.Terms
            let held = offers.Where(offer => offer.Stages.Contains(stage.Code) && offer.Needs.Exists(need => need.Kind == kind.Code))
                .ToList()
            let verified = held.Count(offer => offer.CheckedOn is not null)
            where held.Count < 2 || verified == 0
            orderby held.Count > 0, verified > 0, held.Count
            select new ChainLink(stage.Code, kind.Code, held.Count, verified);
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
        Assert.Equal(5, page.QuerySelectorAll(".nav li").Length);
        Assert.NotEmpty(page.QuerySelectorAll("main a[href='/acteurs']"));
    }
}
