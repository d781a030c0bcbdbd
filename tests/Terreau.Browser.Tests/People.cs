using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Terreau.Browser.Tests;

/// <summary>People who come in by a link, as their mail holds it.</summary>
internal static partial class People
{
    /// <summary>Signs a window in.</summary>
    public static async Task SignInAsync(this OpenSite site, IPage page, string email)
    {
        await page.GotoAsync("/connexion");
        await page.GetByLabel("Votre adresse de messagerie").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Recevoir un lien" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/connexion/message"));
        await page.GotoAsync(Link().Match(await site.LastMailAsync(email)).Value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Entrer", Exact = true }).ClickAsync();
        // Whoever has a role that decides, and no key, is led to make one.
        await Expect(page).ToHaveURLAsync(new Regex("/compte(/cles)?$"));
    }

    /// <summary>Signs a window in for the first time under a role that decides: by a link, then with a key that its device makes.</summary>
    public static async Task SignInWithAKeyAsync(this OpenSite site, IPage page, string email)
    {
        await page.WithAuthenticatorAsync();
        await site.SignInAsync(page, email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer une clé" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Votre clé est ajoutée");
    }

    public static Task<string> LastMailAsync(this OpenSite site, string email)
        => site.WithDbAsync(db => db.OutgoingMails.Where(mail => mail.Recipient == email).OrderByDescending(mail => mail.Id)
            .Select(mail => mail.Text).FirstAsync());

    /// <summary>Gives someone a role for the territory, as an administrator would.</summary>
    public static Task GrantAsync(this OpenSite site, string email, TerritoryRoles role) => site.WithDbAsync(async db =>
    {
        var now = DateTime.UnixEpoch;
        var account = await db.AccountOfAsync(EmailAddress.Parse(email), now, DateOnly.FromDateTime(now));
        var territory = await db.Territories.OrderBy(held => held.Slug).Select(held => held.Slug).FirstAsync();
        if (!await db.RoleGrants.AnyAsync(grant => grant.AccountId == account.Id && grant.Role == role))
            db.RoleGrants.Add(new RoleGrant { AccountId = account.Id, Territory = territory, Role = role, GrantedAt = now });
        return await db.SaveAsync(new Act("test", now, "donner un rôle"));
    });

    /// <summary>Has someone belong to an organisation.</summary>
    public static Task JoinAsync(this OpenSite site, string email, string slug, OrganisationRoles role) => site.WithDbAsync(async db =>
    {
        var now = DateTime.UnixEpoch;
        var account = await db.AccountOfAsync(EmailAddress.Parse(email), now, DateOnly.FromDateTime(now));
        var organisation = await db.Organisations.Where(sheet => sheet.Slug == slug).Select(sheet => sheet.Id).FirstAsync();
        if (!await db.Members.AnyAsync(member => member.AccountId == account.Id && member.OrganisationId == organisation))
            db.Members.Add(new Member { AccountId = account.Id, OrganisationId = organisation, Role = role, Since = now });
        return await db.SaveAsync(new Act("test", now, "rejoindre"));
    });

    /// <summary>Gives a window a device that holds keys.</summary>
    public static async Task WithAuthenticatorAsync(this IPage page, bool isVerified = true)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = isVerified, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    [GeneratedRegex(@"/connexion/lien/\S+")]
    private static partial Regex Link();
}
