using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>Someone looked and said: « ce ne sont pas des doublons ». The pair is not proposed again.</summary>
internal sealed class DistinctPair : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The smaller identity of the two, so that a pair stands once.</summary>
    public required Guid FirstId { get; init; }

    public required Guid SecondId { get; init; }
    public required DateTime SaidAt { get; init; }

    public static DistinctPair Of(Guid one, Guid other, Act act)
        => one.CompareTo(other) < 0
            ? new DistinctPair { FirstId = one, SecondId = other, SaidAt = act.At }
            : new DistinctPair { FirstId = other, SecondId = one, SaidAt = act.At };

    internal sealed class Mapping : IEntityTypeConfiguration<DistinctPair>
    {
        public void Configure(EntityTypeBuilder<DistinctPair> entity)
            => entity.HasIndex(p => new { p.FirstId, p.SecondId }).IsUnique();
    }
}
