using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>A date of the territory's history.</summary>
internal sealed class Milestone : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required PartialDate On { get; init; }
    public required string Text { get; init; }
    public required string SourceId { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Milestone>
    {
        public void Configure(EntityTypeBuilder<Milestone> entity)
        {
            entity.Property(m => m.Text).HasMaxLength(300);
            entity.HasIndex(m => new { m.On, m.Text }).IsUnique();
        }
    }
}
