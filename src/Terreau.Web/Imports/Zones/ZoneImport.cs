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

namespace Terreau.Web.Imports.Zones;

/// <summary>
/// Gives the priority districts of the territory their published outlines, and adds those it did not know. A zone of one generation never
/// becomes one of another, and none is taken away.
/// </summary>
internal sealed class ZoneImport(TerreauDb db)
{
    public const string Command = "importer des zones";

    /// <summary>Some ten metres: less than a map shows.</summary>
    private const double Tolerance = 0.0001;

    /// <summary>Outlines of communes are simplified too: a smaller share is a shared border.</summary>
    private const double LeastShare = 0.05;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new GeoJsonConverterFactory() } };

    /// <summary>Puts the zones into the context, unsaved, and says what that changes.</summary>
    public async Task<ZoneDiff> PrepareAsync(ZoneFile file, int generation, string title, Atlas atlas, CancellationToken cancel)
    {
        var source = ImportedFile.SourceKeyOf(title);
        var on = PartialDate.Parse(generation.ToString(CultureInfo.InvariantCulture));
        var held = await db.Zones.Where(zone => zone.Kind == ZoneKind.PriorityDistrict && zone.Generation == generation).ToListAsync(cancel);
        var towns = atlas.Communes.Where(commune => commune.Outline is not null).Select(commune => (commune.Local, Shape: JsonSerializer.Deserialize<Geometry>(commune.Outline!, Json)!)).ToList();
        var diff = new ZoneDiff();
        foreach (var record in file.Records)
        {
            var communes = CommunesOf(record, atlas, towns);
            if (communes.Count == 0)
            {
                diff.Elsewhere++;
                continue;
            }
            var named = held.Where(zone => ColumnGuessing.Plain(zone.Name) == ColumnGuessing.Plain(record.Name) && zone.Communes.Intersect(communes, StringComparer.Ordinal).Any()).ToList();
            var zone = held.Find(one => one.Local == record.Code) ?? (named is [var only] ? only : null);
            var (outline, point) = Drawn(record.Outline);
            if (zone is null)
            {
                zone = new Zone
                {
                    Code = $"QPV:{record.Code}", Kind = ZoneKind.PriorityDistrict, Name = record.Name, Generation = generation, Communes = communes,
                    OutsideCommunes = [.. record.Communes.Except(atlas.Territory.Communes, StringComparer.Ordinal)], ValidFrom = new DateOnly(generation, 1, 1),
                    ValidTo = generation == 2015 ? new DateOnly(2023, 12, 31) : null, SourceId = source, SourceOn = on,
                };
                db.Zones.Add(zone);
                held.Add(zone);
                diff.Added.Add(zone);
            }
            else if (zone.Outline == outline)
            {
                diff.Unchanged++;
                continue;
            }
            else diff.Drawn.Add(zone);
            (zone.Outline, zone.Latitude, zone.Longitude, zone.PointPrecision) = (outline, point.Y, point.X, "centroide");
            (zone.SourceId, zone.SourceOn) = (source, on);
        }
        if (!diff.IsEmpty && !await db.Sources.AnyAsync(one => one.Key == source, cancel)) db.Sources.Add(new Source { Key = source, Title = title, PublishedOn = on });
        diff.NotInFile.AddRange(held.Where(zone => !diff.Added.Contains(zone) && zone.Outline is null).Select(zone => zone.Name));
        return diff;
    }

    /// <summary>Saves what was prepared, in one transaction.</summary>
    public Task<int> ApplyAsync(Act act, CancellationToken cancel) => db.SaveAsync(act, cancel);

    private static List<string> CommunesOf(ZoneRecord record, Atlas atlas, List<(string Local, Geometry Shape)> towns)
        => record.Communes.Count > 0
            ? [.. record.Communes.Intersect(atlas.Territory.Communes, StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : [.. towns.Where(town => town.Shape.EnvelopeInternal.Intersects(record.Outline.EnvelopeInternal) && town.Shape.Intersection(record.Outline).Area >= record.Outline.Area * LeastShare)
                .Select(town => town.Local).Order(StringComparer.Ordinal)];

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

/// <summary>What a file of outlines would change.</summary>
internal sealed class ZoneDiff
{
    public List<Zone> Added { get; } = [];

    /// <summary>Zones known before, which take the outline of the file.</summary>
    public List<Zone> Drawn { get; } = [];

    public int Unchanged { get; set; }

    /// <summary>Zones of the file that touch no commune of the territory.</summary>
    public int Elsewhere { get; set; }

    /// <summary>Names of zones of this generation that still have no outline.</summary>
    public List<string> NotInFile { get; } = [];

    public bool IsEmpty => Added.Count + Drawn.Count == 0;
}
