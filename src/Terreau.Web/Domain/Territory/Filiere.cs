using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>A sector in which the territory's actors work and could cooperate.</summary>
internal sealed class Filiere : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Code { get; init; }
    public required string Label { get; set; }
    public string? Description { get; set; }

    /// <summary>Slugs of the défis it answers, where a source says so.</summary>
    public List<string> Challenges { get; set; } = [];

    /// <summary>The order in which the territory lists them.</summary>
    public int Rank { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Filiere>
    {
        public void Configure(EntityTypeBuilder<Filiere> entity)
        {
            entity.Property(f => f.Code).HasMaxLength(80);
            entity.HasIndex(f => f.Code).IsUnique();
        }
    }
}
