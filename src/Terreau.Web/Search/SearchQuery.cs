using System.Globalization;
using System.Text;

namespace Terreau.Web.Search;

internal enum SearchSort
{
    /// <summary>Best match first; without text, every result is equal.</summary>
    Relevance,
    /// <summary>Nearest to <see cref="SearchQuery.Near"/> first, those without a point last.</summary>
    Distance,
    /// <summary>Last checked first.</summary>
    Freshness,
    Name,
}

/// <summary>An area between two meridians and two parallels, edges included. West may be greater than east (across 180°).</summary>
internal readonly record struct GeoBox(double South, double West, double North, double East);

internal readonly record struct GeoCircle(GeoPoint Centre, double RadiusKm);

/// <summary>
/// Keeps documents whose number lies within the bounds, both included, null meaning no bound.
/// A document without that number is kept only if <paramref name="KeepUnknown"/>.
/// </summary>
internal sealed record SearchRange(string Number, int? From, int? To, bool KeepUnknown = false);

/// <summary>
/// One selection and how to show it. Page, facets, tile and export given the same query speak of the
/// same results. Unknown facet or number names are ignored, so that an old link keeps working.
/// </summary>
internal sealed record SearchQuery
{
    /// <summary>
    /// As typed. All words must match; the last one, unless followed by a space, also matches longer words.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>By facet, the values selected: any of them within a facet, all facets together.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Selected { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<SearchRange> Ranges { get; init; } = [];
    public GeoBox? Box { get; init; }
    public GeoCircle? Within { get; init; }

    /// <summary>Where distances are counted from; needed by the sort by distance, else that sort is by relevance.</summary>
    public GeoPoint? Near { get; init; }

    public SearchSort Sort { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 20;

    /// <summary>The day of the query: turns the order of equals, and the facets that depend on the day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What the selection depends on, apart from how it is sorted and paged.</summary>
    internal string SelectionKey(SearchSchema schema)
    {
        var key = new StringBuilder().Append(Day.DayNumber).Append('\u0001').Append(Text).Append('\u0001');
        foreach (var facet in schema.Facets)
            if (Selected.TryGetValue(facet.Name, out var values) && values.Count > 0)
                key.Append(facet.Name).Append('\u0002').AppendJoin('\u0003', values.Order(StringComparer.Ordinal)).Append('\u0001');
        foreach (var range in Ranges)
            key.Append(CultureInfo.InvariantCulture, $"{range.Number}:{range.From}:{range.To}:{range.KeepUnknown}\u0001");
        return key.Append(CultureInfo.InvariantCulture, $"{Box}\u0001{Within}").ToString();
    }

    internal SearchSort EffectiveSort => Sort == SearchSort.Distance && Near is null ? SearchSort.Relevance : Sort;
}
