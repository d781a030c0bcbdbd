using System.Runtime.CompilerServices;
using System.Text.Json;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;
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
    : ListOf<OfferItem>(Asked, nameof(Offer), indexes.Of(OfferSchema.Schema), parts)
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

    /// <param name="origin">What its address begins with.</param>
    public OfferItem ItemOf(ShelvedOffer offer, Atlas atlas, string origin) => new(offer, new Telling(atlas)
    {
        Today = Today, StaleMonths = options.StaleMonths, PageOf = slug => origin + OfferRoutes.Sheet(slug),
    });

    public override async IAsyncEnumerable<OfferItem> RowsAsync(
        IReadOnlyList<string> ids, string origin, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (offers, atlas) = (await shelf.GetAsync(cancel), await Parts.Atlases.GetAsync(cancel));
        foreach (var offer in ids.Select(offers.Find).OfType<ShelvedOffer>()) yield return ItemOf(offer, atlas, origin);
    }

    public override async ValueTask<IReadOnlyList<object>> ItemsAsync(ListResults results, string origin, CancellationToken cancel)
        => await RowsAsync([.. results.Hits.Select(hit => hit.Id)], origin, cancel).Select(item => (object)item).ToListAsync(cancel);

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

    public override Feature FeatureOf(OfferItem row, Atlas atlas, string origin) => new(
        row.Offer.Slug, json => ZoneShapes.Write(json, OfferCollection.ShapeOf(row.Offer, atlas)),
        json => JsonSerializer.Serialize(json, row, ApiJson.Options));

    public override IReadOnlyList<ExportColumn<OfferItem>> Columns(Atlas atlas) => OfferItem.Files;
}
