using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Directory;

/// <summary>What a query found, with all that is needed to show it.</summary>
internal sealed record DirectoryResults(DirectoryQuery Query, SearchPage Found, IReadOnlyList<DirectoryResults.Row> Rows, Atlas Atlas)
{
    public int PageCount => Math.Max(1, (Found.Total + Query.Limit - 1) / Query.Limit);

    internal readonly record struct Row(ActorCard Card, double? DistanceKm);
}
