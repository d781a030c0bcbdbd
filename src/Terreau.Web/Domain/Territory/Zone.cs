using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>
/// A place with a name and a vintage: commune, territory, priority district of 2015 or of 2024,
/// district of cooperation. Never overwritten by its successor: both stay, linked.
/// </summary>
internal sealed class Zone : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>"COMMUNE:93010", "EPT:200057875", "QPV:QN09311M", "QUARTIER:bel-air".</summary>
    public required string Code { get; init; }

    public required ZoneKind Kind { get; init; }
    public required string Name { get; set; }

    /// <summary>The year of the layer a priority district belongs to (2015 or 2024); null elsewhere.</summary>
    public int? Generation { get; set; }

    /// <summary>INSEE codes of every commune the zone touches; a district may belong to several.</summary>
    public List<string> Communes { get; set; } = [];

    /// <summary>INSEE codes of communes outside the territory that it touches too.</summary>
    public List<string> OutsideCommunes { get; set; } = [];

    public List<string> Postcodes { get; set; } = [];
    public string? Siren { get; set; }
    public long? Population { get; set; }
    public int? PopulationYear { get; set; }
    public string? PopulationSourceId { get; set; }

    /// <summary>A GeoJSON geometry in WGS84, or null: no outline is ever made up.</summary>
    public string? Outline { get; set; }

    public double? Latitude { get; set; }
    public double? Longitude { get; set; }

    /// <summary>What the point is: "centroide" (middle of the outline), "commune" (middle of a commune it lies in), "exacte".</summary>
    public string? PointPrecision { get; set; }

    /// <summary>False where the priority district is a border case that the decree does not count for this territory.</summary>
    public bool Counted { get; set; } = true;

    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public string? Note { get; set; }
    public required string SourceId { get; set; }
    public required PartialDate SourceOn { get; set; }

    /// <summary>The part of the code after the colon: what people and addresses use.</summary>
    public string Local => Code[(Code.IndexOf(':', StringComparison.Ordinal) + 1)..];

    internal sealed class Mapping : IEntityTypeConfiguration<Zone>
    {
        public void Configure(EntityTypeBuilder<Zone> entity)
        {
            entity.Property(z => z.Code).HasMaxLength(80);
            entity.HasIndex(z => z.Code).IsUnique();
            entity.Property(z => z.Kind).HasConversion<string>().HasMaxLength(20);
            entity.Property(z => z.Name).HasMaxLength(200);
            entity.Ignore(z => z.Local);
        }
    }
}

internal enum ZoneKind { Commune, Territory, PriorityDistrict, CooperationDistrict, Department, Region, Country }
