using System.Text.RegularExpressions;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Imports.Actors;

/// <summary>
/// A commune from what a file says of it: its INSEE code, else its name with the usual traps (an article left out or put after,
/// CEDEX, "St" for "Saint", a postcode before the name).
/// </summary>
internal sealed partial class CommuneFinder
{
    private readonly Dictionary<string, string> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> byName = new(StringComparer.Ordinal);

    public CommuneFinder(Atlas atlas)
    {
        foreach (var zone in atlas.Zones.Values.Where(zone => zone.Kind == ZoneKind.Commune))
        {
            byCode[zone.Local] = zone.Local;
            byName.TryAdd(Bare(zone.Name), zone.Local);
        }
    }

    /// <summary>The INSEE code; null when the atlas has no such commune.</summary>
    public string? Find(string insee, string name)
    {
        var code = insee.Trim();
        if (code.Length == 4 && code.All(char.IsAsciiDigit)) code = "0" + code;
        if (byCode.TryGetValue(code, out var known)) return known;
        return name.Length > 0 && byName.TryGetValue(Bare(name), out var found) ? found : null;
    }

    /// <summary>"LES LILAS CEDEX", "Lilas (Les)", "93260 Lilas" and "Les Lilas" are one.</summary>
    private static string Bare(string name)
    {
        var words = ColumnGuessing.Plain(Cedex().Replace(name, " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !(word.Length == 5 && word.All(char.IsAsciiDigit)))
            .Where(word => word is not ("le" or "la" or "les" or "l"))
            .Select(word => word switch { "st" => "saint", "ste" => "sainte", _ => word });
        return string.Join(' ', words);
    }

    [GeneratedRegex(@"\bCEDEX\b\s*[0-9]*", RegexOptions.IgnoreCase)]
    private static partial Regex Cedex();
}
