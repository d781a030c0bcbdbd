using System.Net;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Tests.Features.Accounts;

/// <summary>Signing in and out through a real provider, and everything that must not open an account.</summary>
public sealed partial class ProConnectTests : IAsyncLifetime
{
    private const string Ines = "ines@ville.exemple.fr";
    private const string Start = "/connexion/proconnect";

    private IdentityProvider provider = null!;
    private TestSite site = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await IdentityProvider.StartAsync();
        site = await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task SignIn_FirstTime_MakesTheAccountWithItsNameAndAStrongSession(string database)
    {
        await using var ours = await IdentityProvider.StartAsync();
        await using var other = await OpenAsync(ours, database);

        var landed = await EnterAsync(other, ours);

        Assert.Equal("/compte", landed);
        var page = await other.PageAsync("/compte");
        Assert.Contains("Inès Diallo · ines@ville.exemple.fr", page.Body!.TextContent, StringComparison.Ordinal);
        var session = await other.WithDbAsync(db => db.Sessions.SingleAsync());
        Assert.Equal(SignInMeans.ProConnect, session.Means);
        Assert.True(session.IsStrong);
        Assert.Equal(TimeSpan.FromHours(12), session.ExpiresAt - session.StartedAt);
    }

    [Fact]
    public async Task Request_HoldsTheSixParametersAndNoOther()
    {
        await EnterAsync();

        var asked = Assert.Single(provider.Asked);
        Assert.Equal(["client_id", "nonce", "redirect_uri", "response_type", "scope", "state"], asked.Keys.Order());
        Assert.Equal("openid given_name usual_name email uid siret idp_id", asked["scope"]);
        Assert.True(asked["state"].Length >= 32 && asked["nonce"].Length >= 32);
    }

    [Fact]
    public async Task Then_IsFollowedWhenItIsOfThisSite()
    {
        var own = await EnterAsync(from: Start + "?suite=%2Fcompte%2Fseances");
        var elsewhere = await EnterAsync(from: Start + "?suite=%2F%2Fvoleur.exemple");

        Assert.Equal("/compte/seances", own);
        Assert.Equal("/compte", elsewhere);
    }

    [Fact]
    public async Task SignOut_EndsOurSessionThenTheirs_AndComesBackWithItsState()
    {
        await EnterAsync();

        var end = await LeaveAsync();
        Assert.True(await site.WithDbAsync(db => db.Sessions.AllAsync(session => session.EndedAt != null)));
        using var theirs = await FollowAsync(end);
        using var back = await site.Client.GetAsync(theirs.Headers.Location);

        Assert.Equal("/deconnexion?fait=proconnect", back.Headers.Location!.OriginalString);
        var asked = Assert.Single(provider.SignedOut);
        Assert.Equal(["id_token_hint", "post_logout_redirect_uri", "state"], asked.Keys.Order());
        Assert.Contains("ni ProConnect", (await site.PageAsync(back.Headers.Location.OriginalString)).Body!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_ReturnWithAnotherState_IsNotTakenForOurs()
    {
        await EnterAsync();
        await LeaveAsync();

        using var back = await site.Client.GetAsync($"/deconnexion/proconnect?state={new string('a', 48)}");

        Assert.Equal("/deconnexion", back.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SignOut_ProviderGone_StillEndsOurs()
    {
        await provider.StopAsync();
        await site.SignInAsync(Ines);
        await site.WithDbAsync(db => db.Sessions.ExecuteUpdateAsync(set => set
            .SetProperty(session => session.Means, SignInMeans.ProConnect).SetProperty(session => session.IdToken, "un jeton")));

        using var left = await site.SubmitAsync(await site.PageAsync("/deconnexion"), "main form");

        Assert.True(await site.WithDbAsync(db => db.Sessions.AllAsync(session => session.EndedAt != null)));
        var shown = new Uri(site.Client.BaseAddress!, left.Headers.Location!).PathAndQuery;
        Assert.Equal("/deconnexion?fait=ouvert", shown);
        Assert.Contains("fermez le navigateur", (await site.PageAsync(shown)).Body!.TextContent, StringComparison.Ordinal);
    }


    [Fact]
    public async Task SignIn_SecondTime_FindsTheAccountThoughItsAddressChanged()
    {
        await EnterAsync();
        provider.Person = provider.Person with { Email = "i.diallo@region.exemple.fr", GivenName = "Autre" };

        await EnterAsync();

        var account = await site.WithDbAsync(db => db.Accounts.SingleAsync());
        Assert.Equal((Ines, "Inès Diallo"), (account.Email, account.Name));
    }

    [Fact]
    public async Task Account_OfTheSameAddressWithoutKey_IsLinked()
    {
        var known = await site.SignInAsync(Ines);

        await EnterAsync();

        var account = await site.WithDbAsync(db => db.Accounts.SingleAsync());
        Assert.Equal((known, "sub-ines"), (account.Id, account.ProConnectId));
    }

    [Fact]
    public async Task Account_WithAKey_IsLinkedOnlyByWhoHoldsIt()
    {
        var known = await site.SignInAsync(Ines, TerritoryRoles.Administrator, strong: false);
        await site.WithDbAsync(async db =>
        {
            db.Passkeys.Add(
                new Passkey { AccountId = known, CredentialId = [1], PublicKey = [2], Name = "téléphone", CreatedAt = DateTime.UnixEpoch,
                    Attestation = [], ClientData = [] });
            return await db.SaveAsync(new Act("test", DateTime.UnixEpoch, "préparer une clé"));
        });

        var weak = await EnterAsync();
        await site.SignInAsync(Ines, strong: true);
        var strong = await EnterAsync();

        Assert.Contains("echec=HasKeys", weak, StringComparison.Ordinal);
        Assert.Contains("Votre compte a une clé", (await site.PageAsync(weak)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/compte", strong);
    }

    [Fact]
    public async Task Account_OfAnotherIdentity_IsRefused()
    {
        await EnterAsync();
        provider.Person = provider.Person with { Subject = "sub-homonyme" };

        var landed = await EnterAsync();

        Assert.Contains("echec=OtherIdentity", landed, StringComparison.Ordinal);
        Assert.Equal("sub-ines", await site.WithDbAsync(db => db.Accounts.Select(account => account.ProConnectId).SingleAsync()));
    }

    [Theory]
    [InlineData("email", "sans arobase")]
    [InlineData("email_verified", false)]
    public async Task Address_NotUsable_MakesNoAccount(string claim, object value)
    {
        provider.Claims = claims => claims[claim] = value;

        Assert.Contains("echec=NoAddress", await EnterAsync(), StringComparison.Ordinal);
        await AssertNobodyAsync();
    }

    [Fact]
    public async Task Siret_OfASheet_IsProposedAndGivesNothing()
    {
        await site.DisposeAsync();
        await provider.DisposeAsync();
        provider = await IdentityProvider.StartAsync();
        site = await OpenAsync(provider, seed: "est-ensemble");
        var (slug, siret) = await site.WithDbAsync(async db =>
        {
            var sheet = await db.Organisations.OrderBy(held => held.Slug).FirstAsync(held => held.Status == SheetStatus.Published);
            sheet.Siret = "21930048400017";
            await db.SaveAsync(new Act("test", DateTime.UnixEpoch, "préparer une fiche"));
            return (sheet.Slug, sheet.Siret);
        });
        provider.Person = provider.Person with { Siret = siret };

        await EnterAsync();

        var page = await site.PageAsync("/compte");
        Assert.NotNull(page.QuerySelector($"main a[href='/acteurs/{slug}/rejoindre']"));
        Assert.Equal(0, await site.WithDbAsync(db => db.Members.CountAsync()));
    }

    [Fact]
    public async Task Person_WhoSaysNo_IsTold()
    {
        provider.Refuses = true;

        var landed = await EnterAsync();

        Assert.Contains("echec=Refused", landed, StringComparison.Ordinal);
        Assert.Contains("refusé ou abandonné", (await site.PageAsync(landed)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_Down_IsTold()
    {
        await provider.StopAsync();

        using var start = await site.Client.GetAsync(Start);

        Assert.Contains("echec=Outage", start.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("ProConnect ne répond pas", (await site.PageAsync(start.Headers.Location.OriginalString)).Body!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_DownBeforeTheReturn_IsTold()
    {
        var back = await ProveAsync(await AskAsync());
        await provider.StopAsync();

        Assert.Contains("echec=Outage", await ReturnAsync(back), StringComparison.Ordinal);
        await AssertNobodyAsync();
    }

    [Fact]
    public async Task Button_LeadsThereWithoutScriptAndExplainsItself()
    {
        var page = await site.PageAsync("/connexion?suite=%2Fcompte%2Fcles");

        var button = page.QuerySelector("main a[href^='/connexion/proconnect']")!;
        Assert.Equal("S’identifier avec ProConnect", button.TextContent.Trim());
        Assert.Equal("/connexion/proconnect?suite=%2Fcompte%2Fcles", button.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("main a[href='https://www.proconnect.gouv.fr']"));
    }

    [Fact]
    public async Task Unset_ThereIsNoButtonAndNoAddress()
    {
        await using var plain = await TestSite.StartAsync();

        var page = await plain.PageAsync("/connexion?echec=Outage");

        Assert.DoesNotContain("ProConnect", page.Body!.TextContent, StringComparison.Ordinal);
        foreach (var address in new[] { Start, Start + "/retour?code=x&state=y", "/deconnexion/proconnect", "/signin-oidc", "/signout-oidc",
            "/signout-callback-oidc" })
        {
            using var answer = await plain.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Set_TheAddressesOfTheLibraryAreNotThere()
    {
        foreach (var address in new[] { "/signin-oidc", "/signout-oidc", "/signout-callback-oidc" })
        {
            using var answer = await site.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Set_InPart_DoesNotStart()
        => await Assert.ThrowsAsync<StartException>(
            () => TestSite.StartAsync(adjust: options => options with { ProConnect = "https://proconnect.exemple/api/v2" }));

    [Theory]
    [InlineData("http://proconnect.exemple/api/v2")]
    [InlineData("proconnect")]
    public void Address_InClear_IsRefused(string value)
        => Assert.Throws<StartException>(() => TerreauOptions.FromEnvironment(name => name == "TERREAU_PROCONNECT" ? value : null));

    [Fact]
    public void Reads_ThatMayWrite_AreThisReturnAlone()
    {
        var writing = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<WritesOnReadAttribute>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText);

        Assert.Equal(["/connexion/proconnect/retour"], writing);
    }

    private static Func<TerreauOptions, TerreauOptions> Settings(IdentityProvider provider) => options => options with
    {
        ProConnect = provider.Address, ProConnectClient = IdentityProvider.Client, ProConnectSecret = IdentityProvider.Secret,
    };

    private Task<TestSite> OpenAsync() => OpenAsync(provider);

    private static async Task<TestSite> OpenAsync(IdentityProvider provider, string database = "sqlite", string? seed = null)
    {
        var opened = await TestSite.StartAsync(database, Settings(provider), seed);
        // The cookies of the way there say when they end, and the client of the tests lives today.
        if (opened.Clock.GetUtcNow() < DateTimeOffset.UtcNow) opened.Clock.SetUtcNow(DateTimeOffset.UtcNow);
        // Ten seconds are for people; a machine that runs other tests beside may need more.
        opened.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>()
            .Get("proconnect").Backchannel.Timeout = TimeSpan.FromMinutes(2);
        await provider.RegisterAsync(opened.Client.BaseAddress!);
        return opened;
    }

    private Task<string> EnterAsync(string from = Start) => EnterAsync(site, provider, from);

    /// <summary>Goes there, proves who they are, comes back; the address where the site then leads.</summary>
    private static async Task<string> EnterAsync(TestSite site, IdentityProvider provider, string from = Start)
    {
        using var start = await site.Client.GetAsync(from);
        Assert.StartsWith(provider.Address, start.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var proved = await FollowAsync(start.Headers.Location);
        Assert.True(proved.StatusCode == HttpStatusCode.Redirect, await proved.Content.ReadAsStringAsync());
        using var landed = await site.Client.GetAsync(proved.Headers.Location);
        Assert.True(landed.StatusCode == HttpStatusCode.Redirect, await landed.Content.ReadAsStringAsync());
        return landed.Headers.Location!.OriginalString;
    }

    private async Task<Uri> AskAsync()
    {
        using var start = await site.Client.GetAsync(Start);
        return start.Headers.Location!;
    }

    private static async Task<Uri> ProveAsync(Uri asked)
    {
        using var proved = await FollowAsync(asked);
        return proved.Headers.Location!;
    }

    private async Task<string> ReturnAsync(Uri back)
    {
        using var landed = await site.Client.GetAsync(back);
        Assert.Equal(HttpStatusCode.Redirect, landed.StatusCode);
        return landed.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> FollowAsync(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await client.GetAsync(address);
    }

    /// <summary>Presses the button that signs out; the address that the answer then leads to.</summary>
    private async Task<Uri> LeaveAsync()
    {
        using var left = await site.SubmitAsync(await site.PageAsync("/deconnexion"), "main form");
        var page = await site.ParseAsync(await left.Content.ReadAsStringAsync());
        var link = page.QuerySelector("main a.button")!.GetAttribute("href")!;
        Assert.Equal($"0;url={link}", left.Headers.GetValues("Refresh").Single());
        return new Uri(link);
    }

    private async Task AssertRefusedAsync()
    {
        var landed = await EnterAsync();
        // It came as far as the userinfo: nothing before that refused it.
        Assert.Equal(1, provider.UserInfos);
        Assert.Contains("echec=Invalid", landed, StringComparison.Ordinal);
        Assert.Contains("n’a pas pu vous identifier", (await site.PageAsync(landed)).Body!.TextContent, StringComparison.Ordinal);
        await AssertNobodyAsync();
    }

    private async Task AssertNobodyAsync()
    {
        Assert.Equal(0, await site.WithDbAsync(db => db.Sessions.CountAsync()));
        Assert.Equal(0, await site.WithDbAsync(db => db.Accounts.CountAsync()));
    }
}
