namespace Terreau.Web.Search.Selection;

/// <summary>The first results of a selection under the sorts already asked for; bounded.</summary>
internal sealed class RankingCache(RankedEntries[] byRelevance)
{
    private const int Kept = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<(SearchSort, GeoPoint?), DocumentAt[]> rankings = [];
    private readonly Lazy<List<RankedEntry>[]> sorted = new(() => [.. byRelevance.Select(r => r.Sorted())]);

    public List<RankedEntry>[] ByRelevance() => sorted.Value;

    public DocumentAt[] Of(SearchSort sort, GeoPoint? near, Func<DocumentAt[]> rank)
    {
        var key = (sort, sort == SearchSort.Distance ? near : null);
        lock (gate)
            if (rankings.TryGetValue(key, out var known))
                return known;
        var ranked = rank();
        lock (gate)
        {
            if (rankings.Count >= Kept)
                rankings.Clear();
            rankings[key] = ranked;
        }
        return ranked;
    }
}
