using System.Collections.Frozen;

namespace Terreau.Web.Domain.Territory;

/// <summary>
/// Where an offer applies, resolved to INSEE commune codes. Institutions' own perimeters hide rights
/// (an EPT is in no public table of EPCI); a set of communes does not.
/// </summary>
internal sealed class Perimeter
{
    private readonly FrozenSet<string> communes;
    private readonly FrozenSet<string> departments;
    private readonly bool isCountry;

    private Perimeter(IEnumerable<string> communes, IEnumerable<string> departments, bool isCountry, string level)
    {
        this.communes = communes.ToFrozenSet(StringComparer.Ordinal);
        this.departments = departments.ToFrozenSet(StringComparer.Ordinal);
        this.isCountry = isCountry;
        Level = level;
    }

    /// <summary>The widest level named: a code of <see cref="Vocabulary.PerimeterLevels"/>.</summary>
    public string Level { get; }

    /// <summary>Resolves zone codes against the territory's own zones.</summary>
    /// <param name="zoneCodes">"COMMUNE:…", "EPT:…", "DEP:…", "REG:…", "PAYS:FR", or any zone of the atlas.</param>
    /// <param name="zones">The zones the territory knows, by code.</param>
    /// <exception cref="ArgumentException">A code names no known zone.</exception>
    public static Perimeter Of(IEnumerable<string> zoneCodes, IReadOnlyDictionary<string, Zone> zones)
    {
        var communes = new HashSet<string>(StringComparer.Ordinal);
        var departments = new HashSet<string>(StringComparer.Ordinal);
        var isCountry = false;
        var rank = 0;
        foreach (var code in zoneCodes)
        {
            var (kind, local) = Split(code);
            switch (kind)
            {
                case "PAYS": isCountry = true; rank = 2; break;
                case "REG": departments.UnionWith(Regions.DepartmentsOf(local)); rank = 2; break;
                case "DEP": departments.Add(local); rank = 2; break;
                case "COMMUNE" when !zones.ContainsKey(code): communes.Add(local); break;
                default:
                    if (!zones.TryGetValue(code, out var zone)) throw new ArgumentException($"Zone inconnue : {code}", nameof(zoneCodes));
                    communes.UnionWith(zone.Communes);
                    if (zone.Kind == ZoneKind.Territory) rank = Math.Max(rank, 1);
                    break;
            }
        }
        return new Perimeter(communes, departments, isCountry, Vocabulary.PerimeterLevels.Terms[rank].Code);
    }

    /// <summary>Whether the perimeter reaches a commune, by its INSEE code.</summary>
    public bool Reaches(string commune)
        => isCountry || communes.Contains(commune) || (departments.Count > 0 && departments.Contains(Regions.DepartmentOf(commune)));

    /// <summary>Which of the given communes it reaches, in the given order.</summary>
    public IEnumerable<string> Among(IEnumerable<string> candidates) => candidates.Where(Reaches);

    private static (string Kind, string Local) Split(string code)
    {
        var colon = code.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? throw new ArgumentException($"Zone inconnue : {code}", nameof(code)) : (code[..colon], code[(colon + 1)..]);
    }
}

/// <summary>Regions and their départements, INSEE Code officiel géographique (in force since 2016).</summary>
internal static class Regions
{
    private static readonly FrozenDictionary<string, string[]> Departments = new Dictionary<string, string[]>
    {
        ["01"] = ["971"], ["02"] = ["972"], ["03"] = ["973"], ["04"] = ["974"], ["06"] = ["976"],
        ["11"] = ["75", "77", "78", "91", "92", "93", "94", "95"],
        ["24"] = ["18", "28", "36", "37", "41", "45"],
        ["27"] = ["21", "25", "39", "58", "70", "71", "89", "90"],
        ["28"] = ["14", "27", "50", "61", "76"],
        ["32"] = ["02", "59", "60", "62", "80"],
        ["44"] = ["08", "10", "51", "52", "54", "55", "57", "67", "68", "88"],
        ["52"] = ["44", "49", "53", "72", "85"],
        ["53"] = ["22", "29", "35", "56"],
        ["75"] = ["16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87"],
        ["76"] = ["09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "81", "82"],
        ["84"] = ["01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74"],
        ["93"] = ["04", "05", "06", "13", "83", "84"],
        ["94"] = ["2A", "2B"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">No region has this code.</exception>
    public static IReadOnlyList<string> DepartmentsOf(string region)
        => Departments.TryGetValue(region, out var departments)
            ? departments : throw new ArgumentException($"Région inconnue : {region}", nameof(region));

    /// <summary>The département of a commune: the first two characters of its code, three overseas.</summary>
    public static string DepartmentOf(string commune)
        => commune.StartsWith("97", StringComparison.Ordinal) || commune.StartsWith("98", StringComparison.Ordinal)
            ? commune[..3] : commune[..2];
}
