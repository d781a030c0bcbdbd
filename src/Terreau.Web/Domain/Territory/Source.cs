using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>Where a fact comes from. Every figure, sheet and offer names one, with the day it was read.</summary>
internal sealed class Source : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The short name that entries refer to, e.g. "dossier-2018".</summary>
    public required string Key { get; init; }

    public required string Title { get; set; }
    public string? Publisher { get; set; }
    public string? Url { get; set; }
    public PartialDate? PublishedOn { get; set; }
    public string? Licence { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Source>
    {
        public void Configure(EntityTypeBuilder<Source> entity)
        {
            entity.Property(s => s.Key).HasMaxLength(80);
            entity.HasIndex(s => s.Key).IsUnique();
        }
    }
}
