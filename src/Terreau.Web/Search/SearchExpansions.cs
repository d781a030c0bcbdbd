namespace Terreau.Web.Search;

/// <summary>
/// An intention as people word it, and what it also finds. When every word of one of the
/// <paramref name="Triggers"/> is in the query, a document matches those words either by holding them or
/// by holding all the words of one of <paramref name="Phrases"/> or one of the facet <paramref name="Values"/>
/// (of facets declared findable).
/// </summary>
internal sealed record SearchExpansion(
    IReadOnlyList<string> Triggers,
    IReadOnlyList<string> Phrases,
    IReadOnlyList<(string Facet, string Value)> Values);

/// <summary>
/// The synonym base of an index, as data. <paramref name="IgnoredWords"/> ("trouver", "besoin") are left
/// out of a query that has other words.
/// </summary>
internal sealed record SearchExpansions(IReadOnlyList<SearchExpansion> Entries, IReadOnlyList<string> IgnoredWords)
{
    public static SearchExpansions None { get; } = new([], []);
}
