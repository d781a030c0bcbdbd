using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Listing;

/// <summary>A criterion of a list whose values are counted: its parameter, its name, and the words for its values.</summary>
/// <param name="Name">The facet of the index, also the parameter.</param>
/// <param name="Legend">What it is called on the page.</param>
internal sealed record Facet(string Name, string Legend)
{
    private const int LongestText = 120;

    /// <summary>The value as the index has it; null for what could never be one of this facet.</summary>
    public required Func<string, Atlas, string?> Known { get; init; }

    public required Func<string, Atlas, string> Label { get; init; }

    /// <summary>A value that works on the territory, for the documentation of the API.</summary>
    public required string Example { get; init; }

    /// <summary>Every value where the list is closed; empty where it belongs to the territory.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Every value, in the order to show; null to show those that are found, the most frequent first.</summary>
    public Func<Atlas, IEnumerable<string>>? Values { get; init; }

    /// <summary>Values without a result are shown too: on some lists, an absence is an answer.</summary>
    public bool ShowsZeros { get; init; }

    /// <summary>The value borne by what serves every value: choosing any value finds it too.</summary>
    public string? Everyone { get; init; }

    /// <summary>True for names, which keep their capital inside a sentence.</summary>
    public bool IsProper { get; init; }

    /// <summary>Unfolded on the page before anything is chosen.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The values of a closed list, as they are found.</summary>
    public static Facet Of(string name, string legend, Vocabulary terms)
        => Of(name, legend, [.. terms.Terms.Select(term => (term.Code, term.Label))]);

    public static Facet Of(string name, string legend, IReadOnlyList<(string Code, string Label)> terms)
    {
        var labels = terms.ToDictionary(term => term.Code, term => term.Label, StringComparer.Ordinal);
        return new(name, legend)
        {
            Known = (value, _) => labels.ContainsKey(value) ? value : null,
            Label = (value, _) => labels.GetValueOrDefault(value, value),
            Example = terms[0].Code,
            Codes = [.. terms.Select(term => term.Code)],
        };
    }

    /// <summary>The criterion that a field declares: its values are codes of its list, or any short text.</summary>
    public static Facet Of<T>(Field<T> field)
    {
        var (facet, codes) = (field.Facet!, field.Codes);
        return new(facet.Parameter, facet.Legend!)
        {
            Known = (value, atlas) => value == facet.Unknown
                || (codes is null ? value.Length <= LongestText : codes.Options(atlas).Any(option => option.Code == value)) ? value : null,
            Label = (value, atlas) => value == facet.Unknown ? facet.UnknownLabel : field.InWords(value, atlas),
            Example = facet.Example ?? codes!.Closed[0],
            Codes = codes is null || codes.Closed.Count == 0 ? []
                : [.. codes.Closed, .. facet.Unknown is { } unknown ? [unknown] : Array.Empty<string>()],
            IsOpen = facet.IsOpen, IsProper = codes is null,
        };
    }

    /// <summary>The filières of the territory.</summary>
    public static Facet Filieres(string name) => new(name, "Filière")
    {
        Known = (value, atlas) => atlas.Filieres.Any(filiere => filiere.Code == value) ? value : null,
        Label = (value, atlas) => atlas.FiliereLabel(value),
        Example = "alimentation-agriculture",
    };

    /// <summary>The same with every value of its list in its order, found or not.</summary>
    public Facet InOrder() => this with { Values = _ => Codes };
}
