using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>The territory this installation serves.</summary>
internal sealed class ServedTerritory : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Slug { get; init; }
    public required string Name { get; set; }

    /// <summary>The SIREN of the établissement public territorial; its zone is "EPT:" + this.</summary>
    public required string Siren { get; set; }

    /// <summary>
    /// The EPCI that public tables give for the communes (the Métropole du Grand Paris), which is not
    /// the territory: an offer for "EPCI Est Ensemble" speaks of <see cref="Siren"/>.
    /// </summary>
    public string? EpciSiren { get; set; }

    public required string Department { get; set; }
    public required string Region { get; set; }

    /// <summary>INSEE codes of the member communes.</summary>
    public List<string> Communes { get; set; } = [];

    /// <summary>True when the manager wants to read what members change on their own sheets before it shows.</summary>
    public bool ReviewsEdits { get; set; }

    public string ZoneCode => $"EPT:{Siren}";

    internal sealed class Mapping : IEntityTypeConfiguration<ServedTerritory>
    {
        public void Configure(EntityTypeBuilder<ServedTerritory> entity)
        {
            entity.Property(t => t.Slug).HasMaxLength(80);
            entity.HasIndex(t => t.Slug).IsUnique();
            entity.Property(t => t.Name).HasMaxLength(200);
            entity.Ignore(t => t.ZoneCode);
        }
    }
}
