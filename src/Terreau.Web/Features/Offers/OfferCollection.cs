using NetTopologySuite.Geometries;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports.OgcFeatures;

namespace Terreau.Web.Features.Offers;

/// <summary>The offers for mapping software: each lies where it applies.</summary>
internal sealed class OfferCollection(OfferShelf shelf, OfferList list, AtlasCache atlases) : IFeatureCollection
{
    public string Id => "offres";
    public string Title => "Offres";
    public string Description => "Les offres, là où elles s’appliquent. Sans contour publié du périmètre, la géométrie est nulle.";

    public Task<DateOnly?> UpdatedOnAsync(CancellationToken cancel) => list.UpdatedOnAsync(cancel).AsTask();

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
        var page = found.Skip(query.Offset).Take(query.Limit).Select(offer => Of(offer, atlas, query.Origin));
        return new FeatureSelection(found.Count, page.ToAsyncEnumerable());
    }

    public async Task<Feature?> FindAsync(string id, string origin, CancellationToken cancel)
        => (await shelf.GetAsync(cancel)).Find(id) is { } offer ? Of(offer, await atlases.GetAsync(cancel), origin) : null;

    private Feature Of(ShelvedOffer shelved, Atlas atlas, string origin)
        => list.FeatureOf(list.ItemOf(shelved, atlas, origin), atlas, origin);

    /// <summary>Where an offer applies; null unless its whole perimeter has a shape.</summary>
    public static Geometry? ShapeOf(Offer offer, Atlas atlas)
    {
        var zones = offer.Perimeter.Select(code => atlas.Zones.GetValueOrDefault(code)).OfType<Zone>().ToList();
        return zones.Count == offer.Perimeter.Count ? ZoneShapes.Of(zones) : null;
    }
}
