using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Terreau.Web.Tests.Features.Accounts;

/// <summary>
/// A real OpenID Connect provider (OpenIddict) on a port of its own, as strict as ProConnect's documentation says
/// ProConnect is: no parameter it does not know, long state and nonce, userinfo in a signed token, codes that serve once.
/// </summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Client = "terreau-essai";
    public const string Secret = "un-secret-de-quarante-signes-pour-essayer";

    private static readonly string[] Known = ["client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "acr_values",
        "claims", "prompt", "login_hint", "idp_hint"];

    // Made once a run: a pair of RSA keys takes a second.
    private static readonly RsaSecurityKey Signature = new(RSA.Create(2048)), Encryption = new(RSA.Create(2048));

    private readonly SqliteConnection memory = new("Data Source=:memory:");
    private WebApplication app = null!;
    private string post = "";

    /// <summary>Who is in front of the browser.</summary>
    public Identity Person { get; set; } = new("sub-ines", "ines@ville.exemple.fr", "Inès", "Diallo", null);

    /// <summary>True when the person, or the provider, says no.</summary>
    public bool Refuses { get; set; }

    /// <summary>What to change in the claims of the userinfo before they are signed.</summary>
    public Action<Dictionary<string, object>>? Claims { get; set; }

    /// <summary>What to do of the userinfo once signed: another text, or another type.</summary>
    public Func<string, (string Type, string Text)> Sent { get; set; } = token => ("application/jwt", token);

    /// <summary>What to sign the userinfo with, in place of the provider's key.</summary>
    public SigningCredentials? Signing { get; set; }

    /// <summary>Every query of an authorization request, as it came.</summary>
    public List<IReadOnlyDictionary<string, string>> Asked { get; } = [];

    /// <summary>How many times the userinfo was given.</summary>
    public int UserInfos { get; private set; }

    public List<IReadOnlyDictionary<string, string>> SignedOut { get; } = [];

    public string Address => app.Urls.First();

    internal sealed record Identity(string Subject, string Email, string GivenName, string UsualName, string? Siret);

    public static async Task<IdentityProvider> StartAsync()
    {
        var provider = new IdentityProvider();
        await provider.memory.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        Microsoft.AspNetCore.Hosting.HostingAbstractionsWebHostBuilderExtensions.UseUrls(builder.WebHost, "http://127.0.0.1:0");
        builder.Services.AddDbContext<DbContext>(db => db.UseSqlite(provider.memory).UseOpenIddict());
        builder.Services.AddAuthentication();
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo")
                    .SetEndSessionEndpointUris("session/end");
                server.AllowAuthorizationCodeFlow().RegisterScopes("given_name", "usual_name", "email", "uid", "siret", "idp_id");
                server.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(2)).SetAccessTokenLifetime(TimeSpan.FromMinutes(2));
                server.AddEncryptionKey(Encryption).AddSigningKey(Signature).DisableAccessTokenEncryption();
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        var app = provider.app = builder.Build();
        app.UseAuthentication();
        app.MapGet("authorize", provider.AuthorizeAsync);
        app.MapPost("token", ExchangeAsync);
        app.MapGet("userinfo", provider.UserInfoAsync);
        app.MapGet("session/end", provider.EndSession);
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        await app.StartAsync();
        // Its first answer is slow, and a site that asks for it waits ten seconds only.
        using var client = new HttpClient { BaseAddress = new Uri(provider.Address), Timeout = TimeSpan.FromMinutes(2) };
        foreach (var document in new[] { ".well-known/openid-configuration", ".well-known/jwks" }) await client.GetStringAsync(document);
        return provider;
    }

    /// <summary>Makes a site known, as the form of ProConnect would: exact addresses of return.</summary>
    public async Task RegisterAsync(Uri site)
    {
        post = new Uri(site, "/deconnexion/proconnect").ToString();
        await using var scope = app.Services.CreateAsyncScope();
        var application = new OpenIddictApplicationDescriptor
        {
            ClientId = Client, ClientSecret = Secret, ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri(site, "/connexion/proconnect/retour") }, PostLogoutRedirectUris = { new Uri(post) },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession,
                Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code,
            },
        };
        foreach (var scopeName in new[] { "given_name", "usual_name", "email", "uid", "siret", "idp_id" })
            application.Permissions.Add(Permissions.Prefixes.Scope + scopeName);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(application);
    }

    /// <summary>From now on nothing answers at its address.</summary>
    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await memory.DisposeAsync();
    }

    private IResult AuthorizeAsync(HttpContext http)
    {
        var asked = http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Asked.Add(asked);
        if (asked.Keys.Except(Known).Any() || asked.GetValueOrDefault("state", "").Length < 32
            || asked.GetValueOrDefault("nonce", "").Length < 32)
            return Results.Text("Y000400 : Bad Request Exception", statusCode: 400);
        if (Refuses)
        {
            return Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
            }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        }
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, "name", "role");
        identity.SetClaim("sub", Person.Subject).SetDestinations(static _ => [Destinations.AccessToken, Destinations.IdentityToken]);
        var person = new ClaimsPrincipal(identity);
        person.SetScopes(asked["scope"].Split(' '));
        return Results.SignIn(person, null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async Task<IResult> ExchangeAsync(HttpContext http, CancellationToken _)
    {
        var held = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return Results.SignIn(held.Principal!, null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private async Task<IResult> UserInfoAsync(HttpContext http, IOptionsMonitor<OpenIddictServerOptions> options)
    {
        var held = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (!held.Succeeded) return Results.StatusCode(401);
        var claims = new Dictionary<string, object>
        {
            ["sub"] = held.Principal.GetClaim("sub")!, ["email"] = Person.Email, ["given_name"] = Person.GivenName,
            ["usual_name"] = Person.UsualName,
            ["uid"] = "1234", ["idp_id"] = "un-fournisseur", ["iss"] = Address + "/", ["aud"] = Client,
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeSeconds(),
        };
        if (Person.Siret is not null) claims["siret"] = Person.Siret;
        Claims?.Invoke(claims);
        var signing = Signing ?? options.CurrentValue.SigningCredentials[0];
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor { Claims = claims, SigningCredentials = signing });
        var (type, text) = Sent(token);
        UserInfos++;
        return Results.Text(text, type);
    }

    private IResult EndSession(HttpContext http)
    {
        var asked = http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        SignedOut.Add(asked);
        // OpenIddict has already checked the token it is shown, and that the address of return is one it knows.
        return asked.GetValueOrDefault("id_token_hint", "").Length == 0 || asked.GetValueOrDefault("state", "").Length < 32
            || asked.GetValueOrDefault("post_logout_redirect_uri") != post
            ? Results.BadRequest()
            : Results.SignOut(null, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
