using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Selection;

/// <summary>From the count of every value to the list people see: most frequent first, then by code.</summary>
internal static class FacetListing
{
    public static FacetCounts Of(SearchFacet facet, int[] counts, FacetDictionary dictionary, HashSet<string>? selected)
    {
        var names = dictionary.All();
        var present = new List<(int Count, string Value)>();
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] > 0)
                present.Add((counts[i], names[i]));
        present.Sort((a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Value, b.Value));

        var listed = new List<FacetValue>(Math.Min(present.Count, facet.Listed));
        for (var i = 0; i < present.Count; i++)
            if (i < facet.Listed || selected?.Contains(present[i].Value) == true)
                listed.Add(new FacetValue(present[i].Value, present[i].Count, selected?.Contains(present[i].Value) == true));
        // What was chosen can be unchosen, even when it gives nothing any more.
        foreach (var value in (selected ?? []).Where(s => listed.All(l => l.Value != s)).Order(StringComparer.Ordinal))
            listed.Add(new FacetValue(value, 0, true));
        return new FacetCounts(facet.Name, listed, present.Count);
    }
}
