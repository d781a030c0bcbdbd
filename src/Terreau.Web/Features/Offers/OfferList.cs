using System.Runtime.CompilerServices;
using System.Text.Json;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Listing;
using Terreau.Web.Search;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Features.Offers;

/// <summary>The list of offers: what may be asked of it, and what it answers with.</summary>
internal sealed class OfferList(SearchIndexes indexes, OfferShelf shelf, TerreauOptions options, ListParts parts)
    : ListOf<OfferRow>(Asked, indexes.Offers, parts)
{
    private static readonly IReadOnlyList<string> Openings =
        [OfferSchema.Open, OfferSchema.ClosingSoon, OfferSchema.ToCome, OfferSchema.Closed, OfferSchema.Unknown];

    public static readonly ListDefinition Asked = new()
    {
        Title = "Offres", Noun = "offre", None = "Aucune offre",
        Description = "Aides, conseils, financements et locaux proposés aux projets.",
        Search = ("Chercher une offre", "Mots cherchés, ou ce que vous voulez faire.", "acheter un four"),
        At = new(OfferRoutes.List, OfferRoutes.Columns, OfferRoutes.Csv, OfferRoutes.Xlsx, OfferRoutes.Ods, OfferRoutes.Api),
        Amount = new(
            "Montant cherché, en euros entiers : seuls les financements sont alors donnés.", "Montant cherché",
            Least: OfferSchema.AmountMin, Most: OfferSchema.AmountMax, Facet: OfferSchema.NeedKind, Value: "FINANCEMENT"),
        Facets =
        [
            Facet.Of(OfferSchema.NeedKind, "Besoin", Vocabulary.NeedKinds).InOrder() with { ShowsZeros = true, IsOpen = true },
            Facet.Of(OfferSchema.Stage, "Étape du projet", Vocabulary.Stages).InOrder() with { ShowsZeros = true, IsOpen = true },
            new(OfferSchema.Commune, "Commune concernée")
            {
                Known = (value, atlas) => atlas.Communes.Any(commune => commune.Local == value) ? value : null,
                Label = (value, atlas) => atlas.CommuneName(value),
                Values = atlas => atlas.Communes.Select(commune => commune.Local),
                Example = "93010", IsProper = true, ShowsZeros = true,
            },
            Facet.Of(OfferSchema.Nature, "Forme de l’aide", Vocabulary.Natures).InOrder(),
            Facet.Filieres(OfferSchema.Theme) with
            {
                Values = atlas => atlas.Filieres.Select(filiere => filiere.Code), Everyone = "toutes",
            },
            Facet.Of(OfferSchema.Opening, "Dates", [.. Openings.Select(state => (state, Opening.Label(state)))]).InOrder(),
            Facet.Of(OfferSchema.Cost, "Coût", Vocabulary.Costs).InOrder(),
            Facet.Of(
                OfferSchema.Public, "Public du projet",
                [.. Vocabulary.Publics.Terms.Where(term => term.Code != "tous").Select(term => (term.Code, term.Label))])
                .InOrder() with { Everyone = "tous" },
            Facet.Of(OfferSchema.Level, "Échelle de l’offre", Vocabulary.PerimeterLevels).InOrder(),
            Facet.Of(
                OfferSchema.Dedicated, "À qui elle s’adresse", [("dedie", OfferWords.Dedicated), ("droit-commun", OfferWords.CommonLaw)])
                .InOrder(),
        ],
        Sorts =
        [
            new("pertinence", "Pertinence", SearchSort.Relevance),
            new("cloture", "Date de clôture", SearchSort.Relevance) { IsArranged = true },
            new("fraicheur", "Fraîcheur", SearchSort.Freshness),
        ],
    };

    protected override string Subject => nameof(Offer);

    public override async IAsyncEnumerable<OfferRow> RowsAsync(
        IReadOnlyList<string> ids, string origin, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (offers, day) = (await shelf.GetAsync(cancel), Today);
        foreach (var offer in ids.Select(offers.Find).OfType<ShelvedOffer>()) yield return OfferRow.On(offer, day);
    }

    public override async ValueTask<IReadOnlyList<object>> ItemsAsync(ListResults results, string origin, CancellationToken cancel)
        => await RowsAsync([.. results.Hits.Select(hit => hit.Id)], origin, cancel)
            .Select(row => (object)OfferApi.ItemOf(row, results.Day, options, origin)).ToListAsync(cancel);

    /// <summary>
    /// What can be asked for now by its last day, then what opens later, then the rest: windows that return
    /// each year have no date in the index.
    /// </summary>
    protected override async ValueTask<IReadOnlyList<SearchHit>> ArrangeAsync(IReadOnlyList<SearchHit> hits, CancellationToken cancel)
    {
        var (offers, day) = (await shelf.GetAsync(cancel), Today);
        return [.. from hit in hits
                   let offer = offers.Find(hit.Id)
                   where offer is not null
                   orderby Opening.On(offer.Offer.Windows, day).ClosingOrder, hit.Id
                   select hit];
    }

    public override Feature FeatureOf(OfferRow row, Atlas atlas, string origin) => new(
        row.Offer.Slug, json => ZoneShapes.Write(json, OfferCollection.ShapeOf(row.Offer, atlas)),
        json => JsonSerializer.Serialize(json, OfferApi.ItemOf(row, Today, options, origin), ApiJson.Options));

    public override IReadOnlyList<ExportColumn<OfferRow>> Columns(Atlas atlas) =>
    [
        new("Identifiant", row => row.Offer.Slug),
        new("Offre", row => row.Offer.Title),
        new("Proposée par", row => row.Offer.OperatorName),
        new("Résumé", row => row.Offer.Summary),
        new("Étapes", row => row.Offer.Stages.Select(Vocabulary.Stages.Label)),
        new("Besoins", row => OfferWords.Needs(row.Offer)),
        new("Filières", row => row.Offer.Themes.Count == 0 ? ["Toutes"] : row.Offer.Themes.Select(atlas.FiliereLabel)),
        new("Publics", row => OfferWords.Publics(row.Offer)),
        new("Lieu", row => OfferWords.Place(row.Shelved, atlas)),
        new("Communes concernées", row => row.Shelved.Communes.Select(atlas.CommuneName)),
        new("Faite pour l’innovation sociale", row => row.Offer.IsDedicated),
        new("Coût", row => Vocabulary.Costs.Label(row.Offer.Cost)),
        new("Montant le plus bas en euros", row => row.Offer.AmountMinCents / 100m),
        new("Montant le plus haut en euros", row => row.Offer.AmountMaxCents / 100m),
        new("Part du coût au plus", row => row.Offer.RateMaxThousandths / 1000m),
        new("Dates", row => row.Opening.InFrench()),
        new("Comment la demander", row => row.Offer.HowTo),
        new("Source", row => atlas.Sources.TryGetValue(row.Offer.SourceId, out var source) ? source.Title : row.Offer.SourceId),
        new("Date de la source", row => row.Offer.SourceOn.Written),
        new("Vérifiée le", row => row.Offer.CheckedOn),
    ];
}

/// <summary>An offer as it stands on a day.</summary>
internal sealed record OfferRow(ShelvedOffer Shelved, Opening Opening)
{
    public Offer Offer => Shelved.Offer;

    public static OfferRow On(ShelvedOffer shelved, DateOnly day) => new(shelved, Opening.On(shelved.Offer.Windows, day));
}
