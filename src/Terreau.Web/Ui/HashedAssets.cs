namespace Terreau.Web.Ui;

/// <summary>Files whose name says their content never change: browsers keep them without asking again.</summary>
internal static class HashedAssets
{
    private const string Folder = "/build/h";

    public static IApplicationBuilder UseHashedAssets(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(Folder))
        {
            // The static file endpoint writes its own header; this one is written after it.
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            });
        }
        return next(context);
    });
}
