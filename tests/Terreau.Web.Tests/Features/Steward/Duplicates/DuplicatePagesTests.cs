using System.Net;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using static Terreau.Web.Tests.Features.Steward.Duplicates.DuplicateWorld;

namespace Terreau.Web.Tests.Features.Steward.Duplicates;

public sealed class DuplicatePagesTests : IAsyncLifetime
{
    private const string List = "/bureau/doublons";

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task List_TwoSheetsAlike_ShowsThemWithReasons_InTheirCommuneOnly()
    {
        var (one, other) = await site.AddPairAsync();
        await site.ManagerAsync();

        var here = await site.PageAsync($"{List}?commune=93010");
        var elsewhere = await site.PageAsync($"{List}?commune=93063");

        var card = Assert.Single(here.QuerySelectorAll("article.result"),
            card => card.TextContent.Contains(StaysName, StringComparison.Ordinal));
        Assert.Contains(GoesName, card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Parce que les noms se ressemblent", card.TextContent, StringComparison.Ordinal);
        var link = card.QuerySelector("a")!.GetAttribute("href");
        Assert.True(link == Address(one, other) || link == Address(other, one));
        Assert.DoesNotContain(StaysName, elsewhere.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_WithoutTheRight_AreNotThere()
    {
        var (one, other) = await site.AddPairAsync();
        var merge = await site.MergeAsync(Stays, Goes);
        string[] pages = [List, "/bureau/doublons/fusions", "/bureau/doublons/ecartees", Address(one, other),
            $"/bureau/doublons/fusions/{merge}"];

        foreach (var page in pages)
        {
            using var visitor = await site.Client.GetAsync(page);
            Assert.StartsWith("/connexion", visitor.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
        await site.SignInAsync("membre@exemple.fr", TerritoryRoles.None, false, (Stays, OrganisationRoles.Owner));
        foreach (var page in pages)
        {
            using var member = await site.Client.GetAsync(page);
            Assert.Equal(HttpStatusCode.NotFound, member.StatusCode);
        }
    }

    [Fact]
    public async Task Pair_ReservedFields_AreShownToTheManager_AsReserved()
    {
        var (one, other) = await site.AddPairAsync(
            goes: sheet => (sheet.ContactName, sheet.Phone, sheet.Reserved) = ("Awa Diallo", "01 41 60 00 00",
                new() { ["Phone"] = Audience.Members }));
        await site.ManagerAsync();

        var page = await site.PageAsync(Address(one, other));

        var rows = page.QuerySelectorAll("tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent, row => row);
        Assert.Contains("Awa Diallo", rows["Personne à contacter"].TextContent, StringComparison.Ordinal);
        Assert.Contains("réservé à l’organisation", rows["Personne à contacter"].TextContent, StringComparison.Ordinal);
        Assert.Contains("réservé à qui a un compte", rows["Téléphone de l’organisation"].TextContent, StringComparison.Ordinal);
        Assert.Contains("Identique", rows["Communes"].TextContent, StringComparison.Ordinal);
        Assert.Contains("Différent", rows["Nom"].TextContent, StringComparison.Ordinal);
        Assert.NotNull(rows["Ce que vous proposez"].QuerySelector("input[value=deux][checked]"));
    }

    [Fact]
    public async Task Pair_SaidDistinct_IsNotProposedAgain_UntilTakenBack()
    {
        var (one, other) = await site.AddPairAsync();
        await site.ManagerAsync();
        var page = await site.PageAsync(Address(one, other));

        using var said = await site.SubmitAsync(page, "form:has(input[value=distinctes])");
        using var again = await site.SubmitAsync(page, "form:has(input[value=distinctes])");

        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Equal(1, await site.WithDbAsync(db => db.DistinctPairs.CountAsync()));
        Assert.DoesNotContain(StaysName, (await site.PageAsync(List)).Body!.TextContent, StringComparison.Ordinal);

        var aside = await site.PageAsync("/bureau/doublons/ecartees");
        Assert.Contains(StaysName, aside.QuerySelector("ul.lines")!.TextContent, StringComparison.Ordinal);
        using var back = await site.SubmitAsync(aside, "ul.lines form");

        using var backAgain = await site.SubmitAsync(aside, "ul.lines form");

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (back.StatusCode, backAgain.StatusCode));
        Assert.Contains(StaysName, (await site.PageAsync($"{List}?commune=93010")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pair_TwoSirenAtOneAddress_IsNotProposed_AndOffersNoMerge()
    {
        var (one, other) = await site.AddPairAsync(
            sheet => (sheet.Siren, sheet.Address) = ("732829320", "3 rue de la Noue, 93140 Bondy"),
            sheet => (sheet.Siren, sheet.Address) = ("200057875", "3 rue de la Noue, 93140 Bondy"));
        await site.ManagerAsync();

        Assert.DoesNotContain(StaysName, (await site.PageAsync(List)).Body!.TextContent, StringComparison.Ordinal);
        var page = await site.PageAsync(Address(one, other));

        Assert.Contains("Ces fiches ont deux numéros SIREN", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("main button"),
            button => button.TextContent.Contains("Fusionner", StringComparison.Ordinal));
        var refused = Assert.IsType<SheetMerging.Outcome.Refused>(await site.TryMergeAsync(Stays, Goes));
        Assert.Contains("732 829 320", refused.Sentence.Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.Equal(SheetStatus.Published, (await site.SheetAsync(Goes)).Status);
    }

    [Fact]
    public async Task Pair_TwoEstablishments_IsNotProposed_AndSaysSo()
    {
        var (one, other) = await site.AddPairAsync(sheet => sheet.Siret = "73282932000017", sheet => sheet.Siret = "73282932000025");
        await site.ManagerAsync();

        Assert.DoesNotContain(StaysName, (await site.PageAsync(List)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Autre établissement", (await site.PageAsync(Address(one, other))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_PostedTwice_CountsOnce_AndCanBeUndoneFromItsPage()
    {
        var (one, other) = await site.AddPairAsync();
        await site.ManagerAsync();
        var page = await site.PageAsync(Address(one, other));

        using var first = await site.SubmitAsync(page, Pair, ("garder", "autre"), ("champ.Name", "une"));
        using var second = await site.SubmitAsync(page, Pair, ("garder", "autre"), ("champ.Name", "une"));

        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        var kept = await site.SheetAsync(Goes);
        Assert.Equal((StaysName, SheetStatus.Published), (kept.Name, kept.Status));
        Assert.Contains(GoesName, kept.Aliases);
        Assert.Equal(Goes, (await site.SheetAsync(Stays)).MergedIntoSlug);
        Assert.Equal(1, await site.WithDbAsync(db => db.SheetMerges.CountAsync()));

        var merges = await site.PageAsync("/bureau/doublons/fusions");
        var undo = await site.PageAsync(merges.QuerySelector("ul.lines a.button")!.GetAttribute("href")!);
        using var undone = await site.SubmitAsync(undo, "form:has(input[value=annuler])");
        using var undoneAgain = await site.SubmitAsync(undo, "form:has(input[value=annuler])");

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (undone.StatusCode, undoneAgain.StatusCode));
        Assert.Equal((GoesName, 0), ((await site.SheetAsync(Goes)).Name, (await site.SheetAsync(Goes)).Aliases.Count));
        Assert.Equal(SheetStatus.Published, (await site.SheetAsync(Stays)).Status);
        Assert.Contains("Annulée le", (await site.PageAsync("/bureau/doublons/fusions")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_SheetChangedMeanwhile_IsNotDone_AndKeepsTheChoices()
    {
        var (one, other) = await site.AddPairAsync();
        await site.ManagerAsync();
        var page = await site.PageAsync(Address(one, other));
        await site.ChangeAsync(Goes, sheet => sheet.Website = "https://nouveau.example");

        using var response = await site.SubmitAsync(page, Pair, ("champ.Name", "autre"));

        var shown = await site.ParseAsync(await response.Content.ReadAsStringAsync());
        Assert.Contains("Une des fiches a changé pendant ce temps", shown.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("https://nouveau.example", shown.Body.TextContent, StringComparison.Ordinal);
        Assert.NotNull(shown.QuerySelector("input[name='champ.Name'][value=autre][checked]"));
        Assert.Equal(SheetStatus.Published, (await site.SheetAsync(Goes)).Status);
    }

    [Fact]
    public async Task Merge_ByTwoManagersAtOnce_IsDoneOnce()
    {
        var (one, other) = await site.AddPairAsync();
        await site.ManagerAsync();
        var (mine, theirs) = (await site.PageAsync(Address(one, other)), await site.PageAsync(Address(one, other)));

        var answers = await Task.WhenAll(site.SubmitAsync(mine, Pair), site.SubmitAsync(theirs, Pair));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Found);
        var late = answers.Single(answer => answer.StatusCode != HttpStatusCode.Found);
        Assert.Contains("elles n’en font déjà qu’une", await late.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDbAsync(db => db.SheetMerges.CountAsync()));
    }
}
