using System.Text.Json;
using NetTopologySuite.Geometries;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Api;

namespace Terreau.Web.Features.Offers;

/// <summary>The offers for mapping software: each lies where it applies.</summary>
internal sealed class OfferCollection(OfferDates dates, OfferShelf shelf, OfferFinder finder, AtlasCache atlases, TerreauOptions options) : IFeatureCollection
{
    public string Id => "offres";
    public string Title => "Offres";
    public string Description => "Les offres, là où elles s’appliquent. Sans contour publié du périmètre, la géométrie est nulle.";

    public Task<DateOnly?> UpdatedOnAsync(CancellationToken cancel) => dates.UpdatedOnAsync(cancel);

    public async Task<Envelope?> ExtentAsync(CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        return ZoneShapes.Around((await shelf.GetAsync(cancel)).All.Select(offer => ShapeOf(offer.Offer, atlas)));
    }

    public async Task<FeatureSelection> SelectAsync(FeatureQuery query, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var found = (await shelf.GetAsync(cancel)).All
            .Where(offer => offer.Offer.CheckedOn is { } day ? query.Meets(Domain.PartialDate.Of(day)) : query.Meets(offer.Offer.SourceOn))
            .Where(offer => query.Boxes is null || query.Meets(ShapeOf(offer.Offer, atlas))).ToList();
        return new FeatureSelection(found.Count, found.Skip(query.Offset).Take(query.Limit).Select(offer => Of(offer, atlas)).ToAsyncEnumerable());
    }

    public async Task<Feature?> FindAsync(string id, CancellationToken cancel)
        => (await shelf.GetAsync(cancel)).Find(id) is { } offer ? Of(offer, await atlases.GetAsync(cancel)) : null;

    private Feature Of(ShelvedOffer shelved, Atlas atlas)
    {
        var row = new OfferFinder.Row(shelved, Opening.On(shelved.Offer.Windows, finder.Today));
        return new Feature(
            shelved.Offer.Slug, json => ZoneShapes.Write(json, ShapeOf(shelved.Offer, atlas)),
            json => JsonSerializer.Serialize(json, OfferApi.ItemOf(row, finder.Today, options, ""), ApiJson.Options));
    }

    private static Geometry? ShapeOf(Offer offer, Atlas atlas)
    {
        var zones = offer.Perimeter.Select(code => atlas.Zones.GetValueOrDefault(code)).OfType<Zone>().ToList();
        return zones.Count == offer.Perimeter.Count ? ZoneShapes.Of(zones) : null;
    }
}
