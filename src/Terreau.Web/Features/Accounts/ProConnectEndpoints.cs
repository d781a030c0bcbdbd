using Microsoft.AspNetCore.Authentication;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.Accounts;

/// <summary>The way to ProConnect and the two ways back; there is none of them unless it is set.</summary>
internal static class ProConnectEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<TerreauOptions>().HasProConnect) return;
        app.MapGet(AccountRoutes.ProConnect, LeaveForAsync).Asks(Permission.SignIn).Costs(Cost.SignIn).ExcludeFromDescription();
        app.MapGet(AccountRoutes.ProConnectReturn, ComeBackAsync).Asks(Permission.SignIn).Costs(Cost.SignIn).ExcludeFromDescription()
            .WithMetadata(new WritesOnReadAttribute(
                "ProConnect sends people back by a link; its state, its code and its nonce each count once"));
        app.MapGet(AccountRoutes.ProConnectLeft, SignedOut).Asks(Permission.SignIn).ExcludeFromDescription();
    }

    private static async Task LeaveForAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        var then = AccountRoutes.Local(http.Request.Query[AccountRoutes.Then]) ?? AccountRoutes.Home;
        try
        {
            await http.ChallengeAsync(ProConnect.Scheme, new AuthenticationProperties { RedirectUri = then });
        }
        catch (Exception error) when (ProConnect.IsOutage(error))
        {
            http.Response.Redirect(AccountRoutes.ProConnectFailed(ProConnectFault.Outage));
        }
    }

    private static async Task<IResult> ComeBackAsync(HttpContext http, ProConnectSignIn proConnect)
    {
        http.Response.Headers.CacheControl = "no-store";
        var back = http.Features.Get<ProConnectReturn>();
        var fault = back?.Person is { } person ? await proConnect.EnterAsync(person, http) : back?.Fault ?? ProConnectFault.Invalid;
        return Results.Redirect(fault is { } why
            ? AccountRoutes.ProConnectFailed(why) : AccountRoutes.Local(back!.Person!.Then) ?? AccountRoutes.Home);
    }

    private static IResult SignedOut(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(ProConnectSignOut.IsOurs(http) ? $"{AccountRoutes.SignOut}?fait=proconnect" : AccountRoutes.SignOut);
    }
}
