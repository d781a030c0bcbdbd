using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Search.Projection;

/// <summary>What the index is told of an offer.</summary>
internal static class OfferDocuments
{
    public static SearchDocument Of(Offer offer, Atlas atlas)
    {
        var perimeter = Perimeter.Of(offer.Perimeter, atlas.Zones);
        return new SearchDocument
        {
            Id = offer.Slug,
            Name = offer.Title,
            Texts =
            [
                (OfferSchema.TitleText, offer.Title),
                (OfferSchema.OperatorText, offer.OperatorName),
                .. offer.Needs.Select(need => (OfferSchema.PurposeText, (string?)Vocabulary.NeedKinds.Label(need.Kind))),
                .. offer.Needs.Where(need => need.Nature is not null).Select(need => (OfferSchema.PurposeText, (string?)Vocabulary.Natures.Label(need.Nature))),
                .. offer.Themes.Select(code => (OfferSchema.PurposeText, (string?)atlas.FiliereLabel(code))),
                (OfferSchema.SummaryText, offer.Summary),
                (OfferSchema.DescriptionText, offer.Description),
                (OfferSchema.DescriptionText, offer.HowTo),
            ],
            Facets =
            [
                .. offer.Stages.Select(code => (OfferSchema.Stage, code)),
                .. offer.Needs.Select(need => (OfferSchema.NeedKind, need.Kind)).Distinct(),
                .. offer.Needs.Select(need => need.Nature).OfType<string>().Select(nature => (OfferSchema.Nature, nature)).Distinct(),
                // What serves everyone bears a value of its own, and no other: counts can then be added.
                .. (offer.Themes.Count == 0 ? ["toutes"] : offer.Themes).Select(code => (OfferSchema.Theme, code)),
                .. (offer.Publics.Count == 0 || offer.Publics.Contains("tous") ? ["tous"] : offer.Publics).Select(code => (OfferSchema.Public, code)),
                .. perimeter.Among(atlas.Territory.Communes).Select(code => (OfferSchema.Commune, code)),
                (OfferSchema.Opening, offer.Windows.ToString()),
                (OfferSchema.Level, perimeter.Level),
                (OfferSchema.Dedicated, offer.IsDedicated ? "dedie" : "droit-commun"),
                (OfferSchema.Cost, offer.Cost),
            ],
            Numbers = [.. Euros(OfferSchema.AmountMin, offer.AmountMinCents), .. Euros(OfferSchema.AmountMax, offer.AmountMaxCents)],
            FreshOn = offer.CheckedOn ?? DateOnly.MinValue,
            Card = [offer.Slug, offer.Title, offer.Needs.FirstOrDefault()?.Kind],
        };
    }

    private static IEnumerable<(string, int)> Euros(string name, long? cents)
        => cents is { } value ? [(name, (int)Math.Min(value / 100, int.MaxValue))] : [];
}
