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

    public DateTime? AppliedAt { get; private set; }

    /// <summary>What it did, once applied: rows added, changed, closed, unchanged, held back, rejected.</summary>
    public string? Outcome { get; private set; }

    /// <summary>The short name of a source, from what people call it: "Ville de Pantin" gives "import-ville-de-pantin".</summary>
    public static string SourceKeyOf(string title) => "import-" + SheetSlug.Of(title);

    /// <param name="title">What people call the source, <see cref="LongestSource"/> characters at most.</param>
    /// <param name="name">The name of the file; the end is kept of a long one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The title is too long.</exception>
    public static ImportedFile Of(string title, string name, string hash, string mapping, DateTime at)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(title.Length, LongestSource, nameof(title));
        return new ImportedFile { SourceKey = SourceKeyOf(title), SourceTitle = title, FileName = name.Length <= LongestName ? name : name[^LongestName..], Hash = hash, SentAt = at, Mapping = mapping };
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
            entity.Property(file => file.Outcome).HasMaxLength(500);
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
