namespace Terreau.Web.Search;

/// <summary>One result. <paramref name="DistanceKm"/> is known when the query has a point and the document too.</summary>
internal readonly record struct SearchHit(string Id, double? DistanceKm);

internal readonly record struct FacetValue(string Value, int Count, bool Selected);

/// <summary>
/// Counts of one facet: what each value would give, the selections of the other facets being kept and
/// its own left aside. <paramref name="Distinct"/> is the number of values that have results; the list may be shorter.
/// </summary>
internal sealed record FacetCounts(string Name, IReadOnlyList<FacetValue> Values, int Distinct);

/// <summary>A word that the index does not know and those it was read as.</summary>
internal sealed record SearchCorrection(string Typed, IReadOnlyList<string> ReadAs);

internal enum SearchReadingKind
{
    /// <summary>Other words were searched as well.</summary>
    Also,
    /// <summary>A place was read, by its name or its postcode.</summary>
    Place,
}

/// <summary>How words of the query were read.</summary>
internal sealed record SearchReading(SearchReadingKind Kind, string Typed, IReadOnlyList<string> As);

/// <summary>How much of a text the results answer.</summary>
internal enum SearchReach
{
    /// <summary>All of it.</summary>
    All,
    /// <summary>All of it for the first ones, a part of it for those that follow, because there are so few.</summary>
    AllThenPart,
    /// <summary>All but the place, where nothing was found.</summary>
    Elsewhere,
    /// <summary>Only a part: nothing answers all of it.</summary>
    Part,
    /// <summary>All of it, by words that come near: nothing holds these words nor any that say the same.</summary>
    Near,
}

internal sealed record SearchPage
{
    public required int Total { get; init; }

    /// <summary>Among the results, how many have a point: those the map shows.</summary>
    public required int Located { get; init; }

    public required IReadOnlyList<SearchHit> Hits { get; init; }
    public required IReadOnlyList<FacetCounts> Facets { get; init; }
    public required IReadOnlyList<SearchCorrection> Corrections { get; init; }

    public required IReadOnlyList<SearchReading> Readings { get; init; }
    public required SearchReach Reach { get; init; }

    /// <summary>True when nothing matched all the words, and these results match only some of them, or come near.</summary>
    public bool Relaxed => Reach is not (SearchReach.All or SearchReach.AllThenPart);

    /// <summary>True when the text held no word to search for, and was left aside.</summary>
    public required bool TextIgnored { get; init; }

    public FacetCounts Facet(string name) => Facets.First(f => f.Name == name);
}
