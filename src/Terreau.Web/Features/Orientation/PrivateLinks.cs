using Terreau.Web.Data;
using Terreau.Web.Domain.Projects;

namespace Terreau.Web.Features.Orientation;

/// <summary>What is posted to a project needs one that lives.</summary>
internal static class PrivateLinks
{
    public static void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(OrientationRoutes.Private, out var rest))
        {
            // A form that comes after its project was erased finds nothing to post to: it is told so, as a page would.
            if (HttpMethods.IsPost(context.Request.Method) && !await LivesAsync(context, rest.Value!.Split('/')[1]))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }
        await next(context);
    });

    private static async Task<bool> LivesAsync(HttpContext context, string link)
        => await context.RequestServices.GetRequiredService<TerreauDb>().AnswersAtAsync(link, context.RequestAborted) is not null;
}
