using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Hosting.Access;

/// <summary>
/// The cookie holds the number of a session, sealed; the session itself is a row. Ended there, it is over
/// everywhere: a cookie copied before the sign-out opens nothing after it.
/// </summary>
internal static class SessionCookie
{
    public const string Scheme = "seance";
    private const string SessionClaim = "seance";
    private const string SiretClaim = "siret";

    /// <summary>How long a cookie that slides is left as it is: one absence is measured to so much.</summary>
    private static readonly TimeSpan Renewed = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddSessionCookie(this IServiceCollection services)
    {
        services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = SiteCookies.Session;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // Slides only where the properties of the session say so: under a role that decides.
            cookie.SlidingExpiration = true;
            cookie.Events.OnCheckSlidingExpiration = sliding =>
            {
                sliding.ShouldRenew = sliding.ElapsedTime > Renewed;
                return Task.CompletedTask;
            };
            cookie.Events.OnValidatePrincipal = ReadSessionAsync;
        });
        return services;
    }

    /// <summary>Gives the browser the cookie of a session that has just been saved.</summary>
    /// <param name="siret">The establishment that a provider says the person works for: kept for the time of the session.</param>
    public static Task GiveAsync(HttpContext context, AccountSession session, string? siret = null)
    {
        // The account's identity binds the tokens of forms to it.
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, session.AccountId.ToString()), new Claim(SessionClaim, session.Id.ToString())], Scheme);
        if (siret is not null) identity.AddClaim(new Claim(SiretClaim, siret));
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties
        {
            // A short session ends with the browser, a long one outlives it.
            IsPersistent = session.ExpiresAt - session.StartedAt > TimeSpan.FromDays(1), IssuedUtc = session.StartedAt,
            ExpiresUtc = session.Decides ? session.StartedAt + AccountSession.Idle : session.ExpiresAt, AllowRefresh = session.Decides,
        });
    }

    /// <summary>What a provider says of where they work; it gives no right.</summary>
    public static string? SiretOf(HttpContext context) => context.User.FindFirstValue(SiretClaim);

    public static Task TakeAsync(HttpContext context) => context.SignOutAsync(Scheme);

    private static async Task ReadSessionAsync(CookieValidatePrincipalContext cookie)
    {
        var context = cookie.HttpContext;
        var services = context.RequestServices;
        var user = Guid.TryParse(cookie.Principal?.FindFirstValue(SessionClaim), out var session)
            ? await services.GetRequiredService<TerreauDb>()
                .UserOfSessionAsync(session, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, context.RequestAborted)
            : null;
        if (user is not null)
        {
            context.Features.Set(new SignedInUser(user with { IsLasting = cookie.Properties.AllowRefresh != true }));
            return;
        }
        cookie.RejectPrincipal();
        await TakeAsync(context);
    }
}
