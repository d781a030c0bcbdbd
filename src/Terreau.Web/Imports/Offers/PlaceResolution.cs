using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;

namespace Terreau.Web.Imports.Offers;

/// <summary>
/// What a place named by a source is for the territory: zones of the atlas, elsewhere, or not known. A name alone settles a département,
/// a region or a country, of which there is one each; never a commune, which has namesakes.
/// </summary>
internal sealed class PlaceResolution
{
    private PlaceResolution(IReadOnlyList<string>? zones, bool isElsewhere) => (Zones, IsElsewhere) = (zones ?? [], isElsewhere);

    /// <summary>Zone codes; empty when elsewhere or not known.</summary>
    public IReadOnlyList<string> Zones { get; }

    public bool IsElsewhere { get; }

    public bool IsKnown => IsElsewhere || Zones.Count > 0;

    public static readonly PlaceResolution Unknown = new(null, isElsewhere: false);
    public static readonly PlaceResolution Elsewhere = new(null, isElsewhere: true);

    public static PlaceResolution In(params IReadOnlyList<string> zones) => new(zones, isElsewhere: false);

    /// <param name="scale">"Pays", "Région", "Département", "EPCI", "Commune", as Aides-territoires names them.</param>
    /// <param name="codes">The official codes that the source's own list gives to this name at this scale; empty when it was not
    /// given.</param>
    public static PlaceResolution Named(string? name, string? scale, IReadOnlyCollection<string> codes, Atlas atlas)
    {
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(scale)) return Unknown;
        var kind = ColumnGuessing.Plain(scale);
        var plain = ColumnGuessing.Plain(name);
        switch (kind)
        {
            case "pays": return plain == "france" ? In("PAYS:FR") : Elsewhere;
            case "continent": return plain == "europe" ? In("PAYS:FR") : Unknown;
            case "region": return OfOne($"REG:{atlas.Territory.Region}", plain, atlas);
            case "departement": return OfOne($"DEP:{atlas.Territory.Department}", plain, atlas);
        }
        if (codes.Count > 0)
        {
            var ours = codes.Select(code => Coded(code, atlas)).Where(place => place.Zones.Count > 0).ToList();
            return ours.Count == 0 ? Elsewhere : codes.Count == 1 ? ours[0] : Unknown;
        }
        return kind == "epci" && plain == ColumnGuessing.Plain(atlas.Territory.Name) ? In(atlas.Territory.ZoneCode) : Unknown;
    }

    /// <summary>By a code of the official register: "france", a département, a commune, the SIREN of an EPCI.</summary>
    public static PlaceResolution Coded(string code, Atlas atlas)
    {
        var territory = atlas.Territory;
        return code.Trim() switch
        {
            "france" or "99100" => In("PAYS:FR"),
            { Length: 2 or 3 } department => territory.Department == department ? In($"DEP:{department}") : Elsewhere,
            { Length: 5 } commune => territory.Communes.Contains(commune) ? In($"COMMUNE:{commune}") : Elsewhere,
            // The metropolis holds all its communes: for them it is the whole territory.
            { Length: 9 } siren => siren == territory.Siren || siren == territory.EpciSiren ? In(territory.ZoneCode) : Elsewhere,
            _ => Unknown,
        };
    }

    private static PlaceResolution OfOne(string zone, string plain, Atlas atlas)
        => !atlas.Zones.TryGetValue(zone, out var ours) ? Unknown : ColumnGuessing.Plain(ours.Name) == plain ? In(zone) : Elsewhere;
}
