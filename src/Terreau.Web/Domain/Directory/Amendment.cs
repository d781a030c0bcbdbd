using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>
/// A change that waits: suggested by anyone, or made by a member where the manager reads first. Holds
/// each field as it stood and as it would be.
/// </summary>
internal sealed class Amendment : IJournaled
{
    public const int MaxMessage = 2000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrganisationId { get; init; }

    /// <summary>As the journal writes it.</summary>
    public required string By { get; init; }

    /// <summary>Where to send the answer, when a visitor left an address for it.</summary>
    public string? AnswerTo { get; set; }

    /// <summary>The changed fields as JSON: name, before, after.</summary>
    public required string Changes { get; init; }

    public string? Message { get; set; }
    public required DateTime SentAt { get; init; }
    public DateTime? DecidedAt { get; private set; }
    public bool? IsAccepted { get; private set; }
    public string? Reason { get; private set; }

    public void Accept(Act act) => (DecidedAt, IsAccepted) = (act.At, true);

    public void Refuse(Act act, string reason) => (DecidedAt, IsAccepted, Reason) = (act.At, false, reason);

    /// <summary>Takes a refusal up again: it waits as before.</summary>
    public void Reopen() => (DecidedAt, IsAccepted, Reason) = (null, null, null);

    internal sealed class Mapping : IEntityTypeConfiguration<Amendment>
    {
        public void Configure(EntityTypeBuilder<Amendment> entity)
        {
            // Free text and an address may be those of a person.
            entity.IsPrivate();
            entity.Property(a => a.SentAt).IsTold();
            entity.Property(a => a.DecidedAt).IsTold();
            entity.Property(a => a.IsAccepted).IsTold();
            entity.Property(a => a.By).HasMaxLength(60);
            entity.Property(a => a.AnswerTo).HasMaxLength(254);
            entity.Property(a => a.Message).HasMaxLength(MaxMessage);
            entity.Property(a => a.Reason).HasMaxLength(MaxMessage);
            entity.HasIndex(a => a.DecidedAt);
            entity.HasIndex(a => a.OrganisationId);
            entity.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
