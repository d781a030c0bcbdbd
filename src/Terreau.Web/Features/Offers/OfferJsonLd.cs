using System.Text.Json;
using System.Text.Json.Nodes;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;
using Terreau.Web.Exports.Items;
using Terreau.Web.Features.Directory;

namespace Terreau.Web.Features.Offers;

/// <summary>An offer for search engines, in the words of schema.org.</summary>
internal static class OfferJsonLd
{
    public static string Of(ShelvedOffer shelved, Atlas atlas, string site)
    {
        var offer = shelved.Offer;
        var service = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = OfferWords.BringsMoney(offer) ? "FinancialProduct" : "Service",
            ["@id"] = site.TrimEnd('/') + OfferRoutes.Sheet(offer.Slug),
            ["serviceType"] = new JsonArray(
                [.. OfferWords.NeedsByKind(offer).Select(kind => (JsonNode)Vocabulary.NeedKinds.Label(kind.Key))]),
            ["provider"] = Provider(offer, site),
            ["areaServed"] = new JsonArray([.. offer.Perimeter.Select(zone => (JsonNode)new JsonObject
            {
                ["@type"] = "AdministrativeArea", ["name"] = atlas.ZoneName(zone), ["identifier"] = zone,
            })]),
        };
        ItemJsonLd.AddTo(service, OfferFields.All, shelved, new Telling(atlas));
        if (offer.Publics.Count > 0)
            service["audience"] = new JsonObject { ["@type"] = "Audience", ["audienceType"] = OfferWords.Publics(offer) };
        if (offer.Cost == "gratuit") service["isAccessibleForFree"] = true;
        // The default encoder escapes "<", ">" and "&": the text cannot leave its script element.
        return service.ToJsonString(JsonSerializerOptions.Default);
    }

    private static JsonObject Provider(Offer offer, string site)
    {
        var provider = new JsonObject { ["@type"] = "Organization", ["name"] = offer.OperatorName };
        if (offer.OperatorSlug is { } slug) provider["@id"] = site.TrimEnd('/') + DirectoryRoutes.Sheet(slug);
        return provider;
    }
}
