using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Terreau.Web.Features.Accounts;

/// <summary>What someone is answered who must sign in first.</summary>
internal static class SignInAsked
{
    public static async Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> asked)
    {
        var context = asked.HttpContext;
        if (HttpMethods.IsGet(context.Request.Method))
            context.Response.Redirect(AccountRoutes.SignInThen(context.Request.Path + context.Request.QueryString));
        // What was typed is not lost: it waits on a page that sends it again once signed in.
        else await SessionOver.AnswerAsync(context);
    }
}
