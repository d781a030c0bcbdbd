using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Projects;

/// <summary>
/// A project as its holder described it, kept by a private link: whoever has the link has the
/// project, and the database holds only the link's hash.
/// </summary>
internal sealed class Project : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the private link, in hexadecimal.</summary>
    public required string LinkHash { get; init; }

    /// <summary>What was answered so far, as JSON.</summary>
    public string Answers { get; private set; } = "{}";

    public required DateTime StartedAt { get; init; }
    public DateTime ChangedAt { get; private set; }

    /// <summary>Starts an empty project and gives the link to keep: 160 random bits, never stored.</summary>
    public static (Project Project, string Link) Start(Act act)
    {
        var link = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        return (new Project { LinkHash = HashOf(link), StartedAt = act.At, ChangedAt = act.At }, link);
    }

    public void Answer(string answers, Act act)
    {
        Answers = answers;
        ChangedAt = act.At;
    }

    public static string HashOf(string link)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(link)));

    internal sealed class Mapping : IEntityTypeConfiguration<Project>
    {
        public void Configure(EntityTypeBuilder<Project> entity)
        {
            entity.IsPrivate();
            entity.Property(p => p.LinkHash).HasMaxLength(64);
            entity.HasIndex(p => p.LinkHash).IsUnique();
            entity.Property(p => p.Answers).HasMaxLength(200_000);
        }
    }
}
