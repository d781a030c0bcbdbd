using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Deciding;

/// <summary>
/// One step that was taken in the life of something: which, by whom, when and why. The reason may speak of a person, so it stands
/// here, where it can be erased, and not in the journal.
/// </summary>
internal sealed class Ruling
{
    public const int LongestState = 20;
    public const int LongestReason = 2000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The kind of what was decided, as the journal writes it.</summary>
    public required string Subject { get; init; }

    public required Guid SubjectId { get; init; }
    public required string Verb { get; init; }

    /// <summary>The state it led to.</summary>
    public required string State { get; init; }

    /// <summary>As the journal writes it.</summary>
    public required string By { get; init; }

    public required DateTime At { get; init; }
    public string? Why { get; set; }

    public static Ruling Of(ILiving thing, string subject, string verb, string state, Act act)
        => new() { Subject = subject, SubjectId = thing.Id, Verb = verb, State = state, By = act.Who, At = act.At, Why = act.Why };

    internal sealed class Mapping : IEntityTypeConfiguration<Ruling>
    {
        public void Configure(EntityTypeBuilder<Ruling> entity)
        {
            entity.ToTable("Rulings");
            entity.Property(r => r.Subject).HasMaxLength(60);
            entity.Property(r => r.Verb).HasMaxLength(40);
            entity.Property(r => r.State).HasMaxLength(LongestState);
            entity.Property(r => r.By).HasMaxLength(200);
            entity.Property(r => r.Why).HasMaxLength(LongestReason);
            entity.HasIndex(r => r.SubjectId);
        }
    }
}

/// <summary>Rulings as they are kept and read.</summary>
internal static class RulingRows
{
    /// <summary>
    /// Puts the steps taken since the last save beside the things that took them, and takes those of what goes out with it.
    /// </summary>
    public static async Task FollowAsync(TerreauDb db, CancellationToken cancel)
    {
        var gone = new List<Guid>();
        foreach (var entry in db.ChangeTracker.Entries<ILiving>().ToList())
        {
            if (entry.State == EntityState.Deleted) gone.Add(entry.Entity.Id);
            else db.Rulings.AddRange(entry.Entity.Unsaved);
            entry.Entity.Saved();
        }
        if (gone.Count > 0) await db.Rulings.Where(ruling => gone.Contains(ruling.SubjectId)).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The last reason given for each of these things; none where the last step gave none.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string?>> LastReasonsAsync(
        this TerreauDb db, IEnumerable<Guid> things, CancellationToken cancel)
    {
        var ids = things.ToList();
        var found = await db.Rulings.AsNoTracking().Where(ruling => ids.Contains(ruling.SubjectId)).OrderBy(ruling => ruling.At)
            .ThenBy(ruling => ruling.Id).ToListAsync(cancel);
        return found.GroupBy(ruling => ruling.SubjectId).ToDictionary(group => group.Key, group => group.Last().Why);
    }

    /// <summary>The reason of each line of the journal: that of the step it tells of, or its own.</summary>
    public static async Task<Func<JournalEntry, string?>> ReasonsAsync(
        this TerreauDb db, IEnumerable<JournalEntry> lines, CancellationToken cancel)
    {
        var ids = lines.Select(line => line.SubjectId).Distinct().ToList();
        var rulings = await db.Rulings.AsNoTracking().Where(ruling => ids.Contains(ruling.SubjectId) && ruling.Why != null)
            .ToListAsync(cancel);
        var whys = rulings.ToLookup(ruling => (ruling.SubjectId, ruling.At), ruling => ruling.Why);
        return line => line.Why ?? whys[(line.SubjectId, line.At)].LastOrDefault();
    }
}
