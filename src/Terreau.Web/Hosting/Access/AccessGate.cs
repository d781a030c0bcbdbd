using Microsoft.AspNetCore.Authentication;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Hosting.Access;

/// <summary>
/// Lets a request through when the policy gives its permission to whoever makes it. A visitor is led to
/// sign in; someone signed in who lacks the right is told that there is nothing there.
/// </summary>
internal static class AccessGate
{
    /// <summary>Marks a request that the gate turned away, for those who look from inside the process.</summary>
    public static readonly object Refused = new();

    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // An address that no route answers is told as such further on.
        if (context.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>() is not { Permission: var permission })
        {
            await next(context);
            return;
        }
        var line = Policy.Of(permission);
        var isForAll = line.Territory.HasFlag(TerritoryRoles.Visitor);
        if (!isForAll) context.Response.Headers.CacheControl = "no-cache, no-store";
        if (isForAll || await IsAllowedAsync(context, permission, line)) await next(context);
        else if (!context.User().IsSignedIn && context.IsApi()) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (!context.User().IsSignedIn) await context.ChallengeAsync(SessionCookie.Scheme);
        else
        {
            // Outside it is a 404 as any other; the log and the tests can tell which.
            context.Items[Refused] = permission;
            // Whoever has the right and came in too weakly is told what opens it.
            if (!context.IsApi() && context.User().WouldHave(permission)) await context.ForbidAsync(SessionCookie.Scheme);
            else context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    });

    /// <summary>Who makes this request; a visitor when nobody is signed in.</summary>
    public static User User(this HttpContext context) => context.Features.Get<SignedInUser>()?.User ?? Domain.Accounts.User.Visitor;

    private static async Task<bool> IsAllowedAsync(HttpContext context, Permission permission, Policy.Line line)
    {
        var user = context.User();
        if (!line.IsOfOrganisation || user.May(permission)) return user.May(permission);
        if (user.Organisations.Count == 0) return false;
        var holder = context.RequestServices.GetServices<Holder>().Single(holder => holder.Of.Contains(permission));
        var organisation = await holder.FindAsync(context.RequestServices.GetRequiredService<TerreauDb>(), context.Request.RouteValues,
            context.RequestAborted);
        return organisation is { } id && user.May(permission, id);
    }
}

/// <summary>The user that the session cookie stands for, found once a request.</summary>
internal sealed record SignedInUser(User User);
