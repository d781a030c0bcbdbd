using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Terreau.Web.Tests.Hosting;

/// <summary>Every address that the site answers, with something likely or unlikely where the pattern has a place.</summary>
internal static class AllRoutes
{
    public static IEnumerable<RouteEndpoint> Of(TestSite site)
        => site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            // The files of the site itself: one stands for all.
            .Where(endpoint => endpoint.RoutePattern.RawText is { } raw && !raw.Contains(".br", StringComparison.Ordinal)
                && !raw.Contains(".gz", StringComparison.Ordinal)
                && (!raw.StartsWith("build/", StringComparison.Ordinal) || raw.StartsWith("build/site", StringComparison.Ordinal)));

    /// <summary>The address with what is there: a sheet, a commune, an offer.</summary>
    public static string Likely(RoutePattern pattern) => Filled(pattern, part => part.Name switch
    {
        "slug" or "Slug" => pattern.RawText!.Contains("offres", StringComparison.OrdinalIgnoreCase) ? "dla" : "baluchon",
        "z" or "x" or "y" => "0",
        "documentName" => "v1",
        "Insee" or "insee" => "93010",
        _ when part.ParameterPolicies is [{ Content: "long" }] => "1",
        _ => "00000000-0000-0000-0000-000000000001",
    });

    public static string Filled(RoutePattern pattern, Func<RoutePatternParameterPart, string> value)
        => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => value(parameter),
            _ => "",
        }))));
}
