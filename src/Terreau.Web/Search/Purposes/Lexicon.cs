using System.Text.RegularExpressions;

namespace Terreau.Web.Search.Purposes;

/// <summary>Words of one sense.</summary>
/// <param name="Same">They say the same; an acronym stands with its long form.</param>
/// <param name="Typed">Typed to say it, and never written so in a sheet.</param>
/// <param name="Kinds">Kinds of it: found with it, and finding it in second place.</param>
/// <param name="Near">What answers too, in second place.</param>
internal sealed record WordFamily(
    IReadOnlyList<string> Same, IReadOnlyList<string> Typed, IReadOnlyList<string> Kinds, IReadOnlyList<string> Near);

/// <summary>A commune or a quarter as people call it.</summary>
/// <param name="Label">What the page calls it.</param>
/// <param name="Names">Names and postcodes.</param>
/// <param name="Communes">INSEE codes of the communes it lies in.</param>
internal sealed record CalledPlace(string Label, IReadOnlyList<string> Names, IReadOnlyList<string> Communes);

/// <summary>The dictionary that staff edit as a file: what words of a search mean, whatever is searched.</summary>
internal sealed partial class Lexicon
{
    public required IReadOnlyList<string> Said { get; init; }
    public required IReadOnlyList<string> Slight { get; init; }
    public required IReadOnlyList<WordFamily> Families { get; init; }
    public required IReadOnlyList<CalledPlace> Places { get; init; }

    /// <summary>The dictionary as an index uses it.</summary>
    /// <param name="placeFacet">The facet that holds the communes of a document, by INSEE code.</param>
    public SearchExpansions Expansions(string placeFacet) => new([.. Families.SelectMany(Of)], [])
    {
        Said = Said, Slight = Slight,
        Places = [.. Places.Select(place => new SearchPlace(
            place.Label, [.. place.Names.SelectMany(Written).Distinct(StringComparer.Ordinal)], placeFacet, place.Communes))],
    };

    private static IEnumerable<SearchExpansion> Of(WordFamily family)
    {
        IReadOnlyList<string> all = [.. family.Same, .. family.Kinds];
        yield return new(family.Same, all, []) { Near = family.Near };
        if (family.Typed.Count > 0) yield return new(family.Typed, all, []) { Near = family.Near, IsSpoken = true };
        foreach (var kind in family.Kinds) yield return new([kind], [], []) { Near = [.. family.Same, .. family.Near] };
    }

    // People write a postcode with or without a space.
    private static IEnumerable<string> Written(string name) => Postcode().IsMatch(name) ? [name, $"{name[..2]} {name[2..]}"] : [name];

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.CultureInvariant)]
    private static partial Regex Postcode();
}
