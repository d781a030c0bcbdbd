using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Terreau.Engine.Geography;

/// <summary>How wide a zone is, from the nearest to the widest. The order is that of the codes.</summary>
public enum ZoneLevel
{
    /// <summary>A priority district of the urban policy, "QPV:QN09311M": part of one or several communes.</summary>
    PriorityDistrict,

    /// <summary>A quarter named by the territory, "QUARTIER:la-noue-caillet": part of one or several communes.</summary>
    Quarter,

    /// <summary>One commune, "COMMUNE:93010".</summary>
    Commune,

    /// <summary>The public territorial body, "EPT:200057875".</summary>
    Territory,

    /// <summary>A département, "DEP:93".</summary>
    Departement,

    /// <summary>A region, "REG:11".</summary>
    Region,

    /// <summary>The country, "PAYS:FR": everywhere.</summary>
    Country,
}

/// <summary>What a zone code stands for: whole communes and whole départements, or everywhere.</summary>
public sealed record ZoneExtent
{
    /// <summary>"EPT:200057875" and the like.</summary>
    public required string Code { get; init; }

    /// <summary>The words people use for it: "Bondy", "Est Ensemble".</summary>
    public required string Name { get; init; }

    /// <summary>INSEE codes of the communes it holds or, for a district, touches.</summary>
    public ImmutableHashSet<string> Communes { get; init; } = [];

    /// <summary>Département codes it holds whole; every commune whose code begins so is inside.</summary>
    public ImmutableHashSet<string> Departements { get; init; } = [];

    /// <summary>The level the code says.</summary>
    public ZoneLevel Level => Zones.LevelOf(Code) ?? ZoneLevel.Country;

    /// <summary>True for a district: it holds parts of communes, so being in the commune does not prove being in the zone.</summary>
    public bool IsPartOfCommunes => Level is ZoneLevel.PriorityDistrict or ZoneLevel.Quarter;

    internal bool IsEverywhere => Level == ZoneLevel.Country;
}

/// <summary>
/// The zones a territory speaks of. Communes, départements and the country resolve from their code alone; the
/// public territorial body, regions and districts must be given. Immutable and safe to share between threads.
/// </summary>
public sealed class Zones
{
    // Places come from people: what is kept of them is bounded.
    private const int MostKept = 50_000;

    private readonly FrozenDictionary<string, ZoneExtent> extents;
    private readonly ConcurrentDictionary<(string Place, string Zone), Eligibility.Truth> kept = [];
    private int keptCount;

    /// <summary>Keeps the given zones; for a code given twice the last wins.</summary>
    public Zones(params IEnumerable<ZoneExtent> extents)
        => this.extents = extents.GroupBy(zone => zone.Code, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    /// <summary>No zone of its own: only codes that resolve by themselves.</summary>
    public static Zones None { get; } = new();

    /// <summary>The level a code announces; null when the code is not one of the known forms.</summary>
    public static ZoneLevel? LevelOf(string code)
    {
        var colon = code.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == code.Length - 1) return null;
        return code.AsSpan(0, colon) switch
        {
            "QPV" => ZoneLevel.PriorityDistrict,
            "QUARTIER" => ZoneLevel.Quarter,
            "COMMUNE" => ZoneLevel.Commune,
            "EPT" => ZoneLevel.Territory,
            "DEP" => ZoneLevel.Departement,
            "REG" => ZoneLevel.Region,
            "PAYS" => ZoneLevel.Country,
            _ => null,
        };
    }

    /// <summary>The extent of a code; null when it cannot be known here (an unlisted district, region or territory).</summary>
    public ZoneExtent? Resolve(string code)
    {
        if (extents.TryGetValue(code, out var given)) return given;
        var local = code[(code.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return LevelOf(code) switch
        {
            ZoneLevel.Commune => new ZoneExtent { Code = code, Name = local, Communes = [local] },
            ZoneLevel.Departement => new ZoneExtent { Code = code, Name = $"département {local}", Departements = [local] },
            ZoneLevel.Country => new ZoneExtent { Code = code, Name = "toute la France" },
            _ => null,
        };
    }

    /// <summary>The name people use; the code itself when it is not known.</summary>
    public string NameOf(string code) => Resolve(code)?.Name ?? code;

    /// <summary>
    /// Whether what happens in <paramref name="place"/> happens in <paramref name="zone"/>. True when the place is
    /// wholly inside; False when they share no commune; Unknown when they overlap in part, when the zone is a
    /// district of the place's commune, or when a code cannot be resolved.
    /// </summary>
    public Eligibility.Truth Inside(string place, string zone)
    {
        if (kept.TryGetValue((place, zone), out var known)) return known;
        var truth = Compare(place, zone);
        if (Volatile.Read(ref keptCount) < MostKept && kept.TryAdd((place, zone), truth)) Interlocked.Increment(ref keptCount);
        return truth;
    }

    private Eligibility.Truth Compare(string place, string zone)
    {
        if (string.Equals(place, zone, StringComparison.Ordinal)) return Eligibility.Truth.True;
        if (Resolve(zone) is not { } outer) return Eligibility.Truth.Unknown;
        if (outer.IsEverywhere) return Eligibility.Truth.True;
        if (Resolve(place) is not { } inner || inner.IsEverywhere) return Eligibility.Truth.Unknown;

        // Two priority districts of one layer never overlap; the layer is in the first two letters (QP 2015, QN 2024).
        if (inner.Level == ZoneLevel.PriorityDistrict && outer.Level == ZoneLevel.PriorityDistrict
            && string.CompareOrdinal(place, 0, zone, 0, "QPV:Qx".Length) == 0)
            return Eligibility.Truth.False;

        if (!Overlap(inner, outer)) return Eligibility.Truth.False;
        var contained = inner.Communes.All(commune => Holds(outer, commune))
            && inner.Departements.All(outer.Departements.Contains);
        return contained && !outer.IsPartOfCommunes ? Eligibility.Truth.True : Eligibility.Truth.Unknown;
    }

    /// <summary>The best answer over every pair of a place and a zone; False when either list is empty.</summary>
    public Eligibility.Truth AnyInside(ImmutableArray<string> places, ImmutableArray<string> zones)
    {
        var best = Eligibility.Truth.False;
        foreach (var place in places)
        {
            foreach (var zone in zones)
            {
                var truth = Inside(place, zone);
                if (truth == Eligibility.Truth.True) return truth;
                if (truth > best) best = truth;
            }
        }

        return best;
    }

    private static bool Overlap(ZoneExtent inner, ZoneExtent outer)
        => inner.Communes.Any(commune => Holds(outer, commune))
            || inner.Departements.Overlaps(outer.Departements)
            || outer.Communes.Any(commune => inner.Departements.Contains(DepartementOf(commune)));

    private static bool Holds(ZoneExtent zone, string commune)
        => zone.Communes.Contains(commune) || zone.Departements.Contains(DepartementOf(commune));

    private static string DepartementOf(string commune)
        => commune.Length < 3 ? commune : commune.StartsWith("97", StringComparison.Ordinal) ? commune[..3] : commune[..2];
}
