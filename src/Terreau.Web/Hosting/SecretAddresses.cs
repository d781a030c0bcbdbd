namespace Terreau.Web.Hosting;

/// <summary>
/// Whoever has such an address has what it opens: no copy may stay in a shared browser or a search engine, no outgoing link may
/// tell it, and no trace carries it.
/// </summary>
internal static class SecretAddresses
{
    private static readonly PathString[] Starts = [.. Areas.All.SelectMany(area => area.Secrets).Select(start => new PathString(start))];

    public static bool IsSecret(this HttpContext context) => Array.Exists(Starts, context.Request.Path.StartsWithSegments);

    public static void UseSecretAddresses(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.IsSecret())
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.CacheControl = "no-store";
                headers["Referrer-Policy"] = "no-referrer";
                headers["X-Robots-Tag"] = "noindex, nofollow";
                return Task.CompletedTask;
            });
        }
        return next(context);
    });
}
