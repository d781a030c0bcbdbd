using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Search;
using Terreau.Web.Ui.Lists;

namespace Terreau.Web.Listing;

/// <summary>What a query found: one page of identities, and what each value of each criterion would give.</summary>
internal sealed record ListResults(ListQuery Query, SearchPage Found, Atlas Atlas, DateOnly Day)
{
    public int Total => Found.Total;
    public IReadOnlyList<SearchHit> Hits => Found.Hits;
    public int PageCount => Math.Max(1, (Total + Query.Limit - 1) / Query.Limit);
    public string Sentence => Query.Sentence(Total, Atlas);

    /// <summary>The values of a criterion that can be chosen, or were.</summary>
    public IReadOnlyList<FacetOption> Options(Facet facet)
    {
        // The index lists what was chosen even where it gives nothing.
        var counted = Found.Facet(facet.Name).Values;
        if (facet.Values is null)
        {
            var options = new FacetOption[counted.Count];
            for (var at = 0; at < options.Length; at++)
            {
                var value = counted[at];
                options[at] = new FacetOption(value.Value, facet.Label(value.Value, Atlas), value.Count, value.Selected);
            }
            return options;
        }
        var counts = counted.ToDictionary(value => value.Value, value => value.Count, StringComparer.Ordinal);
        // What is for everyone answers every value, and bears none of its own.
        var everyone = facet.Everyone is { } code ? counts.GetValueOrDefault(code) : 0;
        var chosen = Query.ValuesOf(facet.Name);
        return [.. from value in facet.Values(Atlas)
                   let count = counts.GetValueOrDefault(value) + everyone
                   let isChosen = chosen.Contains(value)
                   where count > 0 || isChosen || facet.ShowsZeros
                   select new FacetOption(value, facet.Label(value, Atlas), count, isChosen)];
    }
}

/// <summary>What a page shows of an address: what was found, what was not understood, and how to go on from nothing.</summary>
/// <param name="Ways">When nothing was found: each criterion that may be given up, where that leads, and what is there.</param>
/// <param name="Near">When nothing was found: words to try instead, where they lead, and what is there.</param>
internal sealed record ListAnswer(
    ListResults Results, IReadOnlyList<QueryFault> Faults, IReadOnlyList<(string Label, string Href, int Total)> Ways,
    IReadOnlyList<(string Label, string Href, int Total)> Near);
