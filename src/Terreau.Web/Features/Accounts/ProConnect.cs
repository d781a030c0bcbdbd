using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.Accounts;

/// <summary>
/// ProConnect, the identity provider of the State for professionals, as it documents itself: code flow, answer in
/// the query, no parameter beside the six it knows, userinfo in a signed token. Absent unless it is set.
/// </summary>
internal static class ProConnect
{
    public const string Scheme = "proconnect";

    private static readonly string[] Scopes = ["openid", "given_name", "usual_name", "email", "uid", "siret", "idp_id"];

    // The provider publishes the keys of these; with HS256 whoever holds our secret could sign in as anyone.
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256];

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <exception cref="StartException">Only some of the three settings are there.</exception>
    public static void AddTo(IServiceCollection services, TerreauOptions options)
    {
        string?[] settings = [options.ProConnect, options.ProConnectClient, options.ProConnectSecret];
        if (settings.All(value => value is null)) return;
        if (settings.Any(value => value is null))
            throw new StartException(
                "ProConnect demande TERREAU_PROCONNECT, TERREAU_PROCONNECT_CLIENT et TERREAU_PROCONNECT_SECRET : il en manque.");
        services.AddScoped<ProConnectSignIn>().AddScoped<ProConnectSignOut>();
        services.AddAuthentication().AddOpenIdConnect(Scheme, provider => Set(provider, options));
    }

    private static void Set(OpenIdConnectOptions provider, TerreauOptions options)
    {
        var authority = new Uri(options.ProConnect!);
        provider.Authority = options.ProConnect!.TrimEnd('/');
        provider.RequireHttpsMetadata = !authority.IsLoopback;
        provider.ClientId = options.ProConnectClient;
        provider.ClientSecret = options.ProConnectSecret;
        provider.BackchannelTimeout = TimeSpan.FromSeconds(10);
        provider.SignInScheme = SessionCookie.Scheme;
        provider.CallbackPath = AccountRoutes.ProConnectReturn;
        // Signing out is ours: these addresses of the library would answer with no access line.
        provider.RemoteSignOutPath = default;
        provider.SignedOutCallbackPath = default;

        // Any parameter that ProConnect does not know is its error Y000400.
        provider.ResponseType = OpenIdConnectResponseType.Code;
        provider.ResponseMode = OpenIdConnectResponseMode.Query;
        provider.UsePkce = false;
        provider.DisableTelemetry = true;
        provider.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        provider.Scope.Clear();
        foreach (var scope in Scopes) provider.Scope.Add(scope);

        // It comes back by a link: cookies that a link carries are enough, and work on a machine without TLS.
        foreach (var cookie in new[] { provider.CorrelationCookie, provider.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        provider.MapInboundClaims = false;
        provider.SaveTokens = false;
        provider.TokenValidationParameters.ValidAlgorithms = Algorithms;
        provider.TokenValidationParameters.ClockSkew = Skew;
        // The library reads a signed userinfo without checking its signature: it is asked for here instead.
        provider.GetClaimsFromUserInfoEndpoint = false;
        Hear(provider.Events);
    }

    private static void Hear(OpenIdConnectEvents events)
    {
        events.OnRedirectToIdentityProvider = redirect =>
        {
            var site = redirect.HttpContext.RequestServices.GetRequiredService<PublicAddress>();
            redirect.ProtocolMessage.RedirectUri = site.Of(redirect.HttpContext) + AccountRoutes.ProConnectReturn;
            return Task.CompletedTask;
        };
        events.OnTokenValidated = ReadPersonAsync;
        // The library has proved who it is; what follows is for the endpoint of the return, behind its access line.
        events.OnTicketReceived = ticket =>
        {
            ticket.SkipHandler();
            return Task.CompletedTask;
        };
        events.OnAccessDenied = denied =>
        {
            denied.HttpContext.Features.Set(new ProConnectReturn(null, ProConnectFault.Refused));
            denied.SkipHandler();
            return Task.CompletedTask;
        };
        events.OnRemoteFailure = failed =>
        {
            failed.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProConnect))
                .LogWarning(failed.Failure, "ProConnect did not sign anyone in");
            failed.HttpContext.Features.Set(
                new ProConnectReturn(null, IsOutage(failed.Failure) ? ProConnectFault.Outage : ProConnectFault.Invalid));
            failed.SkipHandler();
            return Task.CompletedTask;
        };
    }

    /// <summary>The provider could not be reached, or its configuration not read.</summary>
    public static bool IsOutage(Exception? error)
        => error is HttpRequestException or OperationCanceledException or IOException
            || error is InvalidOperationException { InnerException: IOException or HttpRequestException }
            || (error?.InnerException is { } inner && IsOutage(inner));

    private static async Task ReadPersonAsync(TokenValidatedContext token)
    {
        var configuration = await token.Options.ConfigurationManager!.GetConfigurationAsync(token.HttpContext.RequestAborted);
        var claims = await VerifiedAsync(token, configuration);
        var subject = token.SecurityToken.Subject;
        if (string.IsNullOrEmpty(subject) || claims.FirstOrDefault(claim => claim.Type == JwtRegisteredClaimNames.Sub)?.Value != subject)
            throw new SecurityTokenValidationException("The userinfo speaks of someone else than the identity token.");
        token.HttpContext.Features.Set(new ProConnectReturn(
            ProConnectPerson.Of(subject, claims, token.TokenEndpointResponse!.IdToken, token.Properties?.RedirectUri), null));
    }

    /// <summary>The userinfo, once its signature, issuer, audience and expiry are checked.</summary>
    private static async Task<IReadOnlyList<Claim>> VerifiedAsync(TokenValidatedContext token, OpenIdConnectConfiguration configuration)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, configuration.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.TokenEndpointResponse!.AccessToken);
        using var response = await token.Options.Backchannel.SendAsync(request, token.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        if (response.Content.Headers.ContentType?.MediaType != "application/jwt")
            throw new SecurityTokenValidationException("The userinfo is not signed.");
        var text = await response.Content.ReadAsStringAsync(token.HttpContext.RequestAborted);
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }
            .ValidateTokenAsync(text.Trim(), new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer, ValidAudience = token.Options.ClientId, IssuerSigningKeys = configuration.SigningKeys,
            ValidAlgorithms = Algorithms, RequireSignedTokens = true, RequireExpirationTime = true, ClockSkew = Skew,
        });
        return result.IsValid ? [.. result.ClaimsIdentity.Claims] : throw result.Exception;
    }
}

/// <summary>Why ProConnect opened nothing.</summary>
internal enum ProConnectFault
{
    /// <summary>The person, or ProConnect, said no.</summary>
    Refused,

    /// <summary>Too late, played again, or not what was asked for.</summary>
    Invalid,

    /// <summary>ProConnect does not answer.</summary>
    Outage,

    /// <summary>No usable address came with the identity.</summary>
    NoAddress,

    /// <summary>The account of this address has keys: one of them must say yes first.</summary>
    HasKeys,

    /// <summary>The account of this address belongs to another identity of ProConnect.</summary>
    OtherIdentity,
}

/// <summary>What came back from ProConnect with this request: someone, or a reason.</summary>
internal sealed record ProConnectReturn(ProConnectPerson? Person, ProConnectFault? Fault);
