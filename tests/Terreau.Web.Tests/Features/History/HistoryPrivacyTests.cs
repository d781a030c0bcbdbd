using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Features.History;

public sealed class HistoryPrivacyTests
{
    private const string Name = "Léa Deschamps";
    private const string Email = "lea@exemple.fr";
    private const string Phone = "01 41 60 12 34";
    private const string Web = "https://reserve.exemple.fr";

    [Fact]
    public async Task History_Visitor_SeesWhatIsPublicAndNobodysName()
    {
        await using var site = await SiteWithPastAsync();

        var (status, words) = await site.Client.ReadAsync(PastOfSheets.History);

        Assert.Equal(200, status);
        AssertShown(words, ["Nouvelle présentation", "une personne de l’organisation", "le programme", "valeur réservée",
            "Adresse postale", "à demander sur la fiche"],
            ["Secrète", Phone, Web, Name, Email, "personne@exemple.fr", "Revenir à cet état"]);
    }

    [Fact]
    public async Task History_MemberOfAnotherOrganisation_SeesWhatIsForAccountsAndNobodysName()
    {
        await using var site = await SiteWithPastAsync();
        var other = await site.WithDbAsync(
            db => db.Organisations.Where(sheet => sheet.Slug != PastOfSheets.Slug).Select(sheet => sheet.Slug).FirstAsync());
        await site.SignInAsync("autre@exemple.fr", organisations: (other, OrganisationRoles.Owner));

        var (_, words) = await site.Client.ReadAsync(PastOfSheets.History);

        AssertShown(words, [Web, "une personne de l’organisation", "à demander sur la fiche"],
            ["Secrète", Phone, Name, Email, "personne@exemple.fr", "Revenir à cet état"]);
    }

    [Fact]
    public async Task History_ReaderOfTheOrganisation_SeesNamesAndReservedValues_NotPersons()
    {
        await using var site = await SiteWithPastAsync();
        await site.SignInAsync("lecteur@exemple.fr", organisations: (PastOfSheets.Slug, OrganisationRoles.Reader));

        var (_, words) = await site.Client.ReadAsync(PastOfSheets.History);

        AssertShown(words, ["Secrète", Phone, Web, Name, "valeur réservée"], ["personne@exemple.fr", "Revenir à cet état"]);
    }

    [Fact]
    public async Task History_Manager_SeesNamesAndTheWayBack()
    {
        await using var site = await SiteWithPastAsync();
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);

        var (_, words) = await site.Client.ReadAsync(PastOfSheets.History);

        AssertShown(words, ["Secrète", Name, "Revenir à cet état"], ["personne@exemple.fr"]);
    }

    [Fact]
    public async Task History_ValueReservedWhenWritten_StaysHiddenOnceTheFieldIsOpened()
    {
        await using var site = await TestSite.StartAsync();
        await site.ChangeAsync(sheet => sheet.Reserved = new() { ["Address"] = Audience.Organisation });
        await site.ChangeAsync(sheet => (sheet.Address, sheet.Latitude) = ("1 rue Secrète", 48.912345));
        await site.ChangeAsync(sheet => (sheet.Address, sheet.Latitude, sheet.Reserved) = ("2 rue Ouverte", 48.923456, []));
        await site.ChangeAsync(sheet => (sheet.Address, sheet.Latitude) = ("3 rue Suivante", 48.934567));

        var (_, words) = await site.Client.ReadAsync(PastOfSheets.History);

        AssertShown(words, ["2 rue Ouverte", "3 rue Suivante", "48,923456"], ["Secrète", "48,912345"]);
    }

    [Fact]
    public async Task History_WhatASheetHeldBeforeItWasPublished_IsForItsPeople()
    {
        await using var site = await TestSite.StartAsync();
        await site.ChangeAsync(sheet => sheet.AwaitingReview());
        await site.ChangeAsync(sheet => sheet.Summary = "Brouillon à ne pas montrer");
        var hidden = await site.Client.ReadAsync(PastOfSheets.History);
        await site.ChangeAsync(sheet => { sheet.Summary = "Présentation relue"; sheet.Publish(); });

        var (status, words) = await site.Client.ReadAsync(PastOfSheets.History);

        Assert.Equal((404, 200), (hidden.Status, status));
        AssertShown(words, ["Présentation relue"], ["Brouillon"]);
    }

    [Fact]
    public async Task History_AccountThatLeft_IsToldAsSuch()
    {
        await using var site = await TestSite.StartAsync();
        await site.ChangeAsync(sheet => sheet.Summary = "Autre", User.WhoOf(Guid.CreateVersion7()));

        var (_, words) = await site.Client.ReadAsync(PastOfSheets.History);

        Assert.Contains("un compte supprimé", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_ManyLines_ComeInPagesNewestFirst()
    {
        await using var site = await TestSite.StartAsync();
        for (var at = 1; at <= 25; at++) await site.ChangeAsync(sheet => sheet.Summary = $"Version {at}.");

        var first = await site.PageAsync(PastOfSheets.History);
        var second = await site.PageAsync($"{PastOfSheets.History}?page=2");

        Assert.Equal((20, 6), (first.QuerySelectorAll("main ol > li").Length, second.QuerySelectorAll("main ol > li").Length));
        Assert.Contains("Version 25.", first.QuerySelector("main ol > li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_Offer_SpeaksInWords()
    {
        await using var site = await TestSite.StartAsync();
        await site.ChangeOfferAsync(offer =>
            (offer.AmountMaxCents, offer.Windows, offer.Stages) = (3_000_000, OfferWindow.Read("2027-01-15/2027-03-15"), ["LANCEMENT"]));

        var (_, words) = await site.Client.ReadAsync("/offres/dla/historique");
        var missing = await site.Client.ReadAsync("/offres/inconnue/historique");

        AssertShown(words, ["30\u202f000\u00a0€", "du 15\u00a0janvier 2027 au 15\u00a0mars 2027", "Montant le plus grand"],
            ["AmountMaxCents", "LANCEMENT"]);
        Assert.Equal(404, missing.Status);
    }

    private static async Task<TestSite> SiteWithPastAsync()
    {
        var site = await TestSite.StartAsync();
        var lea = User.WhoOf(await site.PersonAsync(Email, Name, OrganisationRoles.Editor));
        await site.ChangeAsync(sheet =>
            (sheet.Summary, sheet.Address, sheet.Reserved) = ("Nouvelle présentation", "1 rue Secrète",
                new() { ["Address"] = Audience.Organisation }), lea);
        await site.ChangeAsync(sheet => (sheet.Phone, sheet.Website) = (Phone, Web));
        await site.ChangeAsync(
            sheet => sheet.Reserved = new(sheet.Reserved) { ["Phone"] = Audience.Members, ["Website"] = Audience.Members });
        await site.ChangeAsync(sheet => sheet.ContactEmail = "personne@exemple.fr", lea);
        return site;
    }

    private static void AssertShown(string words, string[] shown, string[] hidden)
    {
        Assert.All(shown, text => Assert.Contains(text, words, StringComparison.Ordinal));
        Assert.All(hidden, text => Assert.DoesNotContain(text, words, StringComparison.Ordinal));
    }
}
