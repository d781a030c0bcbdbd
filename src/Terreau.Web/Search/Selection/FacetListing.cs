using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Selection;

/// <summary>From the count of every value to the list people see: most frequent first, then by code.</summary>
internal static class FacetListing
{
    public static FacetCounts Of(SearchFacet facet, int[] counts, FacetDictionary dictionary, HashSet<string>? selected)
    {
        // Communes are 35,000: only what is listed is named and sorted.
        var names = dictionary.Values;
        var distinct = 0;
        var least = new PriorityQueue<int, Rank>(facet.Listed + 1);
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            distinct++;
            var rank = new Rank(counts[i], names[i]);
            if (least.Count < facet.Listed)
                least.Enqueue(i, rank);
            else if (least.TryPeek(out _, out var last) && last.CompareTo(rank) < 0)
                least.EnqueueDequeue(i, rank);
        }
        var listed = new List<FacetValue>(least.Count);
        while (least.TryDequeue(out var i, out _))
            listed.Add(new FacetValue(names[i], counts[i], selected?.Contains(names[i]) == true));
        listed.Reverse();
        AddSelected(listed, counts, dictionary, selected ?? []);
        return new FacetCounts(facet.Name, listed, distinct);
    }

    /// <summary>What was chosen can be unchosen, even when it is rare or gives nothing any more.</summary>
    private static void AddSelected(List<FacetValue> listed, int[] counts, FacetDictionary dictionary, HashSet<string> selected)
    {
        foreach (var value in selected.Order(StringComparer.Ordinal))
            if (!listed.Exists(l => l.Value == value))
                listed.Add(new FacetValue(value, dictionary.TryNumberOf(value, out var at) && at < counts.Length ? counts[at] : 0, true));
    }

    private readonly record struct Rank(int Count, string Value) : IComparable<Rank>
    {
        public int CompareTo(Rank other) => Count != other.Count ? Count.CompareTo(other.Count) : string.CompareOrdinal(other.Value, Value);
    }
}
