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
    private const int LinkBytes = 20;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the private link, in hexadecimal.</summary>
    public required string LinkHash { get; init; }

    /// <summary>What was answered so far: a <see cref="ProjectAnswers"/> as JSON.</summary>
    public string Answers { get; private set; } = "{}";

    public required DateTime StartedAt { get; init; }
    public DateTime ChangedAt { get; private set; }

    /// <summary>A link nobody can guess: 160 random bits, never stored.</summary>
    public static string NewLink() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(LinkBytes));

    public static bool IsLink(string? text)
        => text is { Length: LinkBytes * 2 } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>Starts an empty project and gives the link to keep.</summary>
    public static (Project Project, string Link) Start(Act act)
    {
        var link = NewLink();
        return (StartAt(link, act), link);
    }

    /// <summary>Starts an empty project at a link drawn beforehand, so that a form posted twice starts one project.</summary>
    /// <exception cref="ArgumentException">The text is no such link.</exception>
    public static Project StartAt(string link, Act act)
        => IsLink(link)
            ? new Project { LinkHash = HashOf(link), StartedAt = act.At, ChangedAt = act.At }
            : throw new ArgumentException("Ce n’est pas un lien de projet.", nameof(link));

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
