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

    /// <summary>A code of <see cref="Vocabulary.CooperationKinds"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>A code of <see cref="Vocabulary.CooperationStatuses"/>.</summary>
    public string Status { get; set; } = "inconnu";

    public List<string> Themes { get; set; } = [];
    public required string Summary { get; set; }

    /// <summary>Slugs of the organisations taking part.</summary>
    public List<string> Members { get; set; } = [];

    /// <summary>What other sources add later to what its own source says.</summary>
    public List<SourcedFact> LaterFacts { get; set; } = [];

    public required string SourceId { get; set; }
    public required PartialDate SourceOn { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Cooperation>
    {
        public void Configure(EntityTypeBuilder<Cooperation> entity)
        {
            entity.Property(c => c.Slug).HasMaxLength(120);
            entity.HasIndex(c => c.Slug).IsUnique();
            entity.Property(c => c.LaterFacts).IsSourcedFacts();
        }
    }
}
