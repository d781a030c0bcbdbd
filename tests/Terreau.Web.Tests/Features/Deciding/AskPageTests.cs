using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Features.Deciding;

/// <summary>A question by mail: opening the link does nothing, its button answers once, for who was asked, without signing in.</summary>
public sealed partial class AskPageTests : IAsyncLifetime
{
    private const string Ines = "ines@exemple.fr";

    private TestSite site = null!;
    private string link = "";

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync();
        await site.SignInAsync(Ines, organisations: ("baluchon", OrganisationRoles.Editor));
        await ChangeAsync(sheet => (sheet.CheckedOn, sheet.RhythmMonths, sheet.Phone, sheet.Reserved) =
            (new DateOnly(2025, 11, 23), 3, "01 02 03 04 05", new() { [nameof(Organisation.Phone)] = Audience.Organisation }));
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Deadlines>().RunAsync(TestContext.Current.CancellationToken);
        link = Link().Match(await site.LastMailAsync(Ines)).Value;
        Assert.NotEqual("", link);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Get_OfTheMail_ShowsWhatEveryoneMayRead_AndChangesNothing()
    {
        using var visitor = site.NewClient();
        using var answer = await visitor.GetAsync(link);
        var text = await answer.WordsAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Tout est-il vrai ? Baluchon", text, StringComparison.Ordinal);
        Assert.DoesNotContain("01 02 03 04 05", text, StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.NotNull(await site.WithDbAsync(
            db => db.Organisations.Where(sheet => sheet.Slug == "baluchon").Select(sheet => sheet.AskedOn).SingleAsync()));
    }

    [Fact]
    public async Task Post_ByWhoeverHoldsTheLink_ChecksTheSheetInTheNameOfWhoWasAsked_Once()
    {
        using var visitor = site.NewClient();
        var page = await site.ParseAsync(await visitor.GetStringAsync(link), link);

        using var first = await site.SubmitAsync(page, "main form", visitor, ("reponse", "oui"));
        using var second = await site.SubmitAsync(page, "main form", visitor, ("reponse", "oui"));

        Assert.EndsWith("/acteurs/baluchon?fait=verifiee", first.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith(link, second.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Vous avez déjà répondu", await (await visitor.GetAsync(link)).WordsAsync(), StringComparison.Ordinal);
        var lines = await site.WithDbAsync(db => db.Journal.Where(line => line.Command == "vérifier une fiche").ToListAsync());
        Assert.Equal(
            User.WhoOf(await site.WithDbAsync(db => db.Accounts.Where(held => held.Email == Ines).Select(held => held.Id).SingleAsync())),
            Assert.Single(lines).Who);
    }

    [Fact]
    public async Task Post_AnswerThatIsNotOffered_IsNotTaken()
    {
        using var visitor = site.NewClient();
        var page = await site.ParseAsync(await visitor.GetStringAsync(link), link);

        using var answer = await site.SubmitAsync(page, "main form", visitor, ("reponse", "autre"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(await site.WithDbAsync(db => db.Asks.Select(ask => ask.UsedAt).SingleAsync()));
    }

    [Fact]
    public async Task Get_AfterItsTime_SaysThatNothingIsAskedAnyMore()
    {
        site.Clock.Advance(TimeSpan.FromDays(2 * Organisation.PatienceDays));

        Assert.Contains("n’attend plus de réponse", await (await site.Client.GetAsync(link)).WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhoWasAskedIsNoMemberAnyMore_AsksNothing()
    {
        await site.WithDbAsync(db => db.Members.ExecuteDeleteAsync());

        Assert.Contains("n’attend plus de réponse", await (await site.Client.GetAsync(link)).WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnotherKey_IsNotValid()
        => Assert.Contains("n’est pas valable", await (await site.Client.GetAsync(link[..^48] + new string('0', 48))).WordsAsync(),
            StringComparison.Ordinal);

    [Fact]
    public async Task Post_SheetThatWasTakenOut_BringsItBack()
    {
        await ChangeAsync(sheet => sheet.Withdraw());
        using var visitor = site.NewClient();
        var page = await site.ParseAsync(await visitor.GetStringAsync(link), link);

        (await site.SubmitAsync(page, "main form", visitor, ("reponse", "oui"))).Dispose();

        Assert.Equal(SheetStatus.Published,
            await site.WithDbAsync(db => db.Organisations.Where(sheet => sheet.Slug == "baluchon").Select(sheet => sheet.Status)
                .SingleAsync()));
    }

    private Task<int> ChangeAsync(Action<Organisation> change) => site.WithDbAsync(async db =>
    {
        change(await db.Organisations.SingleAsync(sheet => sheet.Slug == "baluchon"));
        return await db.SaveAsync(new Act("essai", site.Clock.GetUtcNow().UtcDateTime, "préparer"));
    });

    [GeneratedRegex(@"/question/[0-9a-f-]{36}/[0-9a-f]{48}")]
    private static partial Regex Link();
}
