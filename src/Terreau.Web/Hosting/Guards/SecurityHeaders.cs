namespace Terreau.Web.Hosting.Guards;

/// <summary>What every answer says to the browser about what it may run, load and tell others.</summary>
internal static class SecurityHeaders
{
    /// <summary>A year, of this name alone: its neighbours under the same domain may not have TLS.</summary>
    private const string OnlyByTls = "max-age=31536000";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, TerreauOptions options)
    {
        var (policy, embedPolicy) = (ContentPolicy(options.BaseMap), ContentPolicy(options.BaseMap, ["'self'", .. options.EmbedHosts]));
        return app.Use((context, next) =>
        {
            var isEmbed = context.GetEndpoint()?.Metadata.GetMetadata<MadeForFramesAttribute>() is not null;
            // Written last: an answer that fails on its way is emptied of its headers.
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.TryAdd("Content-Security-Policy", isEmbed ? embedPolicy : policy);
                headers.TryAdd("X-Content-Type-Options", "nosniff");
                if (context.Request.IsHttps) headers.TryAdd("Strict-Transport-Security", OnlyByTls);
                headers.TryAdd("Referrer-Policy", "same-origin");
                headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)");
                headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
                // This older header knows no list of sites: where there is one, the policy alone speaks.
                if (!isEmbed || options.EmbedHosts.Count == 0) headers.TryAdd("X-Frame-Options", isEmbed ? "SAMEORIGIN" : "DENY");
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>No inline script, no inline style; a base map adds its own host and nothing else.</summary>
    /// <param name="baseMap">The address of the base map; null without one.</param>
    /// <param name="frames">Who may show the page in a frame; nobody when empty.</param>
    internal static string ContentPolicy(string? baseMap, params IReadOnlyList<string> frames)
    {
        var outside = baseMap is null ? "" : " " + new Uri(baseMap).GetLeftPart(UriPartial.Authority);
        return "default-src 'self'; script-src 'self'; style-src 'self'; font-src 'self'; "
            + $"img-src 'self' data: blob:{outside}; connect-src 'self'{outside}; worker-src 'self'; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors "
            + (frames.Count == 0 ? "'none'" : string.Join(' ', frames));
    }
}

/// <summary>A page made to stand in those of other sites.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MadeForFramesAttribute : Attribute;
