using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>Reads the folder of a territory (data/est-ensemble): all its files, or the list of all their faults.</summary>
internal static class TerritoryFiles
{
    public static TerritoryReading Read(string directory)
    {
        var faults = new List<FileFault>();
        var sources = Parts(directory, "sources", SourceEntry.Read, faults);
        var identity = Single(directory, "territory.yml", "territory", TerritoryIdentity.Read, faults);
        var zones = Entries(directory, "zones.yml", "zones", ZoneEntry.Read, faults);
        var clusters = Entries(directory, "filieres.yml", "filieres", ClusterEntry.Read, faults);
        var organisations = Entries(directory, "organisations.yml", "organisations", OrganisationEntry.Read, faults);
        var cooperations = Entries(directory, "cooperations.yml", "cooperations", CooperationEntry.Read, faults);
        var sourceById = ById(sources, faults);
        var offers = Parts(directory, "offers", entry => OfferEntry.Read(entry, sourceById), faults);
        var portrait = Single(directory, "portrait.yml", "portrait", PortraitEntry.Read, faults);
        var purposes = Purposes(directory, faults);
        var words = YamlFile.Open(directory, "words.yml", faults) is { } dictionary ? WordsEntry.Read(dictionary) : null;
        var outlines = TextFile(directory, "outlines.geojson", faults);
        if (faults.Count > 0 || identity is null || portrait is null || words is null) return TerritoryReading.Faulty(faults);

        var world = new TerritoryFile
        {
            Territory = identity,
            Sources = sourceById,
            Zones = zones,
            Clusters = clusters,
            Organisations = organisations,
            Cooperations = cooperations,
            Offers = offers,
            Portrait = portrait,
            Purposes = purposes,
            Words = words,
            OutlinesGeoJson = outlines,
        };
        CrossReferences.Check(world, faults);
        return faults.Count > 0 ? TerritoryReading.Faulty(faults) : TerritoryReading.Read(world);
    }

    private static Dictionary<string, SourceEntry> ById(IReadOnlyList<SourceEntry> sources, List<FileFault> faults)
    {
        var byId = new Dictionary<string, SourceEntry>(StringComparer.Ordinal);
        foreach (var source in sources.Where(source => !byId.TryAdd(source.Id, source)))
            faults.Add(new FileFault("sources.yml", source.Id, "cette source est écrite deux fois."));
        return byId;
    }

    /// <summary>A long list may be cut in several files: "offers.yml" and "offers-….yml".</summary>
    private static IReadOnlyList<T> Parts<T>(string directory, string key, Func<EntryReader, T> read, List<FileFault> faults)
    {
        var more = Directory.Exists(directory) ? Directory.GetFiles(directory, key + "-*.yml").Select(Path.GetFileName) : [];
        return [.. more.Order(StringComparer.Ordinal).Prepend(key + ".yml").SelectMany(
            name => Entries(directory, name!, key, read, faults))];
    }

    private static IReadOnlyList<T> Entries<T>(string directory, string name, string key, Func<EntryReader, T> read, List<FileFault> faults)
    {
        if (YamlFile.Open(directory, name, faults) is not { } file) return [];
        IReadOnlyList<T> entries = [.. file.Children(key).Select(read)];
        if (entries.Count == 0) file.Fault($"la liste « {key} » manque ou est vide.");
        file.Close();
        return entries;
    }

    /// <summary>The base of purposes alone: read at start, and again when staff have edited the file.</summary>
    public static IReadOnlyList<PurposeEntry> Purposes(string directory, List<FileFault> faults)
    {
        if (YamlFile.Open(directory, "synonyms.yml", faults) is not { } file) return [];
        Provenance.Read(file);
        IReadOnlyList<PurposeEntry> purposes = [.. file.Children("groups").SelectMany(PurposeEntry.ReadGroup)];
        if (purposes.Count == 0) file.Fault("la liste « groups » manque ou est vide.");
        file.Close();
        return purposes;
    }

    private static T? Single<T>(string directory, string name, string key, Func<EntryReader, T> read, List<FileFault> faults) where T
        : class
    {
        if (YamlFile.Open(directory, name, faults) is not { } file) return null;
        var entry = file.Child(key);
        if (entry is null) file.Fault($"la clé « {key} » manque.");
        file.Close();
        return entry is null ? null : read(entry);
    }

    private static string TextFile(string directory, string name, List<FileFault> faults)
    {
        var path = Path.Combine(directory, name);
        if (File.Exists(path)) return File.ReadAllText(path);
        faults.Add(new FileFault(name, "fichier", "le fichier manque."));
        return "";
    }
}
