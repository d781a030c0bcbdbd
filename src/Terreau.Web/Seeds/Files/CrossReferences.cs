namespace Terreau.Web.Seeds.Files;

/// <summary>Checks that what one file names, another one holds: sources, communes, zones, organisations.</summary>
internal static class CrossReferences
{
    public static void Check(TerritoryFile world, List<FileFault> faults)
    {
        var zones = Unique("zones.yml", world.Zones.Select(zone => zone.Code), faults);
        var communes = world.Territory.Communes.ToHashSet(StringComparer.Ordinal);

        Source(world, "territory.yml", world.Territory.Slug, world.Territory.Provenance, faults);
        foreach (var count in world.Territory.PriorityQuarters)
            Source(world, "territory.yml", $"quartiers de {count.Generation}", count.Provenance, faults);
        foreach (var zone in world.Zones)
        {
            Source(world, "zones.yml", zone.Code, zone.Provenance, faults);
            if (zone.Population is { } population) Source(world, "zones.yml", zone.Code, population.Source, faults);
            if (zone.Point?.Source is { } position) Source(world, "zones.yml", zone.Code, position, faults);
            Known("zones.yml", zone.Code, zone.Communes, communes, "commune du territoire", faults);
            Known("zones.yml", zone.Code, zone.Links.Concat(zone.Replaces), zones, "zone", faults);
            if (zone.OutsideCommunes.Any(communes.Contains))
                faults.Add(new FileFault("zones.yml", zone.Code, "une commune du territoire est rangée parmi les voisines."));
        }
        foreach (var commune in communes.Where(commune => !zones.Contains($"COMMUNE:{commune}")))
            faults.Add(new FileFault("zones.yml", commune, "cette commune du territoire n'a pas de zone."));
    }

    private static HashSet<string> Unique(string file, IEnumerable<string> keys, List<FileFault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys.Where(key => !seen.Add(key))) faults.Add(new FileFault(file, key, "cette entrée est écrite deux fois."));
        return seen;
    }

    private static void Source(TerritoryFile world, string file, string entry, Provenance provenance, List<FileFault> faults) =>
        Source(world, file, entry, provenance.Source, faults);

    private static void Source(TerritoryFile world, string file, string entry, string source, List<FileFault> faults)
    {
        if (!world.Sources.ContainsKey(source)) faults.Add(new FileFault(file, entry, $"la source « {source} » n'est pas dans sources.yml."));
    }

    private static void Known(string file, string entry, IEnumerable<string> named, HashSet<string> known, string what, List<FileFault> faults)
    {
        foreach (var name in named.Where(name => !known.Contains(name)))
            faults.Add(new FileFault(file, entry, $"« {name} » n'est pas une {what} connue."));
    }
}
