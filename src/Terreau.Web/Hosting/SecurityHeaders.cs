namespace Terreau.Web.Hosting;

/// <summary>What every answer says to the browser about what it may run, load and tell others.</summary>
internal static class SecurityHeaders
{
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, TerreauOptions options)
    {
        var policy = ContentPolicy(options.BaseMap);
        return app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers.XFrameOptions = "DENY";
            return next(context);
        });
    }

    /// <summary>No inline script, no inline style; a base map adds its own host and nothing else.</summary>
    internal static string ContentPolicy(string? baseMap)
    {
        var outside = baseMap is null ? "" : " " + new Uri(baseMap).GetLeftPart(UriPartial.Authority);
        return "default-src 'self'; script-src 'self'; style-src 'self'; font-src 'self'; "
            + $"img-src 'self' data: blob:{outside}; connect-src 'self'{outside}; worker-src 'self'; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }
}
