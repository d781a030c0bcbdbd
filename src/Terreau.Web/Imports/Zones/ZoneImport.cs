using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Precision;
using NetTopologySuite.Simplify;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Differences;

namespace Terreau.Web.Imports.Zones;

/// <summary>
/// Gives the priority districts of the territory their published outlines, and adds those it did not know. A zone of one generation never
/// becomes one of another, and none is taken away. Saving the context applies it.
/// </summary>
internal sealed class ZoneImport(TerreauDb db)
{
    public const string Command = "importer des zones";

    /// <summary>Some ten metres: less than a map shows.</summary>
    private const double Tolerance = 0.0001;

    /// <summary>Outlines of communes are simplified too: a smaller share is a shared border.</summary>
    private const double LeastShare = 0.05;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new GeoJsonConverterFactory() } };

    private static readonly DifferenceWords Words = new("contour", "contours", IsFeminine: false)
    {
        Own = new Dictionary<Outcome, (string, string)>
        {
            [Outcome.Changed] = ("donné à une zone connue", "donnés à une zone connue"),
            [Outcome.Missing] = ("zone toujours sans contour", "zones toujours sans contour"),
        },
        WhenEmpty = "Ce fichier n’a aucun contour.",
        WhenRejected = "est-ce le bon fichier ?",
    };

    /// <summary>Puts the zones into the context, unsaved, and says what that changes.</summary>
    public async Task<Difference> PrepareAsync(ZoneFile file, int generation, string title, Atlas atlas, CancellationToken cancel)
    {
        var source = new Source
        {
            Key = ImportedFile.SourceKeyOf(title), Title = title,
            PublishedOn = PartialDate.Parse(generation.ToString(CultureInfo.InvariantCulture)),
        };
        var held = await db.Zones.Where(zone => zone.Kind == ZoneKind.PriorityDistrict && zone.Generation == generation)
            .ToListAsync(cancel);
        var towns = atlas.Communes.Where(commune => commune.Outline is not null)
            .Select(commune => (commune.Local, Shape: JsonSerializer.Deserialize<Geometry>(commune.Outline!, Json)!)).ToList();
        var (difference, said) = (new Difference(Words), new HashSet<Zone>());
        foreach (var (rank, sentence) in file.Faults) difference.Add(Outcome.Rejected, $"contour {rank}", sentence);
        foreach (var record in file.Records)
        {
            var communes = CommunesOf(record, atlas, towns);
            if (communes.Count == 0)
            {
                difference.LeaveAside("ailleurs");
                continue;
            }
            var zone = ZoneOf(held, record, communes);
            if (zone is null) db.Zones.Add(zone = NewZone(record, communes, generation, source, atlas));
            if (said.Add(zone)) Draw(zone, record, source);
            else difference.Pass(Outcome.Repeated);
        }
        difference.Take<Zone>(db, zone => said.Contains(zone) ? new DifferenceLine(zone.Code, zone.Name) : null);
        if (!difference.IsEmpty) await db.KnowAsync(source, cancel);
        foreach (var zone in held.Where(zone => zone.Outline is null)) difference.Add(Outcome.Missing, zone.Name);
        return difference;
    }

    // By its code; else by a name that one zone of those communes has.
    private static Zone? ZoneOf(List<Zone> held, ZoneRecord record, List<string> communes)
    {
        if (held.Find(one => one.Local == record.Code) is { } coded) return coded;
        var name = ColumnGuessing.Plain(record.Name);
        var named = held.FindAll(zone
            => ColumnGuessing.Plain(zone.Name) == name && zone.Communes.Intersect(communes, StringComparer.Ordinal).Any());
        return named is [var only] ? only : null;
    }

    private static Zone NewZone(ZoneRecord record, List<string> communes, int generation, Source source, Atlas atlas) => new()
    {
        Code = $"QPV:{record.Code}", Kind = ZoneKind.PriorityDistrict, Name = record.Name, Generation = generation, Communes = communes,
        OutsideCommunes = [.. record.Communes.Except(atlas.Territory.Communes, StringComparer.Ordinal)],
        ValidFrom = new DateOnly(generation, 1, 1), ValidTo = generation == 2015 ? new DateOnly(2023, 12, 31) : null,
        SourceId = source.Key, SourceOn = source.PublishedOn!.Value,
    };

    private static void Draw(Zone zone, ZoneRecord record, Source source)
    {
        var (outline, point) = Drawn(record.Outline);
        if (zone.Outline == outline) return;
        (zone.Outline, zone.Latitude, zone.Longitude, zone.PointPrecision) = (outline, point.Y, point.X, "centroide");
        (zone.SourceId, zone.SourceOn) = (source.Key, source.PublishedOn!.Value);
    }

    private static List<string> CommunesOf(ZoneRecord record, Atlas atlas, List<(string Local, Geometry Shape)> towns)
        => [.. (record.Communes.Count > 0
                ? record.Communes.Intersect(atlas.Territory.Communes, StringComparer.Ordinal)
                : towns.Where(town => Shares(town.Shape, record.Outline)).Select(town => town.Local))
            .Order(StringComparer.Ordinal)];

    private static bool Shares(Geometry town, Geometry outline)
        => town.EnvelopeInternal.Intersects(outline.EnvelopeInternal) && town.Intersection(outline).Area >= outline.Area * LeastShare;

    private static (string Outline, Coordinate Point) Drawn(Geometry shape)
    {
        var simple = TopologyPreservingSimplifier.Simplify(shape, Tolerance);
        var reduced = GeometryPrecisionReducer.Reduce(simple, new PrecisionModel(100_000));
        if (reduced.IsEmpty) reduced = shape;
        var middle = reduced.Centroid;
        var point = (reduced.Contains(middle) ? middle : reduced.InteriorPoint).Coordinate;
        return (JsonSerializer.Serialize(reduced, Json), new Coordinate(Math.Round(point.X, 5), Math.Round(point.Y, 5)));
    }
}
