using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terreau.Web.Data;

/// <summary>
/// One line of the append-only journal: the audit trail, the history of a sheet, the feed of the
/// search index, the activity feed, and what partner territories will harvest.
/// </summary>
internal sealed class JournalEntry
{
    /// <summary>Grows by one with every line; the search index remembers the last one it has seen.</summary>
    public long Id { get; private set; }

    public DateTime At { get; private init; }
    public required string Who { get; init; }
    public required string Command { get; init; }
    public string? Why { get; private init; }

    /// <summary>The entity's type name, e.g. "Organisation".</summary>
    public required string Subject { get; init; }

    public Guid SubjectId { get; private init; }
    public JournalChange Change { get; private init; }

    /// <summary>The changed properties before, as a JSON object; null when created or private.</summary>
    public string? Before { get; private init; }

    /// <summary>The changed properties after, as a JSON object; null when removed or private.</summary>
    public string? After { get; private init; }

    public static JournalEntry Of(Act act, string subject, Guid id, JournalChange change, string? before, string? after)
        => new()
        {
            At = act.At, Who = act.Who, Command = act.Command, Why = act.Why,
            Subject = subject, SubjectId = id, Change = change, Before = before, After = after,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<JournalEntry>
    {
        public void Configure(EntityTypeBuilder<JournalEntry> entity)
        {
            entity.ToTable("Journal");
            entity.Property(e => e.Id).ValueGeneratedOnAdd();
            entity.Property(e => e.Who).HasMaxLength(200);
            entity.Property(e => e.Command).HasMaxLength(200);
            entity.Property(e => e.Why).HasMaxLength(2000);
            entity.Property(e => e.Subject).HasMaxLength(60);
            entity.Property(e => e.Change).HasConversion<string>().HasMaxLength(10);
            entity.HasIndex(e => new { e.Subject, e.SubjectId, e.Id });
            // The last lines of a kind, of an act or of a person: with the number, nobody walks the journal to find them.
            entity.HasIndex(e => new { e.Subject, e.Id });
            entity.HasIndex(e => new { e.Command, e.Id });
            entity.HasIndex(e => new { e.Who, e.Id });
            entity.HasIndex(e => e.At);
        }
    }
}

internal enum JournalChange { Created, Changed, Removed }
