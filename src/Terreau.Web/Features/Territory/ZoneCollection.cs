using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Terreau.Web.Data;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports.OgcFeatures;

namespace Terreau.Web.Features.Territory;

/// <summary>The places of the territory for mapping software.</summary>
internal sealed class ZoneCollection(TerreauDb db, AtlasCache atlases) : IFeatureCollection
{
    public string Id => "zones";
    public string Title => "Zones";
    public string Description => "Communes, quartiers et territoire. Un quartier sans contour publié est un point nommé.";

    public async Task<DateOnly?> UpdatedOnAsync(CancellationToken cancel)
    {
        var at = await db.Journal.Where(line => line.Subject == nameof(Zone)).OrderByDescending(line => line.Id)
            .Select(line => (DateTime?)line.At).FirstOrDefaultAsync(cancel);
        return at is { } instant ? ParisTime.DayOf(instant) : null;
    }

    public async Task<Envelope?> ExtentAsync(CancellationToken cancel)
        => ZoneShapes.Around((await atlases.GetAsync(cancel)).Zones.Values.Select(ZoneShapes.Of));

    public async Task<FeatureSelection> SelectAsync(FeatureQuery query, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var zones = atlas.Zones.Values.Where(zone => query.Meets(ZoneShapes.Of(zone)) && query.Meets(zone.SourceOn))
            .OrderBy(zone => zone.Kind).ThenBy(zone => zone.Code, StringComparer.Ordinal).ToList();
        return new FeatureSelection(zones.Count,
            zones.Skip(query.Offset).Take(query.Limit).Select(zone => Of(zone, atlas)).ToAsyncEnumerable());
    }

    public async Task<Feature?> FindAsync(string id, string origin, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        return atlas.Zones.TryGetValue(id, out var zone) ? Of(zone, atlas) : null;
    }

    private static Feature Of(Zone zone, Atlas atlas)
        => new(zone.Code, json => ZonesApi.WriteGeometry(json, zone), json => ZonesApi.WriteProperties(json, zone, atlas));
}
