namespace Terreau.Web.Features.Steward.Duplicates;

/// <summary>The addresses of duplicates, on the manager's desk.</summary>
internal static class DuplicateRoutes
{
    public const string Desk = "/bureau";
    public const string List = "/bureau/doublons";
    public const string Merges = "/bureau/doublons/fusions";
    public const string Distinct = "/bureau/doublons/ecartees";

    /// <summary>The parameters of the list.</summary>
    public const string Commune = "commune";

    public const string Page = "page";

    public static string Pair(Guid one, Guid other) => $"{List}/{one}/{other}";
    public static string Merge(Guid merge) => $"{Merges}/{merge}";

    public static string In(string? commune, int page = 1)
    {
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(commune)) parts.Add($"{Commune}={Uri.EscapeDataString(commune)}");
        if (page > 1) parts.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Page}={page}"));
        return parts.Count == 0 ? List : $"{List}?{string.Join('&', parts)}";
    }
}
