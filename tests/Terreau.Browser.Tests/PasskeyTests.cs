using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Terreau.Browser.Tests;

/// <summary>Keys made and presented by a real browser, with an authenticator that Chromium plays.</summary>
[Collection(nameof(OpenSite))]
public sealed class PasskeyTests(OpenSite site)
{
    [Fact]
    public async Task Key_AddedAfterALink_OpensTheAccountOnItsOwn()
    {
        var page = await PersonAsync("cle@exemple.fr");
        await AddKeyAsync(page, "Mon téléphone");
        await Expect(page.Locator("main")).ToContainTextAsync("Mon téléphone");

        await SignOutAsync(page);
        await page.GotoAsync("/connexion?suite=/compte/seances");
        await page.GetByRole(AriaRole.Button, new() { Name = "Entrer avec ma clé" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/compte/seances$"));
        await Expect(page.Locator("main .lines li").Filter(new() { HasText = "cette séance" })).ToContainTextAsync("avec une clé");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Answer_PlayedAgainFromAnotherWindow_OpensNothing()
    {
        const string email = "rejeu@exemple.fr";
        var page = await PersonAsync(email);
        await AddKeyAsync(page, "Clé");
        await SignOutAsync(page);
        await page.GotoAsync("/connexion");
        var cookies = await page.Context.CookiesAsync();
        var sent = await page.RunAndWaitForRequestAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Entrer avec ma clé" }).ClickAsync(), request => request.Method == "POST");
        await Expect(page).ToHaveURLAsync(new Regex("/compte$"));
        var before = await SessionsAsync(email);

        // A second window with the very cookies of the first, sending the very same form.
        var thief = await site.VisitAsync(byName: true);
        await thief.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = cookie.HttpOnly,
            SameSite = cookie.SameSite,
        }));
        var replayed = await thief.Context.APIRequest.PostAsync(sent.Url, new APIRequestContextOptions
        {
            DataByte = sent.PostDataBuffer,
            Headers = new Dictionary<string, string> { ["Content-Type"] = (await sent.HeaderValueAsync("content-type"))! },
            MaxRedirects = 0,
        });

        Assert.Equal(200, replayed.Status);
        Assert.Contains("n’ouvre aucun compte ici", System.Net.WebUtility.HtmlDecode(await replayed.TextAsync()), StringComparison.Ordinal);
        Assert.Equal(before, await SessionsAsync(email));
        await thief.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task SecondKey_AfterALinkOnly_IsNotOffered()
    {
        const string email = "faible@exemple.fr";
        var page = await PersonAsync(email);
        var stale = await page.Context.NewPageAsync();
        await stale.WithAuthenticatorAsync();
        await stale.GotoAsync("/compte/cles");
        // A device answers only the window that is in front.
        await page.BringToFrontAsync();
        await AddKeyAsync(page, "Première");
        await stale.BringToFrontAsync();

        // The page opened before the first key still has its form: the answer must be no all the same.
        await stale.GetByLabel("Le nom de cette clé").FillAsync("Deuxième");
        await stale.GetByRole(AriaRole.Button, new() { Name = "Créer une clé" }).ClickAsync();
        await Expect(stale.Locator("main")).ToContainTextAsync("Entrez d’abord avec une de vos clés");
        await page.GotoAsync("/compte/cles");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé" })).ToHaveCountAsync(0);
        Assert.Equal(1, await site.WithDbAsync(
            db => db.Passkeys.CountAsync(key => db.Accounts.Any(account => account.Id == key.AccountId && account.Email == email))));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Person_WhoDoesNotConfirm_IsToldAndMayStartAgain()
    {
        var page = await PersonAsync("refus@exemple.fr", isVerified: false);
        await page.GotoAsync("/compte/cles");

        await page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé" }).ClickAsync();

        await Expect(page.Locator("[data-passkey-error]")).ToContainTextAsync("Vous pouvez recommencer");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé" })).ToBeEnabledAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>Someone in a window of their own, with a device that holds keys, signed in by a link.</summary>
    private async Task<IPage> PersonAsync(string email, bool isVerified = true)
    {
        var page = await site.VisitAsync(byName: true);
        await page.WithAuthenticatorAsync(isVerified);
        await site.SignInAsync(page, email);
        return page;
    }

    private static async Task AddKeyAsync(IPage page, string name)
    {
        await page.GotoAsync("/compte/cles");
        await page.GetByLabel("Le nom de cette clé").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Votre clé est ajoutée");
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/deconnexion");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sortir" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Vous êtes sorti");
    }

    private Task<int> SessionsAsync(string email)
        => site.WithDbAsync(db => db.Sessions
            .CountAsync(session => db.Accounts.Any(account => account.Id == session.AccountId && account.Email == email)));
}
