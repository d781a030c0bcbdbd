using Terreau.Web.Data;
using Terreau.Web.Domain.Projects;

namespace Terreau.Web.Features.Orientation;

/// <summary>What is posted to a project needs one that lives.</summary>
internal static class PrivateLinks
{
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // A form that comes after its project was erased finds nothing to post to: it is told so, as a page would.
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments(OrientationRoutes.Private)
            && context.GetRouteValue("link") is string link && !await LivesAsync(context, link))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await next(context);
    });

    private static async Task<bool> LivesAsync(HttpContext context, string link)
        => await context.RequestServices.GetRequiredService<TerreauDb>().AnswersAtAsync(link, context.RequestAborted) is not null;
}
