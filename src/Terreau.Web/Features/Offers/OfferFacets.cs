using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Offers;

/// <summary>A criterion of the list: its parameter, its name, and the values it may take with their words.</summary>
/// <param name="Values">Every value with its words, in the order to show.</param>
internal sealed record OfferFacet(string Name, string Legend, Func<Atlas, IEnumerable<(string Code, string Label)>> Values)
{
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
        new(OfferSchema.NeedKind, "Besoin", _ => Of(Vocabulary.NeedKinds)) { ShowsZeros = true },
        new(OfferSchema.Stage, "Étape du projet", _ => Of(Vocabulary.Stages)) { ShowsZeros = true },
        new(OfferSchema.Commune, "Commune concernée", atlas => atlas.Communes.Select(commune => (commune.Local, commune.Name))) { ShowsZeros = true, IsProper = true },
        new(OfferSchema.Nature, "Forme de l’aide", _ => Of(Vocabulary.Natures)),
        new(OfferSchema.Theme, "Filière", atlas => atlas.Filieres.Select(filiere => (filiere.Code, filiere.Label))) { Everyone = "toutes" },
        new(OfferSchema.Opening, "Dates", _ =>
        [
            (OfferSchema.Open, Offers.Opening.Label(OfferSchema.Open)), (OfferSchema.ClosingSoon, Offers.Opening.Label(OfferSchema.ClosingSoon)),
            (OfferSchema.ToCome, Offers.Opening.Label(OfferSchema.ToCome)), (OfferSchema.Closed, Offers.Opening.Label(OfferSchema.Closed)),
            (OfferSchema.Unknown, Offers.Opening.Label(OfferSchema.Unknown)),
        ]),
        new(OfferSchema.Cost, "Coût", _ => Of(Vocabulary.Costs)),
        new(OfferSchema.Public, "Public du projet", _ => Of(Vocabulary.Publics).Where(term => term.Item1 != "tous")) { Everyone = "tous" },
        new(OfferSchema.Level, "Échelle de l’offre", _ => Of(Vocabulary.PerimeterLevels)),
        new(OfferSchema.Dedicated, "À qui elle s’adresse", _ => [("dedie", OfferWords.Dedicated), ("droit-commun", OfferWords.CommonLaw)]),
    ];

    private static IEnumerable<(string, string)> Of(Vocabulary list) => list.Terms.Select(term => (term.Code, term.Label));
}
