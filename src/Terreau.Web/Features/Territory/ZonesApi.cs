using System.Text.Json;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Answers;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.Territory;

/// <summary>
/// The places of the territory as GeoJSON (RFC 7946): an outline where one is published, else a named point, else no geometry.
/// </summary>
internal static class ZonesApi
{
    private static readonly Dictionary<string, ZoneKind> Levels = new(StringComparer.Ordinal)
    {
        ["commune"] = ZoneKind.Commune, ["territoire"] = ZoneKind.Territory, ["quartier-prioritaire"] = ZoneKind.PriorityDistrict,
        ["quartier-laboratoire"] = ZoneKind.CooperationDistrict, ["departement"] = ZoneKind.Department, ["region"] = ZoneKind.Region,
        ["pays"] = ZoneKind.Country,
    };

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(TerritoryRoutes.Zones, WriteAsync).Asks(Permission.ReadPublic).Costs(Cost.File).InParts()
            .WithName("zones").WithTags("Territoire").WithMetadata(new ApiTag("Territoire", "Les zones du territoire."))
            .WithSummary("Lire les zones du territoire")
            .WithDescription("Communes, quartiers et territoire en GeoJSON. Un quartier sans contour publié est un point nommé.")
            .WithMetadata(new ApiParameter("niveau", "Le genre de zones ; toutes sans ce paramètre.",
                "commune") { Values = [.. Levels.Keys] })
            .Produces<JsonElement>(200, "application/geo+json").ProducesValidationProblem();

    private static async Task<IResult> WriteAsync(
        HttpContext http, AtlasCache atlases,
        string? niveau)
    {
        ZoneKind? kind = null;
        if (!string.IsNullOrEmpty(niveau))
        {
            if (!Levels.TryGetValue(niveau, out var known))
            {
                return ApiJson.Refusal([new("niveau", $"Les niveaux sont : {string.Join(", ", Levels.Keys)}.")]);
            }
            kind = known;
        }
        var atlas = await atlases.GetAsync(http.RequestAborted);
        var zones = atlas.Zones.Values.Where(zone => kind is null || zone.Kind == kind).OrderBy(zone => zone.Kind)
            .ThenBy(zone => zone.Code, StringComparer.Ordinal);
        var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("title", $"Zones, {atlas.Territory.Name}");
            json.WriteString("licence", ExportNotice.Licence);
            json.WriteStartArray("features");
            foreach (var zone in zones) WriteZone(json, zone, atlas);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(buffer.ToArray(), "application/geo+json");
    }

    private static void WriteZone(Utf8JsonWriter json, Zone zone, Atlas atlas)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", zone.Code);
        json.WritePropertyName("geometry");
        WriteGeometry(json, zone);
        json.WritePropertyName("properties");
        WriteProperties(json, zone, atlas);
        json.WriteEndObject();
    }

    internal static void WriteProperties(Utf8JsonWriter json, Zone zone, Atlas atlas)
    {
        json.WriteStartObject();
        json.WriteString("code", zone.Code);
        json.WriteString("niveau", Levels.First(level => level.Value == zone.Kind).Key);
        json.WriteString("nom", zone.Name);
        if (zone.Generation is { } generation) json.WriteNumber("generation", generation);
        if (zone.ValidFrom is { } from) json.WriteString("valideDu", from.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        if (zone.ValidTo is { } to) json.WriteString("valideAu", to.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        WriteList(json, "communes", zone.Communes);
        WriteList(json, "communesHorsTerritoire", zone.OutsideCommunes);
        if (zone.Siren is not null) json.WriteString("siren", zone.Siren);
        if (zone.Population is { } people) json.WriteNumber("population", people);
        if (zone.PopulationYear is { } year) json.WriteNumber("anneePopulation", year);
        if (zone.Kind == ZoneKind.PriorityDistrict) json.WriteBoolean("compte", zone.Counted);
        json.WriteString("geometrieEst", zone.Outline is not null ? "contour" : zone.Latitude is null
            ? "inconnue" : zone.PointPrecision ?? "point");
        WriteList(json, "liees", [.. atlas.Links.Where(link => link.FromCode == zone.Code).Select(link => link.ToCode)]);
        json.WriteString("source", atlas.Sources.GetValueOrDefault(zone.SourceId)?.Title ?? zone.SourceId);
        json.WriteString("dateSource", zone.SourceOn.Written);
        json.WriteEndObject();
    }

    internal static void WriteGeometry(Utf8JsonWriter json, Zone zone)
    {
        if (zone.Outline is { } outline) json.WriteRawValue(outline);
        else Feature.Point(zone.Latitude, zone.Longitude)(json);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
