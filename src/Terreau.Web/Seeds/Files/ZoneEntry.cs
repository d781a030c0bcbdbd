using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>A place with a stable code: commune, territory, priority quarter of one generation, cooperation quarter…</summary>
/// <remarks>
/// <para>Code: Prefix, colon, code: COMMUNE:93010, EPT:200057875, QPV:QN09311M, QUARTIER:la-noue-caillet.</para>
/// <para>Level: one of <see cref="Kinds"/>.</para>
/// <para>Generation: 2015 or 2024 for a priority quarter, null for the rest.</para>
/// <para>Communes: INSEE codes of the territory's communes it touches; what a perimeter resolves to.</para>
/// <para>OutsideCommunes: INSEE codes it touches outside the territory.</para>
/// <para>ByDecree: False for a quarter that only touches a border and is counted with a neighbour; null when not a QPV.</para>
/// <para>Links: Codes of zones it lies in or overlaps (n-n).</para>
/// <para>Replaces: Codes of the earlier generation it replaces, only where a source says so.</para>
/// </remarks>
internal sealed record ZoneEntry(
    string Code, string Level, string Name, int? Generation, IReadOnlyList<string> Communes,
    IReadOnlyList<string> OutsideCommunes, IReadOnlyList<string> Postcodes, string? Siren, PopulationFigure? Population,
    PointEntry? Point, bool? ByDecree, bool? SameOutlineAsBefore, IReadOnlyList<string> Links, IReadOnlyList<string> Replaces,
    string? Note, Provenance Provenance)
{
    /// <summary>What each level is.</summary>
    public static readonly IReadOnlyDictionary<string, ZoneKind> Kinds = new Dictionary<string, ZoneKind>(StringComparer.Ordinal)
    {
        ["COMMUNE"] = ZoneKind.Commune, ["TERRITOIRE"] = ZoneKind.Territory, ["QPV"] = ZoneKind.PriorityDistrict,
        ["QUARTIER"] = ZoneKind.CooperationDistrict, ["DEPARTEMENT"] = ZoneKind.Department, ["REGION"] = ZoneKind.Region,
        ["PAYS"] = ZoneKind.Country,
    };

    public static ZoneEntry Read(EntryReader entry)
    {
        var zone = new ZoneEntry(
            entry.Text("code"), entry.OneOf("level", Kinds.ContainsKey), entry.Text("name"), (int?)entry.Whole("generation"),
            entry.Texts("communes"), entry.Texts("outsideCommunes"), entry.Texts("postcodes"), entry.OptionalSiren("siren"),
            PopulationFigure.Read(entry.Child("population")), PointEntry.Read(entry.Child("point")),
            entry.Has("byDecree") ? entry.Flag("byDecree", false) : null,
            entry.Has("sameOutlineAsBefore") ? entry.Flag("sameOutlineAsBefore", false) : null,
            entry.Texts("links"), entry.Texts("replaces"), entry.OptionalText("note"), Provenance.Read(entry));
        if (zone.Code.IndexOf(':', StringComparison.Ordinal) < 1) entry.Fault($"le code « {zone.Code} » n'a pas la forme NIVEAU:code.");
        if ((zone.Level == "QPV") != zone.Generation is 2015 or 2024)
            entry.Fault("un quartier prioritaire, et lui seul, a une génération 2015 ou 2024.");
        entry.Close();
        return zone;
    }
}

/// <summary>A head count with its year and source: a count without a year is not a figure.</summary>
internal sealed record PopulationFigure(long Count, int Year, string Source)
{
    public static PopulationFigure? Read(EntryReader? entry)
    {
        if (entry is null) return null;
        var figure = new PopulationFigure(entry.Whole("count") ?? -1, (int)(entry.Whole("year") ?? 0), entry.Text("source"));
        if (figure.Count < 0 || figure.Year is < 1999 or > 2100) entry.Fault("une population a un nombre et une année.");
        entry.Close();
        return figure;
    }
}

/// <summary>A position in WGS84 degrees, with how far it may be trusted.</summary>
/// <remarks>
/// <para>Precision: one of <see cref="Vocabulary.Precisions"/>; "inconnue" has no coordinates.</para>
/// </remarks>
internal sealed record PointEntry(double? Latitude, double? Longitude, string Precision, string? Source)
{
    public static PointEntry? Read(EntryReader? entry)
    {
        if (entry is null) return null;
        var point = new PointEntry(
            entry.Number("lat"), entry.Number("lon"), entry.OneOf("precision", Vocabulary.Precisions.Has), entry.OptionalText("source"));
        var bare = point.Latitude is null && point.Longitude is null;
        if (bare != (point.Precision == "inconnue")) entry.Fault("une position inconnue n'a pas de coordonnées, les autres en ont.");
        if (!bare && (point.Latitude is not (> 41 and < 52) || point.Longitude is not (> -6 and < 10)))
            entry.Fault("la position n'est pas en France : latitude et longitude sont peut-être inversées.");
        if (!bare && point.Source is null) entry.Fault("une position dit d'où elle vient (source).");
        entry.Close();
        return point;
    }
}
