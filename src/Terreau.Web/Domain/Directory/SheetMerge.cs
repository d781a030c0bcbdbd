using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>Two sheets became one: which was kept, what it was before, so that it can be undone.</summary>
internal sealed class SheetMerge : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid KeptId { get; init; }
    public required Guid MergedId { get; init; }

    /// <summary>What the merge changed on the kept sheet and moved from the other, as JSON.</summary>
    public required string Undo { get; init; }

    public required DateTime MergedAt { get; init; }
    public DateTime? UndoneAt { get; private set; }

    public void MarkUndone(Act act) => UndoneAt = act.At;

    internal sealed class Mapping : IEntityTypeConfiguration<SheetMerge>
    {
        public void Configure(EntityTypeBuilder<SheetMerge> entity)
        {
            // It holds a copy of fields that their owners may have reserved.
            entity.IsPrivate();
            entity.HasIndex(m => m.KeptId);
            entity.HasIndex(m => m.MergedId);
        }
    }
}
