using System.Runtime.CompilerServices;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Union;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Exports.OgcFeatures;

/// <summary>Zones as shapes: an outline where one is published, else a named point, else none.</summary>
internal static class ZoneShapes
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new GeoJsonConverterFactory() } };
    private static readonly GeometryFactory Degrees = new(new PrecisionModel(), 4326);

    // A zone of the atlas never changes: a new atlas brings new ones.
    private static readonly ConditionalWeakTable<Zone, Shape> Known = [];

    public static Geometry? Of(Zone zone) => Known.GetValue(zone, Read).Geometry;

    /// <summary>Zones together; null unless each has a shape, and all are of one kind, outlines or points.</summary>
    public static Geometry? Of(IReadOnlyList<Zone> zones)
    {
        var shapes = zones.Select(Of).OfType<Geometry>().ToList();
        if (shapes.Count == 0 || shapes.Count < zones.Count || shapes.Any(shape => shape.Dimension != shapes[0].Dimension)) return null;
        return shapes.Count == 1 ? shapes[0] : UnaryUnionOp.Union(shapes);
    }

    public static void Write(Utf8JsonWriter json, Geometry? geometry)
    {
        if (geometry is null) json.WriteNullValue();
        else JsonSerializer.Serialize(json, geometry, Json);
    }

    /// <summary>The box around shapes; null when there is none.</summary>
    public static Envelope? Around(IEnumerable<Geometry?> shapes)
    {
        var box = new Envelope();
        foreach (var shape in shapes.OfType<Geometry>()) box.ExpandToInclude(shape.EnvelopeInternal);
        return box.IsNull ? null : box;
    }

    private static Shape Read(Zone zone) => new(
        zone.Outline is { } outline ? JsonSerializer.Deserialize<Geometry>(outline, Json)
        : zone is { Latitude: { } latitude, Longitude: { } longitude } ? Degrees.CreatePoint(new Coordinate(longitude, latitude)) : null);

    private sealed record Shape(Geometry? Geometry);
}
