using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>Something several organisations do together.</summary>
internal sealed class Cooperation : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Slug { get; init; }
    public required string Name { get; set; }
    public required string Kind { get; set; }
    public string? Status { get; set; }
    public required string Summary { get; set; }

    /// <summary>Slugs of the organisations taking part.</summary>
    public List<string> Members { get; set; } = [];

    public required string SourceId { get; set; }
    public required PartialDate SourceOn { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Cooperation>
    {
        public void Configure(EntityTypeBuilder<Cooperation> entity)
        {
            entity.Property(c => c.Slug).HasMaxLength(120);
            entity.HasIndex(c => c.Slug).IsUnique();
        }
    }
}
