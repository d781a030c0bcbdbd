using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Terreau.Web.Domain.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Terreau.Browser.Tests.Journeys;

/// <summary>People come in, take their sheet in hand, meet on it, and leave with their data.</summary>
[Collection(nameof(OpenSite))]
public sealed class AccountJourneyTests(OpenSite site)
{
    [Fact]
    public async Task AVisitor_ClaimsASheet_WithAKey_AndASecondEditorMeetsThem()
    {
        const string manager = "manager@exemple.fr", ines = "ines@exemple.fr", paul = "paul@exemple.fr";
        await site.GrantAsync(manager, TerritoryRoles.Manager);

        // A visitor finds their organisation, comes in, makes a key, and claims the sheet.
        var page = await site.VisitAsync(byName: true);
        await page.WithAuthenticatorAsync();
        await site.SignInAsync(page, ines);
        await page.GotoAsync("/compte/cles");
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Votre clé est ajoutée");
        await page.GotoAsync("/deconnexion");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sortir" }).ClickAsync();
        await page.GotoAsync("/acteurs/le-paysan-urbain");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tenir cette fiche ou la rejoindre" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Entrer avec ma clé" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/le-paysan-urbain/rejoindre$"));
        await page.GetByLabel("Votre place dans l’organisation").FillAsync("Maraîchère.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Demander à tenir la fiche" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Votre demande est envoyée");

        // The manager accepts, from the keyboard.
        var desk = await site.VisitAsync(byName: true);
        await site.SignInWithAKeyAsync(desk, manager);
        await desk.GotoAsync("/bureau/moderation");
        var claim = desk.Locator(".queue > li").Filter(new() { HasText = "Maraîchère." });
        await claim.FocusAsync();
        await desk.Keyboard.PressAsync("a");
        await Expect(desk.Locator("main")).ToContainTextAsync("Accepté");

        // She changes her sheet, with a preview.
        await page.GotoAsync("/acteurs/le-paysan-urbain/modifier");
        var late = await site.VisitAsync();
        await site.JoinAsync(paul, "le-paysan-urbain", OrganisationRoles.Editor);
        await site.SignInAsync(late, paul);
        await late.GotoAsync("/acteurs/le-paysan-urbain/modifier");
        await page.GetByLabel("Présentation courte").FillAsync("Des pousses en ville.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Voir le changement" }).ClickAsync();
        await Expect(page.Locator("table.changes")).ToContainTextAsync("Des pousses en ville.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("La fiche est modifiée");

        // A second editor, who began before, wrote the same field and another: they choose, and nothing is lost.
        await late.GetByLabel("Présentation courte").FillAsync("Des légumes en ville.");
        await late.GetByLabel("Sigle").FillAsync("LPU");
        await late.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await Expect(late.Locator("main")).ToContainTextAsync("Quelqu’un a changé les mêmes champs");
        await late.GetByLabel("Des légumes en ville.").CheckAsync();
        await late.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await Expect(late.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("LPU");
        await Expect(late.Locator("main")).ToContainTextAsync("Des légumes en ville.");

        // The history holds both changes.
        await late.GotoAsync("/acteurs/le-paysan-urbain/historique");
        await Expect(late.Locator("main")).ToContainTextAsync("Des pousses en ville.");
        foreach (var window in new[] { page, desk, late }) await window.Context.CloseAsync();
    }

    [Theory]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    public async Task AnAgent_ComesInThroughProConnect_AndLeavesBoth(int width, bool script)
    {
        var page = await site.VisitAsync(width, script);
        await page.GotoAsync("/connexion?suite=%2Fcompte%2Fseances");
        await page.GetByRole(AriaRole.Link, new() { Name = "ProConnect" }).First.ClickAsync();

        // Sent on to where they were going, by a session of the strong kind, under the name that ProConnect gives.
        await Expect(page).ToHaveURLAsync(site.Address + "/compte/seances");
        await Expect(page.Locator("main")).ToContainTextAsync("ProConnect");
        await page.GotoAsync("/compte");
        await Expect(page.GetByLabel("Votre nom")).ToHaveValueAsync("Inès Diallo");

        var left = site.Provider.SignedOut.Count;
        await page.GotoAsync("/deconnexion");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sortir" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(site.Address + "/deconnexion?fait=proconnect");
        await Expect(page.Locator("main")).ToContainTextAsync("ni ProConnect");
        Assert.Equal(left + 1, site.Provider.SignedOut.Count);
        await page.GotoAsync("/compte");
        await Expect(page).ToHaveURLAsync(new Regex("/connexion"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task APerson_TakesTheirDataAway_ThenErasesTheirAccount()
    {
        const string email = "depart@exemple.fr";
        var page = await site.VisitAsync(360);
        await site.SignInAsync(page, email);
        await page.GetByLabel("Votre nom").FillAsync("Dominique Départ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer mon nom" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mes données" }).ClickAsync();

        var answer = await page.Context.APIRequest.GetAsync("/compte/donnees.json");
        using var taken = JsonDocument.Parse(await answer.BodyAsync());
        Assert.Contains("Dominique Départ", taken.RootElement.GetRawText().Replace("\\u00e9", "é", StringComparison.OrdinalIgnoreCase),
            StringComparison.Ordinal);

        await page.GotoAsync("/compte/donnees/effacement");
        await page.Locator("main form button[type=submit]").Last.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/compte/efface$"));
        Assert.False(await site.WithDbAsync(db => db.Accounts.AnyAsync(account => account.Email == email)));
        await page.GotoAsync("/compte");
        await Expect(page).ToHaveURLAsync(new Regex("/connexion"));
        await page.Context.CloseAsync();
    }
}
