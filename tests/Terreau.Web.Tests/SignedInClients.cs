using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Tests;

/// <summary>People who come in as people do: they ask for a link, read their mail, and press the button.</summary>
internal static partial class SignedInClients
{
    /// <summary>Signs this site's client in; roles are given before, as an administrator would have.</summary>
    /// <param name="strong">
    /// As if with a passkey: what a browser alone can do is shown by the browser tests. Not said, as their roles ask for.
    /// </param>
    public static async Task<Guid> SignInAsync(
        this TestSite site, string email, TerritoryRoles roles = TerritoryRoles.None, bool? strong = null,
        params (string Slug, OrganisationRoles Role)[] organisations)
    {
        var address = EmailAddress.Parse(email);
        var id = await site.WithDbAsync(async db =>
        {
            var now = site.Clock.GetUtcNow().UtcDateTime;
            var account = await db.AccountOfAsync(address, now, DateOnly.FromDateTime(now));
            var territory = await db.Territories.OrderBy(held => held.Slug).Select(held => held.Slug).FirstAsync();
            foreach (var role in Roles.Granted.Where(role => roles.HasFlag(role)))
            {
                if (!await db.RoleGrants.AnyAsync(grant => grant.AccountId == account.Id && grant.Role == role))
                    db.RoleGrants.Add(new RoleGrant { AccountId = account.Id, Territory = territory, Role = role, GrantedAt = now });
            }
            foreach (var (slug, role) in organisations)
            {
                var organisation = await db.Organisations.Where(sheet => sheet.Slug == slug).Select(sheet => sheet.Id).FirstAsync();
                if (await db.Members.FirstOrDefaultAsync(
                    member => member.AccountId == account.Id && member.OrganisationId == organisation) is { } held) held.Role = role;
                else db.Members.Add(new Member { AccountId = account.Id, OrganisationId = organisation, Role = role, Since = now });
            }
            await db.SaveAsync(new Act("test", now, "préparer un compte"));
            return account.Id;
        });
        var link = await site.AskForLinkAsync(email);
        using var entered = await site.SubmitAsync(await site.PageAsync(link.Path), "main form");
        Assert.Equal(302, (int)entered.StatusCode);
        if (strong ?? await site.WithDbAsync(db => db.RoleGrants.AnyAsync(
            grant => grant.AccountId == id && Roles.Deciding.Contains(grant.Role))))
        {
            await site.WithDbAsync(async db => await db.Sessions.Where(session => session.AccountId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.Means, SignInMeans.Passkey)));
        }
        return id;
    }

    /// <summary>Asks for a link and reads it in the outbox.</summary>
    public static async Task<(string Path, string Code)> AskForLinkAsync(this TestSite site, string email)
    {
        using var asked = await site.SubmitAsync(await site.PageAsync("/connexion"), "form:not([data-passkey])", ("Mail.Address", email));
        Assert.Equal(302, (int)asked.StatusCode);
        var text = await site.LastMailAsync(email);
        return (Link().Match(text).Value, Code().Match(text).Groups["code"].Value.Replace(" ", "", StringComparison.Ordinal));
    }

    /// <summary>The words of a page that was answered.</summary>
    public static async Task<string> WordsAsync(this HttpResponseMessage response)
        => WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

    /// <summary>The path of an answer's address, whether it came whole or not.</summary>
    public static string PathAndQuery(this Uri address) => address.IsAbsoluteUri ? address.PathAndQuery : address.OriginalString;

    /// <summary>The text of the last mail put for an address.</summary>
    public static Task<string> LastMailAsync(this TestSite site, string email)
    {
        var recipient = EmailAddress.Parse(email).Normalised;
        return site.WithDbAsync(async db => await db.OutgoingMails.Where(mail => mail.Recipient == recipient)
            .OrderByDescending(mail => mail.CreatedAt).ThenByDescending(mail => mail.Id).Select(mail => mail.Text).FirstAsync());
    }

    [GeneratedRegex(@"/connexion/lien/\S+")]
    private static partial Regex Link();

    [GeneratedRegex(@"ce code : (?<code>\d{3} \d{3})")]
    private static partial Regex Code();
}
