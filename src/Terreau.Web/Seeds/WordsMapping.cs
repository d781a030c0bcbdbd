using Terreau.Web.Search.Purposes;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Seeds;

/// <summary>From the files' words to what searches are read with.</summary>
internal static class WordsMapping
{
    /// <summary>The words in which people say what they come for, and what each leads to.</summary>
    public static PurposeBase PurposesOf(TerritoryFile files)
        => new([.. files.Purposes.Select(entry =>
            new Purpose(entry.Purpose, entry.Sort == "verbe", entry.Words, entry.Kinds, entry.Natures, entry.Themes))]);

    /// <summary>What words mean whatever is searched, and how the communes and quarters of the territory are called.</summary>
    public static Lexicon LexiconOf(TerritoryFile files)
    {
        var called = files.Words.Places.ToLookup(place => place.Zone, place => place.Names, StringComparer.Ordinal);
        var communes = files.Zones.Where(zone => zone.Level == "COMMUNE").ToList();
        var names = communes.ToDictionary(zone => zone.Code[(zone.Code.IndexOf(':', StringComparison.Ordinal) + 1)..], zone => zone.Name);
        return new Lexicon
        {
            Said = files.Words.Said, Slight = files.Words.Slight,
            Families = [.. files.Words.Families.Select(family => new WordFamily(family.Same, family.Typed, family.Kinds, family.Near))],
            Places =
            [
                .. communes.Select(zone => new CalledPlace(
                    zone.Name, [zone.Name, .. zone.Postcodes, .. called[zone.Code].SelectMany(more => more)], zone.Communes)),
                .. from zone in files.Zones
                   where zone.Level != "COMMUNE"
                   from name in called[zone.Code].SelectMany(more => more)
                   select new CalledPlace($"{name} ({French.List([.. zone.Communes.Select(code => names[code])])})", [name], zone.Communes),
            ],
        };
    }
}
