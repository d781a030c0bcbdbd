using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>A file of actors that somebody sent: the original stays in the data folder, under its hash.</summary>
internal sealed class ImportedFile : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The longest name of a source.</summary>
    public const int LongestSource = 60;

    private const int LongestName = 200;

    /// <summary>The <see cref="Territory.Source"/> it comes from: sheets it makes say so.</summary>
    public required string SourceKey { get; init; }

    /// <summary>What people call that source.</summary>
    public required string SourceTitle { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the original, in hexadecimal.</summary>
    public required string Hash { get; init; }

    public required DateTime SentAt { get; init; }

    /// <summary>What each column says, as the person confirmed it; the next file of the source begins with it.</summary>
    public required string Mapping { get; set; }

    /// <summary>When somebody last asked to apply it; null while nobody has, or when what was agreed to no longer holds.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>The fingerprint of the difference that was agreed to: what is taken up again writes that and nothing else.</summary>
    public string? Agreed { get; private set; }

    /// <summary>True when the rows held back were agreed to as well.</summary>
    public bool WithLookalikes { get; private set; }

    public DateTime? AppliedAt { get; private set; }

    /// <summary>What it did, once applied: rows added, changed, closed, unchanged, held back, rejected.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Asked for and not there: it is under way somewhere, or was cut short.</summary>
    public bool IsUnfinished => StartedAt is not null && AppliedAt is null;

    /// <summary>The short name of a source, from what people call it: "Ville de Pantin" gives "import-ville-de-pantin".</summary>
    public static string SourceKeyOf(string title) => "import-" + SheetSlug.Of(title);

    /// <param name="title">What people call the source, <see cref="LongestSource"/> characters at most.</param>
    /// <param name="name">The name of the file; the end is kept of a long one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The title is too long.</exception>
    public static ImportedFile Of(string title, string name, string hash, string mapping, DateTime at)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(title.Length, LongestSource, nameof(title));
        return new ImportedFile { SourceKey = SourceKeyOf(title), SourceTitle = title, FileName = name.Length <= LongestName
            ? name : name[^LongestName..], Hash = hash, SentAt = at, Mapping = mapping };
    }

    /// <summary>Somebody agrees to a difference; written before the work, so that a machine that stops leaves a trace of it.</summary>
    /// <param name="agreed">The fingerprint of the difference.</param>
    public void Start(Act act, string agreed, bool withLookalikes)
        => (StartedAt, Agreed, WithLookalikes) = (act.At, agreed, withLookalikes);

    /// <summary>What was agreed to no longer holds: it must be looked at again.</summary>
    public void Stop() => (StartedAt, Agreed, WithLookalikes) = (null, null, false);

    /// <summary>Other columns make another difference.</summary>
    public void Remap(string mapping)
    {
        Mapping = mapping;
        Stop();
    }

    public void Apply(Act act, string outcome) => (AppliedAt, Outcome) = (act.At, outcome);

    internal sealed class MappingOfFile : IEntityTypeConfiguration<ImportedFile>
    {
        public void Configure(EntityTypeBuilder<ImportedFile> entity)
        {
            entity.Property(file => file.SourceKey).HasMaxLength(80);
            entity.Property(file => file.SourceTitle).HasMaxLength(LongestSource);
            entity.Property(file => file.FileName).HasMaxLength(LongestName);
            entity.Property(file => file.Hash).HasMaxLength(64);
            entity.Property(file => file.Agreed).HasMaxLength(64);
            entity.Property(file => file.Outcome).HasMaxLength(500);
            entity.Ignore(file => file.IsUnfinished);
            entity.HasIndex(file => new { file.SourceKey, file.SentAt });
        }
    }
}

/// <summary>Which sheet a row of a source is: the next file finds it again, whatever became of its name.</summary>
internal sealed class ImportedSheet
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string SourceKey { get; init; }

    /// <summary>The row's own key within its source.</summary>
    public required string Key { get; init; }

    public required Guid OrganisationId { get; set; }

    /// <summary>True once a file of the source came without it.</summary>
    public bool IsGone { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ImportedSheet>
    {
        public void Configure(EntityTypeBuilder<ImportedSheet> entity)
        {
            entity.Property(link => link.SourceKey).HasMaxLength(80);
            entity.Property(link => link.Key).HasMaxLength(200);
            entity.HasIndex(link => new { link.SourceKey, link.Key }).IsUnique();
            entity.HasOne<Organisation>().WithMany().HasForeignKey(link => link.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
