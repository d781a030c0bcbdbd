using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>All that the files of one territory say, read and cross-checked.</summary>
internal sealed record TerritoryFile
{
    public required TerritoryIdentity Territory { get; init; }
    public required IReadOnlyDictionary<string, SourceEntry> Sources { get; init; }
    public required IReadOnlyList<ZoneEntry> Zones { get; init; }

    public required IReadOnlyList<ClusterEntry> Clusters { get; init; }
    public required IReadOnlyList<OrganisationEntry> Organisations { get; init; }
    public required IReadOnlyList<CooperationEntry> Cooperations { get; init; }
    public required IReadOnlyList<OfferEntry> Offers { get; init; }
    public required PortraitEntry Portrait { get; init; }

    /// <summary>The base of purposes that staff edit (synonyms.yml).</summary>
    public required IReadOnlyList<PurposeEntry> Purposes { get; init; }

    /// <summary>The dictionary of the search (words.yml).</summary>
    public required WordsEntry Words { get; init; }

    /// <summary>Generalised outlines of the communes, GeoJSON as it stands in the file.</summary>
    public required string OutlinesGeoJson { get; init; }
}
