using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Accounts;

/// <summary>Signing out of ProConnect too, after our own session has ended.</summary>
internal sealed class ProConnectSignOut(TerreauDb db, IOptionsMonitor<OpenIdConnectOptions> providers, PublicAddress site)
{
    private const string StateCookie = "terreau-sortie";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>The token that ProConnect asks for; null when this session did not come from it.</summary>
    public async Task<string?> TokenAsync(User user, CancellationToken cancel)
        => await db.Sessions.AsNoTracking().Where(session => session.Id == user.SessionId && session.Means == SignInMeans.ProConnect)
            .Select(session => session.IdToken).FirstOrDefaultAsync(cancel);

    /// <summary>Where to send the browser so that ProConnect ends its session; null when it does not answer.</summary>
    public async Task<string?> AddressAsync(string idToken, HttpContext context)
    {
        string? end;
        try
        {
            end = (await providers.Get(ProConnect.Scheme).ConfigurationManager!.GetConfigurationAsync(
                context.RequestAborted)).EndSessionEndpoint;
        }
        catch (Exception error) when (ProConnect.IsOutage(error))
        {
            return null;
        }
        if (string.IsNullOrEmpty(end)) return null;
        var state = SecretHash.NewKey();
        context.Response.Cookies.Append(StateCookie, state, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Life, IsEssential = true,
        });
        return QueryHelpers.AddQueryString(end, new Dictionary<string, string?>
        {
            ["id_token_hint"] = idToken, ["state"] = state, ["post_logout_redirect_uri"] = site.Of(context) + AccountRoutes.ProConnectLeft,
        });
    }

    /// <summary>Whether this return answers the sign-out that this browser began; it counts once.</summary>
    public static bool IsOurs(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(StateCookie, out var kept)) return false;
        context.Response.Cookies.Delete(StateCookie);
        return SecretHash.Of(kept).Fits(context.Request.Query["state"].ToString());
    }
}
