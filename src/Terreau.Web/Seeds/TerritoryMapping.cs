using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Reading;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Seeds;

/// <summary>One entry of the reference files: the entity it stands for, how to make it, how to bring a held one up to date.</summary>
internal sealed record ReferenceRow(Type Type, string Key, Func<IJournaled> Create, Action<IJournaled> Apply);

/// <summary>From the records of the files to the entities: pure, field by field.</summary>
internal static class TerritoryMapping
{
    public static IEnumerable<ReferenceRow> Rows(TerritoryFile files) =>
    [
        .. files.Sources.Values.Select(SourceRow),
        TerritoryRow(files.Territory),
        .. ZoneRows(files),
        .. LinkRows(files),
        .. files.Clusters.Select(FiliereRow),
        .. files.Organisations.Select(DirectoryMapping.OrganisationRow),
        .. files.Cooperations.Select(DirectoryMapping.CooperationRow),
        .. OfferMapping.OfferRows(files),
        .. files.Territory.PriorityQuarters.SelectMany(PortraitMapping.QuarterFigures),
        .. PortraitMapping.Rows(files.Portrait),
    ];

    /// <summary>What the database holds of a kind, tracked.</summary>
    public static async Task<IReadOnlyList<IJournaled>> HeldAsync(TerreauDb db, Type type, CancellationToken cancel) => type.Name switch
    {
        nameof(Source) => await db.Sources.ToListAsync(cancel),
        nameof(ServedTerritory) => await db.Territories.ToListAsync(cancel),
        nameof(Zone) => await db.Zones.ToListAsync(cancel),
        nameof(ZoneLink) => await db.ZoneLinks.ToListAsync(cancel),
        nameof(Filiere) => await db.Filieres.ToListAsync(cancel),
        nameof(Figure) => await db.Figures.ToListAsync(cancel),
        nameof(Ambition) => await db.Ambitions.ToListAsync(cancel),
        nameof(Milestone) => await db.Milestones.ToListAsync(cancel),
        nameof(Organisation) => await db.Organisations.ToListAsync(cancel),
        nameof(Cooperation) => await db.Cooperations.ToListAsync(cancel),
        nameof(Offer) => await db.Offers.ToListAsync(cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Name, "not a kind of the reference files"),
    };

    /// <summary>The natural key by which a file entry finds its entity again.</summary>
    public static string KeyOf(IJournaled entity) => entity switch
    {
        Source source => source.Key,
        ServedTerritory territory => territory.Slug,
        Zone zone => zone.Code,
        ZoneLink link => KeyOf(link.FromCode, link.Relation, link.ToCode),
        Filiere filiere => filiere.Code,
        Figure figure => KeyOf(figure.Measure, figure.Family, figure.SourceOn.Written),
        Ambition ambition => ambition.Slug,
        Milestone milestone => KeyOf(milestone.On.Written, milestone.Text),
        Organisation organisation => organisation.Slug,
        Cooperation cooperation => cooperation.Slug,
        Offer offer => offer.Slug,
        _ => entity.Id.ToString(),
    };

    internal static ReferenceRow Row<T>(string key, Func<T> create, Action<T> apply) where T : class, IJournaled
    {
        T Made()
        {
            var entity = create();
            apply(entity);
            return entity;
        }
        return new ReferenceRow(typeof(T), key, Made, entity => apply((T)entity));
    }

    internal static string KeyOf(params object[] parts) => string.Join(' ', parts);

    private static ReferenceRow SourceRow(SourceEntry entry)
        => Row(entry.Id, () => new Source { Key = entry.Id, Title = entry.Title }, source =>
        {
            source.Title = entry.Title;
            source.Publisher = entry.Publisher;
            source.Url = entry.Url;
            source.PublishedOn = entry.Date;
            source.Licence = entry.Licence;
        });

    private static ReferenceRow TerritoryRow(TerritoryIdentity entry)
    {
        static string Local(string code) => code[(code.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return Row(entry.Slug,
            () => new ServedTerritory { Slug = entry.Slug, Name = entry.Name, Siren = entry.Siren, Department = "", Region = "" },
            territory =>
            {
                territory.Name = entry.Name;
                territory.Siren = entry.Siren;
                territory.EpciSiren = entry.MetropolisSiren;
                territory.Department = Local(entry.Department);
                territory.Region = Local(entry.Region);
                territory.Communes = [.. entry.Communes];
            });
    }

    private static IEnumerable<ReferenceRow> ZoneRows(TerritoryFile files)
    {
        using var outlines = JsonDocument.Parse(files.OutlinesGeoJson);
        var byCommune = outlines.RootElement.GetProperty("features").EnumerateArray().ToDictionary(
            feature => "COMMUNE:" + feature.GetProperty("properties").GetProperty("code").GetString(),
            feature => feature.GetProperty("geometry").GetRawText());
        return [.. files.Zones.Select(entry => ZoneRow(entry, byCommune.GetValueOrDefault(entry.Code)))];
    }

    private static ReferenceRow ZoneRow(ZoneEntry entry, string? outline)
        => Row(entry.Code, () => Builders.Zone(entry.Code, ZoneEntry.Kinds[entry.Level], entry.Name, entry.Provenance.Source,
            entry.Provenance.Date), zone =>
        {
            zone.Name = entry.Name;
            zone.Generation = entry.Generation;
            zone.Communes = [.. entry.Communes];
            zone.OutsideCommunes = [.. entry.OutsideCommunes];
            zone.Postcodes = [.. entry.Postcodes];
            zone.Siren = entry.Siren;
            zone.Population = entry.Population?.Count;
            zone.PopulationYear = entry.Population?.Year;
            zone.PopulationSourceId = entry.Population?.Source;
            zone.Outline = outline;
            zone.Latitude = entry.Point?.Latitude;
            zone.Longitude = entry.Point?.Longitude;
            zone.PointPrecision = entry.Point?.Precision;
            zone.Counted = entry.ByDecree ?? true;
            // The 2024 generation replaced the 2015 one on the first day of 2024 (decree 2023-1314).
            zone.ValidFrom = entry.Generation switch { 2015 => new DateOnly(2015, 1, 1), 2024 => new DateOnly(2024, 1, 1), _ => null };
            zone.ValidTo = entry.Generation == 2015 ? new DateOnly(2023, 12, 31) : null;
            zone.Note = entry.Note;
            zone.SourceId = entry.Provenance.Source;
            zone.SourceOn = entry.Provenance.Date;
        });

    private static IEnumerable<ReferenceRow> LinkRows(TerritoryFile files)
        => from zone in files.Zones
           from link in zone.Links.Select(to => (To: to, Relation: ZoneRelation.Overlaps))
               .Concat(zone.Replaces.Select(to => (To: to, Relation: ZoneRelation.Replaces)))
           select Row(KeyOf(zone.Code, link.Relation, link.To),
               () => new ZoneLink { FromCode = zone.Code, ToCode = link.To, Relation = link.Relation, SourceId = zone.Provenance.Source },
               entity => entity.SourceId = zone.Provenance.Source);

    private static ReferenceRow FiliereRow(ClusterEntry entry, int rank)
        => Row(entry.Code, () => new Filiere { Code = entry.Code, Label = entry.Label }, filiere =>
        {
            filiere.Label = entry.Label;
            filiere.Description = entry.Description;
            filiere.Challenges = [.. entry.Challenges];
            filiere.Rank = rank;
        });
}
