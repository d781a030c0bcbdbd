using Terreau.Web.Domain.Territory;
using Terreau.Web.Search.Text;

namespace Terreau.Web.Search.Ideas;

/// <summary>What a name of a place stands for.</summary>
/// <param name="Words">Its words, folded, without article.</param>
/// <param name="Code">The INSEE code of a commune, or the code of a priority district.</param>
/// <param name="IsDistrict">True for a priority district.</param>
/// <param name="Communes">The communes of the territory that it touches.</param>
/// <param name="IsPlain">True for a name that is a usual word too: it counts after "quartier", or with a capital after "à".</param>
internal sealed record PlaceName(string[] Words, string Code, bool IsDistrict, IReadOnlyList<string> Communes, bool IsPlain);

/// <summary>
/// The names by which people call the places of the territory: its communes with or without hyphens and articles, those of the file
/// ("Montreuil-sous-Bois"), their postcodes, and each part of the name of a priority district ("Bel Air", "les Quatre Chemins").
/// </summary>
internal sealed class IdeaPlaces
{
    private const int ShortestAlone = 5;

    private static readonly HashSet<string> Articles = ["le", "la", "les", "l", "de", "du", "des", "d"];

    private readonly List<PlaceName> names = [];
    private readonly Dictionary<string, string> byPostcode = new(StringComparer.Ordinal);
    private readonly HashSet<string> plain;

    /// <param name="atlas">The places of the territory.</param>
    /// <param name="otherNames">Other names of a zone, by its code.</param>
    /// <param name="plainNames">Names of places that are usual words too; the empty list of words of a name is no name.</param>
    public IdeaPlaces(Atlas atlas, IReadOnlyList<(string Zone, string Name)> otherNames, IEnumerable<string> plainNames)
    {
        plain = [.. plainNames.Select(FrenchFolding.Line)];
        Territory = Split(atlas.Territory.Name);
        foreach (var commune in atlas.Communes) AddCommune(commune);
        foreach (var zone in atlas.PriorityDistricts)
        {
            foreach (var part in zone.Name.Split(" - ")) Add(part, zone.Local, true, zone.Communes);
        }
        foreach (var link in atlas.Links)
        {
            if (atlas.Zones.GetValueOrDefault(link.FromCode) is { Kind: ZoneKind.CooperationDistrict } named
                && atlas.Zones.GetValueOrDefault(link.ToCode) is { Kind: ZoneKind.PriorityDistrict, ValidTo: null } district)
                Add(named.Name, district.Local, true, named.Communes);
        }
        foreach (var (code, name) in otherNames)
        {
            if (atlas.Zones.GetValueOrDefault(code) is { } zone)
                Add(name, zone.Local, zone.Kind != ZoneKind.Commune, zone.Communes);
        }
        names.Sort((one, other) => other.Words.Length.CompareTo(one.Words.Length));
    }

    /// <summary>Longest names first.</summary>
    public IReadOnlyList<PlaceName> Names => names;

    /// <summary>The words of the name of the whole.</summary>
    public string[] Territory { get; }

    public string? CommuneOf(string postcode) => byPostcode.GetValueOrDefault(postcode);

    /// <summary>The communes that the name of a district names: "Bondy Nord".</summary>
    public IEnumerable<string> CommunesNamed(PlaceName district)
        => names.Where(name => !name.IsDistrict && !name.IsPlain && name.Words.All(district.Words.Contains)).Select(name => name.Code);

    private void AddCommune(Zone commune)
    {
        Add(commune.Name, commune.Local, false, [commune.Local]);
        // "Noisy", "le Pré": people say the first word alone.
        var words = Split(commune.Name);
        if (words.Length > 1)
            names.Add(new PlaceName(words[..1], commune.Local, false, [commune.Local], words[0].Length < ShortestAlone));
        foreach (var postcode in commune.Postcodes) byPostcode.TryAdd(postcode, commune.Local);
    }

    private void Add(string name, string code, bool isDistrict, IReadOnlyList<string> communes)
    {
        var words = Split(name);
        if (words.Length == 0 || names.Exists(known => known.Code == code && known.Words.SequenceEqual(words))) return;
        names.Add(new PlaceName(words, code, isDistrict, communes, plain.Contains(string.Join(' ', words))));
    }

    private static string[] Split(string name)
        => [.. FrenchFolding.Line(name).Split(' ').Select(word => word == "st" ? "saint" : word)
            .SkipWhile(Articles.Contains).Where(word => word != "quartier").SkipWhile(Articles.Contains)];
}
