using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Search.Projection;

/// <summary>What the index is told of an offer.</summary>
internal static class OfferDocuments
{
    public static SearchDocument Of(Offer offer, Atlas atlas)
    {
        var (shelved, telling) = (ShelvedOffer.Of(offer, atlas), new Telling(atlas));
        return new SearchDocument
        {
            Id = offer.Slug,
            Name = offer.Title,
            Texts =
            [
                .. FieldDocuments.Texts(OfferFields.All, shelved, telling),
                .. offer.Needs.Select(need => (OfferSchema.PurposeText, (string?)Vocabulary.NeedKinds.Label(need.Kind))),
                .. offer.Needs.Where(need => need.Nature is not null)
                    .Select(need => (OfferSchema.PurposeText, (string?)Vocabulary.Natures.Label(need.Nature))),
            ],
            Facets =
            [
                .. FieldDocuments.Facets(OfferFields.All, shelved, telling),
                .. offer.Needs.Select(need => (OfferSchema.NeedKind, need.Kind)).Distinct(),
                .. offer.Needs.Select(need => need.Nature).OfType<string>().Select(nature => (OfferSchema.Nature, nature)).Distinct(),
                // What serves everyone bears a value of its own, and no other: counts can then be added.
                .. (offer.Publics.Count == 0 || offer.Publics.Contains("tous") ? ["tous"]
                    : offer.Publics).Select(code => (OfferSchema.Public, code)),
                (OfferSchema.Opening, offer.Windows.ToString()),
                (OfferSchema.Dedicated, offer.IsDedicated ? "dedie" : "droit-commun"),
            ],
            Numbers = [.. Euros(OfferSchema.AmountMin, offer.AmountMinCents), .. Euros(OfferSchema.AmountMax, offer.AmountMaxCents)],
            FreshOn = offer.CheckedOn ?? DateOnly.MinValue,
            Card = [offer.Slug, offer.Title, offer.Needs.FirstOrDefault()?.Kind],
        };
    }

    private static IEnumerable<(string, int)> Euros(string name, long? cents)
        => cents is { } value ? [(name, (int)Math.Min(value / 100, int.MaxValue))] : [];
}
