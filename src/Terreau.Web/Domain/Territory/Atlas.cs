using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>The territory's places and lists as pages need them: read once, immutable, replaced whole.</summary>
internal sealed class Atlas
{
    /// <summary>What it is made of, by the names the journal calls it.</summary>
    public static readonly IReadOnlyList<string> Subjects = [nameof(ServedTerritory), nameof(Zone), nameof(ZoneLink), nameof(Filiere),
        nameof(Source)];

    private readonly FrozenDictionary<string, string> communeNames;
    private readonly FrozenDictionary<string, string> filiereLabels;

    private Atlas(ServedTerritory territory, List<Zone> zones, List<ZoneLink> links, List<Filiere> filieres, List<Source> sources)
    {
        Territory = territory;
        Zones = zones.ToFrozenDictionary(zone => zone.Code, StringComparer.Ordinal);
        Links = links;
        Communes = [.. zones.Where(zone => zone.Kind == ZoneKind.Commune && territory.Communes.Contains(zone.Local))
            .OrderBy(zone => zone.Name, StringComparer.CurrentCulture)];
        PriorityDistricts = [.. zones.Where(zone => zone is { Kind: ZoneKind.PriorityDistrict, ValidTo: null })
            .OrderBy(zone => zone.Name, StringComparer.CurrentCulture)];
        CooperationDistricts = [.. zones.Where(zone => zone.Kind == ZoneKind.CooperationDistrict)
            .OrderBy(zone => zone.Name, StringComparer.CurrentCulture)];
        Filieres = [.. filieres.OrderBy(filiere => filiere.Rank)];
        communeNames = zones.Where(zone => zone.Kind == ZoneKind.Commune)
            .ToFrozenDictionary(zone => zone.Local, zone => zone.Name, StringComparer.Ordinal);
        filiereLabels = filieres.ToFrozenDictionary(filiere => filiere.Code, filiere => filiere.Label, StringComparer.Ordinal);
        Sources = sources.ToFrozenDictionary(source => source.Key, StringComparer.Ordinal);
    }

    public ServedTerritory Territory { get; }
    public FrozenDictionary<string, Zone> Zones { get; }
    public IReadOnlyList<ZoneLink> Links { get; }

    /// <summary>The member communes, in the order of their names.</summary>
    public IReadOnlyList<Zone> Communes { get; }

    /// <summary>The priority districts in force.</summary>
    public IReadOnlyList<Zone> PriorityDistricts { get; }

    public IReadOnlyList<Zone> CooperationDistricts { get; }
    public IReadOnlyList<Filiere> Filieres { get; }
    public FrozenDictionary<string, Source> Sources { get; }

    /// <summary>The name of a commune by its INSEE code; the code itself for a commune the atlas does not hold.</summary>
    public string CommuneName(string insee) => communeNames.GetValueOrDefault(insee, insee);

    public string FiliereLabel(string code) => filiereLabels.GetValueOrDefault(code, code);

    /// <summary>The name of any zone by its full code, with plain words for what lies outside the atlas.</summary>
    public string ZoneName(string code) => code switch
    {
        "PAYS:FR" => "Toute la France",
        _ when Zones.TryGetValue(code, out var zone) => zone.Name,
        _ => code,
    };

    /// <summary>The title of a source, in words for what an organisation declares itself.</summary>
    public string SourceTitle(string key)
        => key == Directory.Organisation.Declared ? "Déclaration de l’organisation" : Sources.GetValueOrDefault(key)?.Title ?? key;

    /// <summary>The priority districts in force that touch a commune.</summary>
    public IEnumerable<Zone> PriorityDistrictsOf(string insee) => PriorityDistricts.Where(zone => zone.Communes.Contains(insee));

    public static async Task<Atlas> ReadAsync(TerreauDb db, CancellationToken cancel = default) => new(
        await db.Territories.AsNoTracking().OrderBy(territory => territory.Slug).FirstAsync(cancel),
        await db.Zones.AsNoTracking().ToListAsync(cancel),
        await db.ZoneLinks.AsNoTracking().ToListAsync(cancel),
        await db.Filieres.AsNoTracking().ToListAsync(cancel),
        await db.Sources.AsNoTracking().ToListAsync(cancel));
}
