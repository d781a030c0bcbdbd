using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>What the actors wrote they want together: an axis of work or a défi to take up.</summary>
internal sealed class Ambition : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Slug { get; init; }
    public required AmbitionKind Kind { get; init; }
    public required int Rank { get; set; }
    public required string Title { get; set; }
    public string? Statement { get; set; }

    /// <summary>The actions of an axis, the aims of a défi.</summary>
    public List<string> Items { get; set; } = [];

    /// <summary>The subjects an axis names besides its actions; empty for most.</summary>
    public List<string> Subjects { get; set; } = [];

    /// <summary>The flagship ("cap sur…") of an axis; null for a défi.</summary>
    public string? Flagship { get; set; }

    public string? FlagshipText { get; set; }
    public List<string> FlagshipMissions { get; set; } = [];

    public required string SourceId { get; set; }
    public required PartialDate SourceOn { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Ambition>
    {
        public void Configure(EntityTypeBuilder<Ambition> entity)
        {
            entity.Property(a => a.Slug).HasMaxLength(80);
            entity.HasIndex(a => a.Slug).IsUnique();
            entity.Property(a => a.Kind).HasConversion<string>().HasMaxLength(20);
        }
    }
}

internal enum AmbitionKind { Axis, Challenge }
