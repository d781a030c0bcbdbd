using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO.Converters;
using Terreau.Engine.Geography;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Zones;

/// <summary>A zone as a file of outlines says it.</summary>
/// <param name="Code">The official code, "QN09308M".</param>
/// <param name="Communes">INSEE codes where the file gives them; else none.</param>
/// <param name="Outline">In degrees.</param>
internal sealed record ZoneRecord(string Code, string Name, IReadOnlyList<string> Communes, Geometry Outline);

/// <summary>
/// Reads a GeoJSON of priority districts. Each publication names its attributes in its own way, and some are in metres of Lambert 93:
/// names are compared without case, accents nor signs.
/// </summary>
internal sealed class ZoneFile
{
    private static readonly string[] Codes = ["codeqp", "codeqpv", "codeqp2024", "codeqp2015", "idqp", "codequartier", "codezone", "code"];
    private static readonly string[] Names =
        ["nomqp", "libqp", "nomqpv", "libqpv", "libelleqp", "nomquartier", "nomzone", "libelle", "nom", "name"];
    private static readonly string[] Towns =
        ["inseecom", "inseecoms", "codecommune", "codescommunes", "codeinsee", "codgeo", "codecom", "depcom", "insee", "listcom2023",
            "listcom2024"];
    private static readonly JsonSerializerOptions Reading = new() { Converters = { new GeoJsonConverterFactory() } };

    private readonly List<ZoneRecord> records = [];
    private readonly List<(int Rank, string Sentence)> faults = [];

    private ZoneFile()
    {
    }

    public IReadOnlyList<ZoneRecord> Records => records;

    /// <summary>Features that are no such zone, by their rank from 1.</summary>
    public IReadOnlyList<(int Rank, string Sentence)> Faults => faults;

    /// <exception cref="UnreadableFileException">This is no list of outlines.</exception>
    public static ZoneFile Read(JsonElement root)
    {
        if (root.ListAt("features") is not { } features)
            throw new UnreadableFileException("Ce fichier n’est pas une liste de contours GeoJSON.");
        var file = new ZoneFile();
        foreach (var (at, feature) in features.EnumerateArray().Index())
        {
            if (file.Record(feature, out var fault) is { } record) file.records.Add(record);
            else file.faults.Add((at + 1, fault));
        }
        return file;
    }

    private ZoneRecord? Record(JsonElement feature, out string fault)
    {
        fault = "";
        if (feature.ObjectAt("properties") is not { } properties) return Fault("il n’a pas d’attributs", out fault);
        if (Value(properties, Codes) is not { Length: > 0 and <= 20 } code) return Fault("il manque son code", out fault);
        if (Value(properties, Names) is not { Length: > 0 and <= 200 } name) return Fault("il manque son nom", out fault);
        if (records.Exists(known => known.Code == code)) return Fault($"le code {code} est déjà plus haut", out fault);
        if (Shape(feature) is not { } outline) return Fault($"{code} n’a pas de contour lisible", out fault);
        var towns = (Value(properties, Towns) ?? "")
            .Split([',', ';', '/', '|', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new ZoneRecord(code, name, [.. towns.Where(town => town.Length == 5).Distinct(StringComparer.Ordinal)], outline);
    }

    private static ZoneRecord? Fault(string sentence, out string fault)
    {
        fault = sentence;
        return null;
    }

    private static Geometry? Shape(JsonElement feature)
    {
        if (feature.ObjectAt("geometry") is not { } geometry) return null;
        try
        {
            var shape = geometry.Deserialize<Geometry>(Reading);
            if (shape is not IPolygonal || shape.IsEmpty) return null;
            if (shape.EnvelopeInternal.MaxX > 180 || shape.EnvelopeInternal.MaxY > 90)
            {
                shape.Apply(new ToDegrees());
                shape.GeometryChanged();
            }
            var whole = shape.IsValid ? shape : GeometryFixer.Fix(shape);
            return whole is IPolygonal && !whole.IsEmpty ? whole : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? Value(JsonElement properties, string[] names)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in properties.EnumerateObject())
        {
            var text = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString()!.Trim(),
                JsonValueKind.Number => property.Value.GetRawText(),
                JsonValueKind.Array => string.Join(',', property.Value.EnumerateArray().Select(one => one.ToString())),
                _ => "",
            };
            if (text.Length > 0) known.TryAdd(Actors.ColumnGuessing.Plain(property.Name).Replace(" ", "", StringComparison.Ordinal), text);
        }
        return names.Select(name => known.GetValueOrDefault(name)).FirstOrDefault(text => text is not null);
    }

    private sealed class ToDegrees : ICoordinateSequenceFilter
    {
        public bool Done => false;
        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence points, int at)
        {
            var degrees = Lambert93.Unproject(points.GetX(at), points.GetY(at));
            points.SetX(at, degrees.X);
            points.SetY(at, degrees.Y);
        }
    }
}
