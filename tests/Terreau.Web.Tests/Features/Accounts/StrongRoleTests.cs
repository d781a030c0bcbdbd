using System.Net;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Tests.Features.Accounts;

/// <summary>A role that decides opens with a key, for a working day, and closes behind who goes away.</summary>
public sealed class StrongRoleTests : IAsyncLifetime
{
    private const string Mila = "mila@exemple.fr";

    private TestSite site = null!;

    /// <summary>Every role that decides, with a page it opens.</summary>
    public static TheoryData<string, string> Deciding => new(
        (nameof(TerritoryRoles.Manager), "/bureau"), (nameof(TerritoryRoles.Administrator), "/bureau/roles"),
        (nameof(TerritoryRoles.Funder), "/compte"));

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public void Deciding_HoldsEveryRoleThatMayMoreThanAMember()
    {
        var more = Roles.Granted.Where(role => Enum.GetValues<Permission>().Any(permission
            => Policy.Allows(permission, role, OrganisationRoles.None)
                && !Policy.Allows(permission, TerritoryRoles.Visitor | TerritoryRoles.Member, OrganisationRoles.None)));

        Assert.All(more, role => Assert.Contains(role, Roles.Deciding));
    }

    [Theory, MemberData(nameof(Deciding))]
    public async Task FirstSignIn_WithoutAKey_LeadsToMakeOneAndThenOn(string role, string page)
    {
        await GrantAsync(Enum.Parse<TerritoryRoles>(role));
        using var asked = await site.SubmitAsync(await site.PageAsync($"/connexion?suite={page}"), "form:not([data-passkey])",
            ("Mail.Address", Mila));
        using var entered = await site.SubmitAsync(await site.PageAsync(await LinkAsync()), "main form");

        var next = new Uri(site.Client.BaseAddress!, entered.Headers.Location!).PathAndQuery;
        Assert.Equal($"/compte/cles?suite={Uri.EscapeDataString(page)}", next);
        Assert.Contains("Votre rôle s’ouvre avec une clé", (await site.PageAsync(next)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TerritoryRoles.Manager, "/bureau", false, "Créer ma clé d’accès", "/compte/cles?suite=%2Fbureau")]
    [InlineData(TerritoryRoles.Administrator, "/bureau", false, "Créer ma clé d’accès", "/compte/cles?suite=%2Fbureau")]
    [InlineData(TerritoryRoles.Administrator, "/bureau/roles?fait=donne", true, "Entrer avec ma clé",
        "/connexion?suite=%2Fbureau%2Froles%3Ffait%3Ddonne")]
    [InlineData(TerritoryRoles.Manager, "/acteurs/baluchon/modifier", true, "Entrer avec ma clé",
        "/connexion?suite=%2Facteurs%2Fbaluchon%2Fmodifier")]
    internal async Task Page_OfARoleThatSleeps_SaysWhatOpensIt(
        TerritoryRoles role, string address, bool hasKey, string button, string leadsTo)
    {
        var account = await site.SignInAsync(Mila, role, strong: false);
        if (hasKey) await AddKeyAsync(account);

        using var response = await site.Client.GetAsync(address);
        var page = await site.ParseAsync(await response.Content.ReadAsStringAsync(), address);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("Votre rôle attend une clé d’accès", page.QuerySelector("h1")!.TextContent);
        Assert.Contains(role.Label(), page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var link = page.QuerySelector("main a.button")!;
        Assert.Equal((button, leadsTo), (link.TextContent, link.GetAttribute("href")));
    }

    [Fact]
    public async Task Page_OfAnotherRole_IsStillNotThere()
    {
        await site.SignInAsync(Mila, TerritoryRoles.Manager, strong: false);

        using var response = await site.Client.GetAsync("/bureau/roles");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory, MemberData(nameof(Deciding))]
    public async Task Session_LeftForTwoHours_IsOver(string role, string page)
    {
        await site.SignInAsync(Mila, Enum.Parse<TerritoryRoles>(role));
        site.Clock.Advance(AccountSession.Idle - TimeSpan.FromMinutes(1));
        using var before = await site.Client.GetAsync(page);
        site.Clock.Advance(AccountSession.Idle + TimeSpan.FromMinutes(1));

        using var after = await site.Client.GetAsync(page);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.StartsWith("/connexion", after.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Deciding))]
    public async Task Session_InUse_LastsTwelveHoursAndNoMore(string role, string page)
    {
        await site.SignInAsync(Mila, Enum.Parse<TerritoryRoles>(role));
        var codes = new List<HttpStatusCode>();

        for (var hour = 1; hour <= 12; hour++)
        {
            site.Clock.Advance(TimeSpan.FromHours(1));
            using var response = await site.Client.GetAsync(page);
            codes.Add(response.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 11), HttpStatusCode.Redirect], codes);
    }

    [Fact]
    public async Task Session_OfAMember_OutlivesAnAbsence()
    {
        await site.SignInAsync(Mila);
        site.Clock.Advance(TimeSpan.FromDays(20));

        await site.PageAsync("/compte");
    }

    [Fact]
    public async Task Role_GivenDuringALongSession_SleepsInIt()
    {
        // With a key, and for thirty days, since nothing was to be decided then.
        await site.SignInAsync(Mila, strong: true);
        await GrantAsync(TerritoryRoles.Manager);

        using var response = await site.Client.GetAsync("/bureau");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Roles_ThatWaitForAKey_AreToldToWhoGivesThem()
    {
        await GrantAsync(TerritoryRoles.Manager);
        var admin = await site.SignInAsync("admin@exemple.fr", TerritoryRoles.Administrator);
        await AddKeyAsync(admin);

        var lines = (await site.PageAsync("/bureau/roles")).QuerySelectorAll("main .lines li").Select(line => line.TextContent).ToList();

        Assert.Contains("attend une clé d’accès", lines.Single(line => line.Contains(Mila, StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.DoesNotContain("attend une clé d’accès", lines.Single(line => line.Contains("admin@exemple.fr", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    private Task<int> GrantAsync(TerritoryRoles role) => site.WithDbAsync(async db =>
    {
        var now = site.Clock.GetUtcNow().UtcDateTime;
        var account = await db.AccountOfAsync(EmailAddress.Parse(Mila), now, DateOnly.FromDateTime(now));
        var territory = await db.Territories.Select(held => held.Slug).FirstAsync();
        db.RoleGrants.Add(new RoleGrant { AccountId = account.Id, Territory = territory, Role = role, GrantedAt = now });
        await db.SaveAsync(new Act("test", now, "donner un rôle"));
        return 0;
    });

    private Task<int> AddKeyAsync(Guid account) => site.WithDbAsync(async db =>
    {
        var now = site.Clock.GetUtcNow().UtcDateTime;
        db.Passkeys.Add(new Passkey
        {
            AccountId = account, CredentialId = [1, 2, 3], PublicKey = [4, 5, 6], Name = "Téléphone", CreatedAt = now,
            Attestation = [], ClientData = [],
        });
        await db.SaveAsync(new Act("test", now, "ajouter une clé"));
        return 0;
    });

    private async Task<string> LinkAsync() => new Uri((await site.LastMailAsync(Mila)).Split('\n')
        .First(line => line.Contains("/connexion/lien/", StringComparison.Ordinal)).Trim()).AbsolutePath;
}
