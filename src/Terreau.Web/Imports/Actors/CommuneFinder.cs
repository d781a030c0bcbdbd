using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Imports.Actors;

/// <summary>
/// A commune from what a file says of it: its INSEE code, else its name with the usual traps (an article left out or put after,
/// CEDEX, "St" for "Saint", a postcode before the name), else its postcode where it has it for itself.
/// </summary>
internal sealed partial class CommuneFinder
{
    /// <summary>A file says few places, many times; one that says another on every row is not kept.</summary>
    private const int MostKnown = 1_000;

    private int asked;
    private readonly ConcurrentDictionary<(string Insee, string Name, string Postcode), FoundCommune> known = [];
    private readonly Dictionary<string, string> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Zone> zones = new(StringComparer.Ordinal);
    private readonly ILookup<string, Zone> byPostcode;

    public CommuneFinder(Atlas atlas)
    {
        foreach (var zone in atlas.Zones.Values.Where(zone => zone.Kind == ZoneKind.Commune)
            .OrderBy(zone => zone.Code, StringComparer.Ordinal))
        {
            byCode[zone.Local] = zone.Local;
            byName.TryAdd(Bare(zone.Name), zone.Local);
            zones[zone.Local] = zone;
        }
        byPostcode = zones.Values.SelectMany(zone => zone.Postcodes.Select(postcode => (Postcode: postcode, Zone: zone)))
            .ToLookup(pair => pair.Postcode, pair => pair.Zone, StringComparer.Ordinal);
    }

    /// <summary>The INSEE code; null when the atlas has no such commune.</summary>
    public string? Find(string insee, string name)
    {
        if (byCode.TryGetValue(Whole(insee.Trim()), out var known)) return known;
        return name.Length > 0 && byName.TryGetValue(Bare(name), out var found) ? found : null;
    }

    /// <summary>The same with what the postcode adds, or takes away: it tells namesakes apart, and finds alone a commune that has it for
    /// itself.</summary>
    /// <param name="postcode">As the file writes it, a name after it perhaps.</param>
    public FoundCommune Place(string insee, string name, string postcode)
    {
        if (known.TryGetValue((insee, name, postcode), out var found)) return found;
        found = Sought(insee, name, postcode);
        if (Interlocked.Increment(ref asked) <= MostKnown) known[(insee, name, postcode)] = found;
        return found;
    }

    private FoundCommune Sought(string insee, string name, string postcode)
    {
        var (code, after) = Postcode(postcode);
        var isCedex = Cedex().IsMatch(name) || Cedex().IsMatch(after);
        if (name.Length == 0 && after.Any(char.IsLetter)) name = Cedex().Replace(after, " ").Trim();
        var said = Find(insee, name);
        if (said is null)
        {
            if (name.Length > 0) return ByLikeness(name, code);
            if (insee.Length > 0) return FoundCommune.Elsewhere(insee);
            return code.Length == 0 ? FoundCommune.Unsaid : ByPostcode(code, after, isCedex);
        }
        var own = zones[said].Postcodes;
        if (code.Length == 0 || own.Count == 0 || own.Contains(code)) return FoundCommune.Of(said);
        var isByCode = byCode.ContainsKey(Whole(insee.Trim()));
        var others = byPostcode[code].ToList();
        if (others.Count > 0)
        {
            var question = $"{zones[said].Name} ou {Names(others)} ? Le code postal {code} n’est pas de {zones[said].Name}.";
            return isByCode ? FoundCommune.Of(said, question) : FoundCommune.ToConfirm(question, said);
        }
        // Within a department no two communes bear one name: another postcode there is a large user's own.
        if (own.Any(known => known[..2] == code[..2]))
            return FoundCommune.Of(said,
                isCedex ? null : $"{code} est-il un CEDEX de {zones[said].Name} ? Son code postal est {string.Join(" ou ", own)}.");
        return isByCode
            ? FoundCommune.Of(said, $"le code postal {code} est-il juste ? Celui de {zones[said].Name} est {string.Join(" ou ", own)}.")
            : FoundCommune.ToConfirm(
                $"est-ce une autre commune du nom de {zones[said].Name} ? Le code postal {code} n’est pas celui du territoire.", said);
    }

    // "Montreuil-sous-Bois" is how Montreuil was called, "Noisy" how people call Noisy-le-Sec: the postcode tells that it is the one.
    private FoundCommune ByLikeness(string name, string code)
    {
        if (byPostcode[code].ToList() is not { Count: > 0 } held) return FoundCommune.Elsewhere(name);
        var words = Bare(name).Split(' ').ToHashSet();
        var like = held.Where(zone => Bare(zone.Name).Split(' ') is var own && (words.IsSubsetOf(own) || words.IsSupersetOf(own))).ToList();
        return like.Count == 1
            ? FoundCommune.ByPostcode(like[0].Local)
            : FoundCommune.ToConfirm(
                $"est-ce {Names(held)} ? « {(name.Length <= 60 ? name : name[..60] + "…")} » n’est pas connu, le code postal {code} l’est.");
    }

    private FoundCommune ByPostcode(string code, string after, bool isCedex)
    {
        if (Digits().IsMatch(after)) return FoundCommune.ToConfirm("quelle est la commune ? La ligne donne plusieurs codes postaux.");
        var all = byPostcode[code].ToList();
        if (isCedex) return FoundCommune.ToConfirm($"quelle est la commune ? {code} est un CEDEX.");
        if (all.Count == 1) return FoundCommune.ByPostcode(all[0].Local);
        if (all.Count > 1) return FoundCommune.ToConfirm($"{Names(all)} ? Le code postal {code} est commun à ces communes.");
        return byPostcode.Any(group => group.Key[..2] == code[..2])
            ? FoundCommune.ToConfirm($"quelle est la commune ? {code} n’est d’aucune commune du territoire : est-ce un CEDEX ?")
            : FoundCommune.Elsewhere(code);
    }

    private static string Names(IEnumerable<Zone> zones) => string.Join(" ou ", zones.Select(zone => zone.Name));

    /// <summary>"93140", "93 140", "F-93140", "1000" for 01000, and what stands after: "93140 Bondy". Empty for no postcode.</summary>
    private static (string Code, string After) Postcode(string text)
    {
        var read = Written().Match(text.Trim());
        return read.Success ? (Whole(read.Groups["code"].Value.Replace(" ", "", StringComparison.Ordinal)),
            read.Groups["after"].Value.Trim()) : ("", "");
    }

    // A spreadsheet takes the zero away from "01000".
    private static string Whole(string code) => code.Length == 4 && code.All(char.IsAsciiDigit) ? "0" + code : code;

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

    [GeneratedRegex("[0-9]{4,5}")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(F\s*-?\s*)?(?<code>[0-9]{2} ?[0-9]{2,3})(\.0+)?(?![0-9])(?<after>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Written();
}

/// <summary>What a row says of its commune; a closed outcome.</summary>
internal sealed class FoundCommune
{
    /// <summary>The row says nothing of it.</summary>
    public static readonly FoundCommune Unsaid = new();

    private FoundCommune()
    {
    }

    /// <summary>The INSEE code; null where it is not sure, or elsewhere.</summary>
    public string? Insee { get; private init; }

    /// <summary>What the row names, sure or not: a name that a postcode contradicts is here all the same.</summary>
    public string? Named { get; private init; }

    /// <summary>What must be confirmed, as a question; null when nothing must.</summary>
    public string? Question { get; private init; }

    /// <summary>The place that is not of the atlas; null when it is.</summary>
    public string? Outside { get; private init; }

    public static FoundCommune Of(string insee, string? question = null) => new() { Insee = insee, Named = insee, Question = question };

    public static FoundCommune ByPostcode(string insee) => new() { Insee = insee };

    public static FoundCommune ToConfirm(string question, string? named = null) => new() { Question = question, Named = named };

    public static FoundCommune Elsewhere(string place) => new() { Outside = place };
}
