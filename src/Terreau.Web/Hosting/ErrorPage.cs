using Microsoft.AspNetCore.Http.HttpResults;
using Terreau.Web.Ui.Errors;

namespace Terreau.Web.Hosting;

/// <summary>Renders an error page as a whole document, with the layout of every other page.</summary>
internal static class ErrorPage
{
    public static async Task Write(HttpContext context, int status)
    {
        context.Response.Headers.CacheControl = "no-store";
        var page = new RazorComponentResult<ErrorDocument>(new Dictionary<string, object?>
        {
            [nameof(ErrorDocument.Status)] = status,
            [nameof(ErrorDocument.Title)] = Failures.Title(status),
            [nameof(ErrorDocument.Detail)] = Failures.Detail(status, HttpMethods.IsPost(context.Request.Method)),
            [nameof(ErrorDocument.Reference)] = status >= 500 ? context.Reference() : null,
        })
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };
        // The page that failed may have left the renderer of this request half used: take a fresh one.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        await using var scope = context.RequestServices.CreateAsyncScope();
        var services = context.RequestServices;
        context.RequestServices = scope.ServiceProvider;
        try { await page.ExecuteAsync(context); }
        finally { context.RequestServices = services; }
    }
}
