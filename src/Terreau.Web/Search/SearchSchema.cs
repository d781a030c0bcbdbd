namespace Terreau.Web.Search;

/// <summary>A free text of a document. The higher the weight (1 to 8), the more a word found there counts.</summary>
internal sealed record SearchText(string Name, int Weight);

/// <summary>
/// An exact value under which a document is found. With a digit length, a number of that length typed
/// in the search box, with or without spaces, is looked up here instead of among the words.
/// </summary>
internal sealed record SearchKey(string Name, int DigitLength = 0);

/// <summary>A facet: values a document bears (none, one or several), counted and selectable.</summary>
internal sealed record SearchFacet(string Name)
{
    /// <summary>How many values a result lists at most, the most frequent first; selected ones are always listed.</summary>
    public int Listed { get; init; } = 100;

    /// <summary>True when an expansion of the query may aim at a value of this facet.</summary>
    public bool Findable { get; init; }

    /// <summary>
    /// For a facet that depends on the day: from what was stored and the day of the query to the values
    /// shown. Must be pure. The stored values are then periods rather than what people see.
    /// </summary>
    public Func<IReadOnlyList<string>, DateOnly, IReadOnlyList<string>>? Daily { get; init; }
}

/// <summary>
/// What one kind of document holds, as data: the index knows of no entity. Changing anything here
/// changes the fingerprint, so that an index written before is reported and rebuilt.
/// </summary>
internal sealed class SearchSchema
{
    // To be raised whenever the analysis of text or the layout on disk changes.
    private const int Layout = 2;

    public required string Name { get; init; }
    public required IReadOnlyList<SearchText> Texts { get; init; }
    public IReadOnlyList<SearchKey> Keys { get; init; } = [];
    public required IReadOnlyList<SearchFacet> Facets { get; init; }

    /// <summary>Whole numbers that can be filtered by range.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>What a single point on the map says of itself, in the order of <see cref="SearchDocument.Card"/>.</summary>
    public required IReadOnlyList<string> Card { get; init; }

    public string Fingerprint =>
        $"{Layout}|{Name}|{string.Join(',', Texts.Select(t => $"{t.Name}:{t.Weight}"))}"
        + $"|{string.Join(',', Keys.Select(k => $"{k.Name}:{k.DigitLength}"))}"
        + $"|{string.Join(',', Facets.Select(f => $"{f.Name}:{f.Findable}"))}"
        + $"|{string.Join(',', Numbers)}|{string.Join(',', Card)}";

    internal int FacetAt(string name) => IndexOf(Facets, name, f => f.Name);
    internal int TextAt(string name) => IndexOf(Texts, name, t => t.Name);
    internal int NumberAt(string name) => IndexOf(Numbers, name, n => n);
    internal bool HasKey(string name) => IndexOf(Keys, name, k => k.Name) >= 0;

    private static int IndexOf<T>(IReadOnlyList<T> items, string name, Func<T, string> nameOf)
    {
        for (var i = 0; i < items.Count; i++)
            if (nameOf(items[i]) == name)
                return i;
        return -1;
    }
}
