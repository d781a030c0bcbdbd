using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>Checks that what one file names, another one holds: sources, communes, zones, filières, organisations.</summary>
internal sealed class CrossReferences(TerritoryFile world, List<FileFault> faults)
{
    private readonly HashSet<string> _communes = world.Territory.Communes.ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _zones = Unique("zones.yml", world.Zones.Select(zone => zone.Code), faults);
    private readonly HashSet<string> _clusters = Unique("filieres.yml", world.Clusters.Select(cluster => cluster.Code), faults);
    private readonly HashSet<string> _organisations =
        Unique("organisations.yml", world.Organisations.Select(organisation => organisation.Slug), faults);

    public static void Check(TerritoryFile world, List<FileFault> faults)
    {
        var references = new CrossReferences(world, faults);
        references.OfTheTerritory();
        references.OfZones();
        references.OfClusters();
        references.OfOrganisations();
        references.OfCooperations();
        references.OfOffers();
        references.OfThePortrait();
        references.OfPurposes();
        references.OfWords();
    }

    private void OfTheTerritory()
    {
        Sourced("territory.yml", world.Territory.Slug, world.Territory.Provenance.Source);
        foreach (var count in world.Territory.PriorityQuarters)
            Sourced("territory.yml", $"quartiers de {count.Generation}", count.Provenance.Source);
        foreach (var commune in _communes.Where(commune => !_zones.Contains($"COMMUNE:{commune}")))
            faults.Add(new FileFault("zones.yml", commune, "cette commune du territoire n'a pas de zone."));
    }

    private void OfZones()
    {
        foreach (var zone in world.Zones)
        {
            Sourced("zones.yml", zone.Code, zone.Provenance.Source, zone.Population?.Source, zone.Point?.Source);
            Known("zones.yml", zone.Code, zone.Communes, _communes, "une commune du territoire");
            Known("zones.yml", zone.Code, zone.Links.Concat(zone.Replaces), _zones, "une zone connue");
            Outside("zones.yml", zone.Code, zone.OutsideCommunes);
        }
    }

    private void OfClusters()
    {
        var challenges = world.Portrait.Challenges.Select(challenge => challenge.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var cluster in world.Clusters)
        {
            Sourced("filieres.yml", cluster.Code, cluster.Provenance.Source);
            Known("filieres.yml", cluster.Code, cluster.Challenges, challenges, "un défi connu");
        }
    }

    private void OfOrganisations()
    {
        const string file = "organisations.yml";
        foreach (var organisation in world.Organisations)
        {
            Sourced(file, organisation.Slug, organisation.Provenance.Source, organisation.Position.Source);
            Sourced(file, organisation.Slug, [.. organisation.LaterFacts.Select(fact => fact.Provenance.Source)]);
            Sourced(file, organisation.Slug, [.. organisation.Evidence.Select(proof => proof.Provenance.Source)]);
            Known(file, organisation.Slug, organisation.Communes, _communes, "une commune du territoire");
            Known(file, organisation.Slug, organisation.Themes, _clusters, "une filière connue");
            Outside(file, organisation.Slug, organisation.OutsideCommunes);
        }
    }

    private void OfCooperations()
    {
        const string file = "cooperations.yml";
        Unique(file, world.Cooperations.Select(cooperation => cooperation.Slug), faults);
        foreach (var cooperation in world.Cooperations)
        {
            Sourced(file, cooperation.Slug, cooperation.Provenance.Source);
            Sourced(file, cooperation.Slug, [.. cooperation.LaterFacts.Select(fact => fact.Provenance.Source)]);
            Known(file, cooperation.Slug, cooperation.Members, _organisations, "une organisation connue");
            Known(file, cooperation.Slug, cooperation.Themes, _clusters, "une filière connue");
        }
    }

    private void OfOffers()
    {
        const string file = "offers.yml";
        Unique(file, world.Offers.Select(offer => offer.Slug), faults);
        foreach (var offer in world.Offers)
        {
            Sourced(file, offer.Slug, offer.Provenance.Source, offer.Amount?.Source, offer.Contact?.Source);
            Known(file, offer.Slug, offer.Operator.Organisation is { } slug ? [slug] : [], _organisations, "une organisation connue");
            Known(file, offer.Slug, offer.Themes, _clusters, "une filière connue");
            Known(file, offer.Slug, offer.Perimeter, _zones, "une zone connue");
        }
    }

    private void OfThePortrait()
    {
        const string file = "portrait.yml";
        var portrait = world.Portrait;
        Sourced(file, "portrait", portrait.Provenance.Source);
        Known(file, "pilotQuarters", portrait.PilotQuarters, _zones, "une zone connue");
        var texts = portrait.Axes.SelectMany(axis => axis.Actions.Concat(axis.Subjects))
            .Concat(portrait.Challenges.SelectMany(challenge => challenge.Goals));
        Unique(file, texts.Select(text => text.Code), faults);
    }

    private void OfPurposes()
    {
        const string file = "synonyms.yml";
        Unique(file, world.Purposes.Select(purpose => purpose.Purpose), faults);
        foreach (var purpose in world.Purposes) Known(file, purpose.Purpose, purpose.Themes, _clusters, "une filière connue");
    }

    private void OfWords()
        => Known("words.yml", "places", world.Words.Places.Select(place => place.Zone), _zones, "une zone connue");

    private static HashSet<string> Unique(string file, IEnumerable<string> keys, List<FileFault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys.Where(key => !seen.Add(key))) faults.Add(new FileFault(file, key, "cette entrée est écrite deux fois."));
        return seen;
    }

    private void Sourced(string file, string entry, params string?[] sources)
    {
        foreach (var source in sources.OfType<string>().Where(source => !world.Sources.ContainsKey(source)))
            faults.Add(new FileFault(file, entry, $"la source « {source} » n'est pas dans sources.yml."));
    }

    private void Known(string file, string entry, IEnumerable<string> named, HashSet<string> known, string what)
    {
        foreach (var name in named.Where(name => !known.Contains(name)))
            faults.Add(new FileFault(file, entry, $"« {name} » n'est pas {what}."));
    }

    private void Outside(string file, string entry, IReadOnlyList<string> communes)
    {
        if (communes.Any(_communes.Contains))
            faults.Add(new FileFault(file, entry, "une commune du territoire est rangée parmi les voisines."));
    }
}
