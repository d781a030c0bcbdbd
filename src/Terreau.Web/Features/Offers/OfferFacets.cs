using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Offers;

/// <summary>A criterion of the list: its parameter, its name, and the values it may take with their words.</summary>
/// <param name="Values">Every value with its words, in the order to show.</param>
internal sealed record OfferFacet(string Name, string Legend, Func<Atlas, IEnumerable<(string Code, string Label)>> Values)
{
    /// <summary>A value that works on the territory, for the documentation of the API.</summary>
    public required string Example { get; init; }

    /// <summary>Every value where the list is closed; empty where it belongs to the territory.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Values without a result are shown too: on these lists, an absence is an answer.</summary>
    public bool ShowsZeros { get; init; }

    /// <summary>The value borne by what serves every value: choosing any value finds it too.</summary>
    public string? Everyone { get; init; }

    /// <summary>True for names of places, which keep their capital inside a sentence.</summary>
    public bool IsProper { get; init; }

    public bool Has(string value, Atlas atlas) => Values(atlas).Any(one => one.Code == value);

    public string Label(string value, Atlas atlas) => Values(atlas).FirstOrDefault(one => one.Code == value).Label ?? value;
}

internal static class OfferFacets
{
    public static readonly IReadOnlyList<OfferFacet> All =
    [
        Closed(OfferSchema.NeedKind, "Besoin", Of(Vocabulary.NeedKinds)) with { ShowsZeros = true },
        Closed(OfferSchema.Stage, "Étape du projet", Of(Vocabulary.Stages)) with { ShowsZeros = true },
        new(OfferSchema.Commune, "Commune concernée", atlas => atlas.Communes.Select(commune => (commune.Local, commune.Name)))
        {
            ShowsZeros = true, IsProper = true, Example = "93010",
        },
        Closed(OfferSchema.Nature, "Forme de l’aide", Of(Vocabulary.Natures)),
        new(OfferSchema.Theme, "Filière", atlas => atlas.Filieres.Select(filiere => (filiere.Code, filiere.Label)))
        {
            Everyone = "toutes", Example = "alimentation-agriculture",
        },
        Closed(OfferSchema.Opening, "Dates", [.. Openings.Select(state => (state, Opening.Label(state)))]),
        Closed(OfferSchema.Cost, "Coût", Of(Vocabulary.Costs)),
        Closed(OfferSchema.Public, "Public du projet", [.. Of(Vocabulary.Publics).Where(one => one.Code != "tous")]) with { Everyone = "tous" },
        Closed(OfferSchema.Level, "Échelle de l’offre", Of(Vocabulary.PerimeterLevels)),
        Closed(OfferSchema.Dedicated, "À qui elle s’adresse", [("dedie", OfferWords.Dedicated), ("droit-commun", OfferWords.CommonLaw)]),
    ];

    private static IReadOnlyList<string> Openings =>
        [OfferSchema.Open, OfferSchema.ClosingSoon, OfferSchema.ToCome, OfferSchema.Closed, OfferSchema.Unknown];

    private static OfferFacet Closed(string name, string legend, IReadOnlyList<(string Code, string Label)> values)
        => new(name, legend, _ => values) { Example = values[0].Code, Codes = [.. values.Select(value => value.Code)] };

    private static IReadOnlyList<(string Code, string Label)> Of(Vocabulary list) => [.. list.Terms.Select(term => (term.Code, term.Label))];
}
