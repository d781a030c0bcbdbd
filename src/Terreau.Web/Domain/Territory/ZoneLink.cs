using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>How two zones relate: any zone may touch, lie in, or replace several others.</summary>
internal sealed class ZoneLink : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string FromCode { get; init; }
    public required string ToCode { get; init; }
    public required ZoneRelation Relation { get; init; }
    public required string SourceId { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ZoneLink>
    {
        public void Configure(EntityTypeBuilder<ZoneLink> entity)
        {
            entity.Property(l => l.FromCode).HasMaxLength(80);
            entity.Property(l => l.ToCode).HasMaxLength(80);
            entity.Property(l => l.Relation).HasConversion<string>().HasMaxLength(20);
            entity.HasIndex(l => new { l.FromCode, l.ToCode, l.Relation }).IsUnique();
        }
    }
}

/// <summary>Read "From … To": From lies in or overlaps To; From replaces To of an earlier generation.</summary>
internal enum ZoneRelation { Overlaps, Replaces }
