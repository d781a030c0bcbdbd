using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;

namespace Terreau.Web.Domain.Directory;

/// <summary>
/// A change that waits: suggested by anyone, or made by a member where the manager reads first. Holds
/// each field as it stood and as it would be.
/// </summary>
internal sealed class Amendment() : Living<RequestState>(Life), IJournaled
{
    public const int MaxMessage = 2000;

    // What was accepted is on the sheet: its history is the way back.
    public static readonly Lifecycle<RequestState> Life = new(
        new(nameof(Accept), [RequestState.Waiting], RequestState.Accepted, Permission.Moderate),
        new(nameof(Refuse), [RequestState.Waiting], RequestState.Refused, Permission.Moderate),
        new(nameof(Reopen), [RequestState.Refused], RequestState.Waiting, Permission.Moderate));

    public required Guid OrganisationId { get; init; }

    /// <summary>As the journal writes it.</summary>
    public required string By { get; init; }

    /// <summary>Where to send the answer, when a visitor left an address for it.</summary>
    public string? AnswerTo { get; set; }

    /// <summary>The changed fields as JSON: name, before, after.</summary>
    public required string Changes { get; init; }

    public string? Message { get; set; }
    public required DateTime SentAt { get; init; }

    public void Accept(Act act) => Take(nameof(Accept), act);

    public void Refuse(Act act) => Take(nameof(Refuse), act);

    /// <summary>Takes a refusal up again: it waits as before.</summary>
    public void Reopen(Act act) => Take(nameof(Reopen), act);

    internal sealed class Mapping : IEntityTypeConfiguration<Amendment>
    {
        public void Configure(EntityTypeBuilder<Amendment> entity)
        {
            // Free text and an address may be those of a person.
            entity.IsPrivate();
            entity.Property(a => a.SentAt).IsTold();
            MapLife(entity);
            entity.Property(a => a.By).HasMaxLength(60);
            entity.Property(a => a.AnswerTo).HasMaxLength(254);
            entity.Property(a => a.Message).HasMaxLength(MaxMessage);
            entity.HasIndex(a => a.OrganisationId);
            entity.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
