namespace Terreau.Web.Search;

/// <summary>
/// An intention or a word as people say it, and what it also finds. When every word of one of the
/// <paramref name="Triggers"/> is in the query, a document matches those words either by holding them or
/// by holding all the words of one of <paramref name="Phrases"/> or one of the facet <paramref name="Values"/>
/// (of facets declared findable).
/// </summary>
internal sealed record SearchExpansion(
    IReadOnlyList<string> Triggers,
    IReadOnlyList<string> Phrases,
    IReadOnlyList<(string Facet, string Value)> Values)
{
    /// <summary>Phrases that answer too, in second place, where few documents answer otherwise.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];

    /// <summary>Among what is found by <see cref="Values"/>, documents that bear one of these go first.</summary>
    public IReadOnlyList<(string Facet, string Value)> Favoured { get; init; } = [];

    /// <summary>The triggers are typed, and never written so: they are not searched as such ("sous" for money).</summary>
    public bool IsSpoken { get; init; }
}

/// <summary>A place by the names and postcodes people type, and the facet values that say a document is there.</summary>
/// <param name="Label">What the page calls it.</param>
internal sealed record SearchPlace(string Label, IReadOnlyList<string> Names, string Facet, IReadOnlyList<string> Values);

/// <summary>
/// The synonym base of an index, as data. <paramref name="IgnoredWords"/> ("trouver", "besoin") are left
/// out of a query that has other words.
/// </summary>
internal sealed record SearchExpansions(IReadOnlyList<SearchExpansion> Entries, IReadOnlyList<string> IgnoredWords)
{
    public static SearchExpansions None { get; } = new([], []);

    /// <summary>Words and turns of speech that seek nothing ("j'ai pas de"), left out exactly as they are typed.</summary>
    public IReadOnlyList<string> Said { get; init; } = [];

    /// <summary>Words that count where a document holds them, and that none has to hold where the query has others.</summary>
    public IReadOnlyList<string> Slight { get; init; } = [];

    public IReadOnlyList<SearchPlace> Places { get; init; } = [];

    /// <summary>Both bases as one.</summary>
    public SearchExpansions And(SearchExpansions other) => new([.. Entries, .. other.Entries], [.. IgnoredWords, .. other.IgnoredWords])
    {
        Said = [.. Said, .. other.Said], Slight = [.. Slight, .. other.Slight], Places = [.. Places, .. other.Places],
    };
}
