using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.Accounts;

/// <summary>What someone is answered whose role would open the page, had they come in with a key.</summary>
internal static class KeyAsked
{
    public static async Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> asked)
    {
        var context = asked.HttpContext;
        var user = context.User();
        var hasKey = await context.RequestServices.GetRequiredService<TerreauDb>().Passkeys
            .AnyAsync(key => key.AccountId == user.AccountId, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await new RazorComponentResult<KeyAskedDocument>(new Dictionary<string, object?>
        {
            [nameof(KeyAskedDocument.Roles)] = SleepingRoles.Of(user),
            [nameof(KeyAskedDocument.HasKey)] = hasKey,
            [nameof(KeyAskedDocument.Back)] = HttpMethods.IsGet(context.Request.Method)
                ? context.Request.Path + context.Request.QueryString : AccountRoutes.Home,
        })
        {
            StatusCode = StatusCodes.Status403Forbidden, PreventStreamingRendering = true,
        }.ExecuteAsync(context);
    }
}
