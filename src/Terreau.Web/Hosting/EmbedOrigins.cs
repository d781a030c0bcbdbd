using System.Text.RegularExpressions;

namespace Terreau.Web.Hosting;

/// <summary>The sites that may show our pages in theirs, as the frame-ancestors directive of a content policy names them.</summary>
internal static partial class EmbedOrigins
{
    /// <param name="variable">The name of the setting, for its refusal.</param>
    /// <param name="text">Hosts or origins, separated by spaces, commas or ";".</param>
    /// <exception cref="StartException">One is no site, or is not encrypted.</exception>
    public static IReadOnlyList<string> Read(string variable, string text)
        => [.. text.Split([' ', ',', ';', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(one => Origin(one.TrimEnd('/').ToLowerInvariant())
            ?? throw new StartException($"{variable} doit nommer des sites, comme https://www.exemple.fr, et non « {one} »."))
            .Distinct(StringComparer.Ordinal)];

    // A star alone would be everyone; before a whole domain it is the sites of one owner.
    private static string? Origin(string text)
    {
        var origin = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        return Safe().IsMatch(origin) || Local().IsMatch(origin) ? origin : null;
    }

    [GeneratedRegex(@"^https://(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*(:[0-9]{1,5})?\z")]
    private static partial Regex Safe();

    [GeneratedRegex(@"^http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?\z")]
    private static partial Regex Local();
}
