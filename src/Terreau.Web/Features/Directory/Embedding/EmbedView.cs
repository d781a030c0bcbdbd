using Terreau.Web.Listing;

namespace Terreau.Web.Features.Directory.Embedding;

/// <summary>How a partner's page shows actors.</summary>
internal static class EmbedView
{
    public const string Parameter = "vue";
    public const string List = "liste";
    public const string Map = "carte";

    /// <summary>The address of a view of a query.</summary>
    public static string Address(ListQuery query, string view)
    {
        var address = (query with { Page = 1 }).Address(DirectoryRoutes.Embed);
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={view}";
    }
}
