using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Terreau.Web.Domain.Accounts;
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

    [Theory, InlineData(360), InlineData(1280)]
    public async Task NewManager_IsLedToMakeAKey_AndTheDeskOpensAtOnce(int width)
    {
        var email = $"nouvelle{width}@exemple.fr";
        await site.GrantAsync(email, TerritoryRoles.Manager);
        var page = await site.VisitAsync(width, byName: true);
        await page.WithAuthenticatorAsync();
        await page.GotoAsync("/bureau");
        await page.GetByLabel("Votre adresse de messagerie").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Recevoir un lien" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/connexion/message"));
        await page.GotoAsync(Regex.Match(await site.LastMailAsync(email), @"/connexion/lien/\S+").Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Entrer", Exact = true }).ClickAsync();

        await Expect(page.Locator("main")).ToContainTextAsync("Votre rôle s’ouvre avec une clé");
        Assert.Empty(await Axe.FaultsAsync(page));
        Assert.True(await page.ExcessAsync() <= 0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/bureau$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bureau du manager");
        // The session of the link is over, the one of the key is another.
        Assert.Equal([(SignInMeans.Link, true), (SignInMeans.Passkey, false)], await MeansAsync(email));

        // Another day, by a link from habit: the page says what opens it, and the key does.
        await SignOutAsync(page);
        await site.SignInAsync(page, email);
        await page.GotoAsync("/bureau");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Votre rôle attend une clé d’accès");
        Assert.Empty(await Axe.FaultsAsync(page));
        Assert.True(await page.ExcessAsync() <= 0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Entrer avec ma clé" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Entrer avec ma clé" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/bureau$"));
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

    private Task<List<(SignInMeans Means, bool IsOver)>> MeansAsync(string email) => site.WithDbAsync(async db =>
        (await db.Sessions.Where(session => db.Accounts.Any(account => account.Id == session.AccountId && account.Email == email))
            .OrderBy(session => session.StartedAt).ToListAsync()).ConvertAll(session => (session.Means, session.EndedAt is not null)));

    private Task<int> SessionsAsync(string email)
        => site.WithDbAsync(db => db.Sessions
            .CountAsync(session => db.Accounts.Any(account => account.Id == session.AccountId && account.Email == email)));
}
