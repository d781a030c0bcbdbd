using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Features.History;

public sealed class RevertingTests
{
    private const string Send = "main form";

    [Fact]
    public async Task Post_Once_PutsBackAndTwiceCountsOnce_AndCanBeUndone()
    {
        await using var site = await EditorSiteAsync();
        var start = await site.SheetAsync();
        var line = await site.ChangeAsync(
            sheet => (sheet.Summary, sheet.Roles, sheet.CheckedOn, sheet.Acronym) = ("Tout autre", ["FINANCEUR"], new DateOnly(2026, 11, 1),
                "TA"));
        var page = await site.PageAsync(Back(line));

        using var first = await site.SubmitAsync(page, Send);
        using var second = await site.SubmitAsync(page, Send);

        Assert.Equal((302, 302), ((int)first.StatusCode, (int)second.StatusCode));
        var back = await site.SheetAsync();
        Assert.Equal((start.Summary, start.CheckedOn, start.Acronym), (back.Summary, back.CheckedOn, back.Acronym));
        Assert.Equal(start.Roles, back.Roles);
        var acts = await site.WithDbAsync(db => db.Journal.Where(entry => entry.Command == "revenir sur un changement").ToListAsync());
        Assert.StartsWith("Changement du ", Assert.Single(acts).Why, StringComparison.Ordinal);
        using var undone = await site.SubmitAsync(await site.PageAsync(Back(acts[0].Id)), Send);
        Assert.Equal("Tout autre", (await site.SheetAsync()).Summary);
    }

    [Fact]
    public async Task Get_ChangedSince_ShowsThreeValues()
    {
        await using var site = await EditorSiteAsync();
        await site.ChangeAsync(sheet => sheet.Summary = "Un.");
        var line = await site.ChangeAsync(sheet => sheet.Summary = "Deux.");
        await site.ChangeAsync(sheet => sheet.Summary = "Trois.");

        var page = await site.PageAsync(Back(line));

        Assert.Contains("Ces champs ont encore changé depuis", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Trois.", "Un.", "Deux."], page.QuerySelectorAll("main td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Post_SheetMovedMeanwhile_WritesNothingAndSaysSo()
    {
        await using var site = await EditorSiteAsync();
        var line = await site.ChangeAsync(sheet => sheet.Summary = "Un.");
        var page = await site.PageAsync(Back(line));
        await site.ChangeAsync(sheet => sheet.Summary = "Deux.");

        using var response = await site.SubmitAsync(page, Send);

        Assert.Contains("Rien n’a été fait", await response.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal("Deux.", (await site.SheetAsync()).Summary);
    }

    [Fact]
    public async Task Get_CreationOrPersonalField_OffersNoWayBack()
    {
        await using var site = await EditorSiteAsync();
        var personal = await site.ChangeAsync(sheet => sheet.ContactEmail = "personne@exemple.fr");
        var sheet = await site.SheetAsync();
        var creation = await site.WithDbAsync(db => db.Journal.Where(line => line.SubjectId == sheet.Id).MinAsync(line => line.Id));

        var ofCreation = await site.PageAsync(Back(creation));
        var ofPerson = await site.PageAsync(Back(personal));

        Assert.Contains("Une création ne se défait pas ici", ofCreation.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("le journal ne garde pas sa valeur", ofPerson.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.All(new[] { ofCreation, ofPerson }, page => Assert.Null(page.QuerySelector(Send)));
    }

    [Fact]
    public async Task Post_Reserves_GoBackFieldByField_AndNeverOpenAPersonsContact()
    {
        await using var site = await EditorSiteAsync();
        await site.ChangeAsync(sheet => sheet.Reserved = new() { ["ContactEmail"] = Audience.Public, ["Phone"] = Audience.Members });
        var line = await site.ChangeAsync(sheet => sheet.Reserved = new() { ["Website"] = Audience.Members });
        await site.ChangeAsync(sheet => sheet.Reserved = new(sheet.Reserved) { ["Address"] = Audience.Organisation });

        using var _ = await site.SubmitAsync(await site.PageAsync(Back(line)), Send);

        Assert.Equal(new Dictionary<string, Audience> { ["Address"] = Audience.Organisation, ["Phone"] = Audience.Members },
            (await site.SheetAsync()).Reserved);
    }

    [Fact]
    public async Task Post_EditorOnAStatus_IsForTheManager()
    {
        await using var site = await EditorSiteAsync();
        var line = await site.ChangeAsync(sheet => sheet.AwaitingReview().Refuse());

        var page = await site.PageAsync(Back(line));

        Assert.Contains("le manager seul en décide", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(Send));
    }

    [Fact]
    public async Task Post_WhereTheManagerReadsFirst_Waits()
    {
        await using var site = await EditorSiteAsync();
        var line = await site.ChangeAsync(sheet => sheet.Summary = "Un.");
        await site.WithDbAsync(db => db.Territories.ExecuteUpdateAsync(set => set.SetProperty(territory => territory.ReviewsEdits, true)));

        using var _ = await site.SubmitAsync(await site.PageAsync(Back(line)), Send);

        Assert.Equal("Un.", (await site.SheetAsync()).Summary);
        var amendment = await site.WithDbAsync(db => db.Amendments.SingleAsync());
        Assert.Equal(nameof(Organisation.Summary), Assert.Single(SheetDraft.ChangesFromJson(amendment.Changes)).Field);
    }

    [Fact]
    public async Task Get_WhoMayNotEdit_IsNotLetIn()
    {
        await using var site = await TestSite.StartAsync();
        var line = await site.ChangeAsync(sheet => sheet.Summary = "Un.");
        var asVisitor = await site.Client.ReadAsync(Back(line));
        await site.SignInAsync("lecteur@exemple.fr", organisations: (PastOfSheets.Slug, OrganisationRoles.Reader));

        var asReader = await site.Client.ReadAsync(Back(line));

        Assert.Equal((302, 404), (asVisitor.Status, asReader.Status));
    }

    [Fact]
    public async Task Post_Offer_PutsBackEveryKindOfValue()
    {
        await using var site = await TestSite.StartAsync();
        var start = await site.WithDbAsync(db => db.Offers.AsNoTracking().FirstAsync(offer => offer.Slug == "dla"));
        var line = await site.ChangeOfferAsync(offer =>
        {
            (offer.Title, offer.Perimeter, offer.AmountMaxCents, offer.IsDedicated) = ("Autre", ["COMMUNE:93010"], 12_345,
                !offer.IsDedicated);
            (offer.Rule, offer.Windows, offer.SourceOn, offer.CheckedOn) = (null, OfferWindow.Permanent,
                Web.Domain.PartialDate.Parse("2020"), new DateOnly(2026, 1, 1));
        });
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);

        using var _ = await site.SubmitAsync(await site.PageAsync($"/offres/dla/historique/{line}/retour"), Send);

        var back = await site.WithDbAsync(db => db.Offers.AsNoTracking().FirstAsync(offer => offer.Slug == "dla"));
        Assert.Equivalent(start, back, strict: true);
    }

    [Fact]
    public async Task Post_StepTakenBack_IsSaidByItsVerb_AndItsPeopleAreAskedAnew()
    {
        await using var site = await TestSite.StartAsync();
        await site.ChangeAsync(sheet => sheet.AskedOn = new DateOnly(2026, 10, 1));
        var line = await site.ChangeAsync(sheet => sheet.Withdraw());
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);

        using var answer = await site.SubmitAsync(await site.PageAsync(Back(line)), Send);

        Assert.EndsWith("retour=fait", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var sheet = await site.SheetAsync();
        Assert.Equal((SheetStatus.Published, (DateOnly?)null), (sheet.Status, sheet.AskedOn));
    }

    [Fact]
    public async Task Post_StateThatItsLifeHasNoWayBackTo_StaysAsItIs()
    {
        await using var site = await TestSite.StartAsync();
        await site.ChangeAsync(sheet => sheet.AwaitingReview());
        var line = await site.ChangeAsync(sheet => sheet.Publish());
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);
        var before = await site.PageAsync(Back(line));
        await site.ChangeAsync(sheet => sheet.Withdraw());

        var page = await site.PageAsync(Back(line));
        using var late = await site.SubmitAsync(before, Send,
            ("vu", (await site.WithDbAsync(db => db.Journal.MaxAsync(entry => entry.Id))).ToString(CultureInfo.InvariantCulture)));

        Assert.NotNull(before.QuerySelector(Send));
        Assert.Contains("n’y revient pas d’un geste", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(Send));
        Assert.EndsWith("retour=rien", late.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(SheetStatus.Withdrawn, (await site.SheetAsync()).Status);
    }

    private static string Back(long line) => $"{PastOfSheets.History}/{line}/retour";

    private static async Task<TestSite> EditorSiteAsync()
    {
        var site = await TestSite.StartAsync();
        await site.SignInAsync("lea@exemple.fr", organisations: (PastOfSheets.Slug, OrganisationRoles.Editor));
        return site;
    }
}
