using System.Net;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Features.Directory;

/// <summary>The people of a sheet change it; others cannot; what two write at once is kept.</summary>
public sealed class SheetEditingTests : IAsyncLifetime
{
    private const string Slug = "baluchon";
    private const string Edit = "/acteurs/baluchon/modifier";

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Save_ByAnEditor_ShowsAtOnce(string database)
    {
        await using var other = await TestSite.StartAsync(database);
        await other.SignInAsync("editrice@exemple.fr", organisations: (Slug, OrganisationRoles.Editor));

        using var saved = await other.SubmitAsync(await other.PageAsync(Edit), "main form", ("f.Summary", "Une cuisine qui embauche."),
            ("geste", "enregistrer"));
        var page = await other.PageAsync("/acteurs/baluchon");

        Assert.Contains("fait=modifiee", saved.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Une cuisine qui embauche.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains((await SheetAsync(other)).Evidence, fact => fact is { Text: "Summary", SourceId: Organisation.Declared });
    }

    [Fact]
    public async Task Preview_ShowsBeforeAndAfter_AndWritesNothing()
    {
        await AsEditorAsync();

        using var seen = await site.SubmitAsync(await site.PageAsync(Edit), "main form", ("f.Website", "https://exemple.fr"),
            ("geste", "voir"));
        var preview = await site.ParseAsync(await seen.Content.ReadAsStringAsync(), Edit);

        Assert.Equal("https://exemple.fr", preview.QuerySelectorAll("table.changes td")[^1].TextContent);
        Assert.NotEqual("https://exemple.fr", (await SheetAsync(site)).Website);
        using var saved = await site.SubmitAsync(preview, "main form", ("geste", "enregistrer"));
        Assert.Equal("https://exemple.fr", (await SheetAsync(site)).Website);
    }

    [Fact]
    public async Task Save_TwoEditorsOnDifferentFields_KeepsBothAndSaysSo()
    {
        await AsEditorAsync();
        var mine = await site.PageAsync(Edit);
        var theirs = await site.PageAsync(Edit);

        using var first = await site.SubmitAsync(theirs, "main form", ("f.Website", "https://exemple.fr"), ("geste", "enregistrer"));
        using var second = await site.SubmitAsync(mine, "main form", ("f.Summary", "Le mien."), ("geste", "enregistrer"));

        var sheet = await SheetAsync(site);
        Assert.Equal(("https://exemple.fr", "Le mien."), (sheet.Website, sheet.Summary));
        Assert.Contains("autres=Website", second.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Site web", (await site.PageAsync(second.Headers.Location.PathAndQuery())).Body!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_TwoEditorsOnOneField_TheSecondChooses()
    {
        await AsEditorAsync();
        var mine = await site.PageAsync(Edit);
        var theirs = await site.PageAsync(Edit);
        using var first = await site.SubmitAsync(theirs, "main form", ("f.Summary", "Le leur."), ("geste", "enregistrer"));

        using var second = await site.SubmitAsync(mine, "main form", ("f.Summary", "Le mien."), ("f.Website", "https://exemple.fr"),
            ("geste", "enregistrer"));
        var choice = await site.ParseAsync(await second.Content.ReadAsStringAsync(), Edit);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Contains("Quelqu’un a changé les mêmes champs", choice.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Le leur.", (await SheetAsync(site)).Summary);

        using var chosen = await site.SubmitAsync(choice, "main form", ("garder.Summary", "mien"), ("geste", "enregistrer"));
        var sheet = await SheetAsync(site);
        Assert.Equal(("Le mien.", "https://exemple.fr"), (sheet.Summary, sheet.Website));
    }

    [Fact]
    public async Task Save_SameFormTwice_CountsOnce()
    {
        await AsEditorAsync();
        var page = await site.PageAsync(Edit);

        using var first = await site.SubmitAsync(page, "main form", ("f.Summary", "Une fois."), ("geste", "enregistrer"));
        using var again = await site.SubmitAsync(page, "main form", ("f.Summary", "Une fois."), ("geste", "enregistrer"));

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(1, await site.WithDbAsync(
            db => db.Journal.CountAsync(line => line.Command == "modifier une fiche" && line.Subject == "Organisation")));
    }

    [Fact]
    public async Task Save_BadValues_AreToldByTheirFields_AndNothingTypedIsLost()
    {
        await AsEditorAsync();

        using var refused = await site.SubmitAsync(await site.PageAsync(Edit), "main form",
            ("f.Name", ""), ("f.Siret", "123"), ("f.Position", "2.45, 48.89"), ("f.Email", "bonjour"), ("f.Summary", "Gardez-moi."),
            ("geste", "enregistrer"));
        var page = await site.ParseAsync(await refused.Content.ReadAsStringAsync(), Edit);

        Assert.Equal(4, page.QuerySelectorAll(".error-summary li").Length);
        Assert.Contains("inversées", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Gardez-moi.", page.QuerySelector("#f-Summary")!.TextContent);
    }

    [Fact]
    public async Task ReservedField_IsSeenByItsAudience_AndByNoFile()
    {
        await AsEditorAsync();
        using var saved = await site.SubmitAsync(await site.PageAsync(Edit), "main form",
            ("f.Address", "12 rue du Secret"), ("f.Reserved.Address", nameof(Audience.Organisation)), ("geste", "enregistrer"));
        using var stranger = site.NewClient();

        var own = await site.PageAsync("/acteurs/baluchon");
        Assert.Contains("12 rue du Secret", own.Body!.TextContent, StringComparison.Ordinal);
        foreach (var address in new[] { "/acteurs/baluchon", "/api/v1/acteurs/baluchon", "/acteurs/export.csv", "/acteurs?q=secret" })
            Assert.DoesNotContain("rue du Secret", WebUtility.HtmlDecode(await stranger.GetStringAsync(address)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_WiderThanTheOrganisation_NeedsTheAgreement()
    {
        await AsEditorAsync();
        var page = await site.PageAsync(Edit);
        (string, string)[] contact = [("f.ContactName", "Inès Diallo"), ("f.Reserved.ContactName", nameof(Audience.Public)),
            ("geste", "enregistrer")];

        using var refused = await site.SubmitAsync(page, "main form", contact);
        using var agreed = await site.SubmitAsync(page, "main form", [.. contact, ("accord", "oui")]);

        Assert.Contains("Cochez l’accord", await refused.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, agreed.StatusCode);
        Assert.Equal(1, await site.WithDbAsync(
            db => db.Consents.CountAsync(consent => consent.Subject.EndsWith("ContactName") && consent.WithdrawnAt == null)));
        Assert.DoesNotContain(await site.WithDbAsync(
            db => db.Journal.Where(line => line.After != null).Select(line => line.After!).ToListAsync()),
            after => after.Contains("Inès Diallo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_WhereTheManagerReadsFirst_Waits()
    {
        await AsEditorAsync();
        await site.WithDbAsync(db => db.Territories.ExecuteUpdateAsync(set => set.SetProperty(territory => territory.ReviewsEdits, true)));

        using var saved = await site.SubmitAsync(await site.PageAsync(Edit), "main form", ("f.Summary", "À relire."),
            ("geste", "enregistrer"));

        Assert.Contains("attend le manager", await saved.WordsAsync(), StringComparison.Ordinal);
        Assert.NotEqual("À relire.", (await SheetAsync(site)).Summary);
        Assert.Equal(1, await site.WithDbAsync(db => db.Amendments.CountAsync()));
    }

    [Fact]
    public async Task Contact_AcceptedByTheManager_KeepsWhoVouched()
    {
        await site.WithDbAsync(db => db.Territories.ExecuteUpdateAsync(set => set.SetProperty(territory => territory.ReviewsEdits, true)));
        var editor = await AsEditorAsync();
        using var sent = await site.SubmitAsync(await site.PageAsync(Edit), "main form",
            ("f.ContactName", "Inès Diallo"), ("f.Reserved.ContactName", nameof(Audience.Public)), ("accord", "oui"),
            ("geste", "enregistrer"));
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager);

        using var accepted = await site.SubmitAsync(await site.PageAsync("/bureau/moderation"), ".queue form", ("reponse", "oui"));

        Assert.Equal("Inès Diallo", (await SheetAsync(site)).ContactName);
        Assert.Equal(editor, await site.WithDbAsync(
            db => db.Consents.Where(consent => consent.Subject.EndsWith("ContactName")).Select(consent => consent.AccountId)
                .SingleAsync()));
    }

    [Fact]
    public async Task Name_LongRightToLeftOrEmoji_IsKeptAsTyped()
    {
        await AsEditorAsync();
        foreach (var name in new[] { new string('é', 300), "جمعية الحي", "🌱 Le Jardin 🌱" })
        {
            using var saved = await site.SubmitAsync(await site.PageAsync(Edit), "main form", ("f.Name", name), ("geste", "enregistrer"));
            Assert.Equal(name, (await SheetAsync(site)).Name);
            Assert.Equal(name, (await site.PageAsync("/acteurs/baluchon")).QuerySelector("h1")!.TextContent.Trim());
        }
        using var tooLong = await site.SubmitAsync(await site.PageAsync(Edit), "main form", ("f.Name", new string('x', 301)),
            ("geste", "enregistrer"));
        Assert.Contains("300 au plus", await tooLong.WordsAsync(), StringComparison.Ordinal);
    }

    private Task<Guid> AsEditorAsync() => site.SignInAsync("editrice@exemple.fr", organisations: (Slug, OrganisationRoles.Editor));

    private static Task<Organisation> SheetAsync(TestSite on)
        => on.WithDbAsync(db => db.Organisations.AsNoTracking().FirstAsync(sheet => sheet.Slug == Slug));
}
