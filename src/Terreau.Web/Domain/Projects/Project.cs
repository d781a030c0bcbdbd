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

    public required SecretHash LinkHash { get; init; }

    /// <summary>What was answered so far: a <see cref="ProjectAnswers"/> as JSON.</summary>
    public string Answers { get; private set; } = "{}";

    public required DateTime StartedAt { get; init; }
    public DateTime ChangedAt { get; private set; }

    /// <summary>Starts an empty project and gives the link to keep.</summary>
    public static (Project Project, string Link) Start(Act act)
    {
        var link = SecretHash.NewKey();
        return (StartAt(link, act), link);
    }

    /// <summary>Starts an empty project at a link drawn beforehand, so that a form posted twice starts one project.</summary>
    /// <exception cref="ArgumentException">The text is no such link.</exception>
    public static Project StartAt(string link, Act act)
        => SecretHash.IsKey(link)
            ? new Project { LinkHash = SecretHash.Of(link), StartedAt = act.At, ChangedAt = act.At }
            : throw new ArgumentException("Ce n’est pas un lien de projet.", nameof(link));

    public void Answer(string answers, Act act)
    {
        Answers = answers;
        ChangedAt = act.At;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Project>
    {
        public void Configure(EntityTypeBuilder<Project> entity)
        {
            entity.IsPrivate();
            entity.HasIndex(p => p.LinkHash).IsUnique();
            entity.Property(p => p.Answers).HasMaxLength(200_000);
        }
    }
}
