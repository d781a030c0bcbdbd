using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Domain.Accounts;

/// <summary>
/// Someone asks to belong to an organisation. Where it has no owner yet, this claims the sheet and the
/// manager decides, unless the domain of their mail proves it; where it has one, its owners decide too.
/// </summary>
internal sealed class JoinRequest : IJournaled
{
    public const int MaxMessage = 1000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>The role asked for.</summary>
    public required OrganisationRoles Role { get; init; }

    /// <summary>True when the sheet had no owner: the one who comes would be the first.</summary>
    public required bool IsClaim { get; init; }

    /// <summary>What they say of their place there.</summary>
    public string? Message { get; init; }

    public required DateTime AskedAt { get; init; }
    public DateTime? DecidedAt { get; private set; }
    public bool? IsAccepted { get; private set; }

    /// <summary>Why it was refused, in words for the one who asked.</summary>
    public string? Reason { get; private set; }

    public bool IsOpen => DecidedAt is null;

    /// <summary>Takes them in.</summary>
    /// <returns>The membership to keep.</returns>
    public Member Accept(Act act)
    {
        (DecidedAt, IsAccepted) = (act.At, true);
        return new Member { AccountId = AccountId, OrganisationId = OrganisationId, Role = Role, Since = act.At };
    }

    public void Refuse(Act act, string reason) => (DecidedAt, IsAccepted, Reason) = (act.At, false, reason);

    /// <summary>Takes the decision up again: it waits as before.</summary>
    public void Reopen() => (DecidedAt, IsAccepted, Reason) = (null, null, null);

    internal sealed class Mapping : IEntityTypeConfiguration<JoinRequest>
    {
        public void Configure(EntityTypeBuilder<JoinRequest> entity)
        {
            // What someone says of themselves belongs to them.
            entity.IsPrivate();
            entity.Property(r => r.Role).HasConversion<string>().HasMaxLength(20).IsTold();
            entity.Property(r => r.IsClaim).IsTold();
            entity.Property(r => r.AskedAt).IsTold();
            entity.Property(r => r.DecidedAt).IsTold();
            entity.Property(r => r.IsAccepted).IsTold();
            entity.Property(r => r.Message).HasMaxLength(MaxMessage);
            entity.Property(r => r.Reason).HasMaxLength(MaxMessage);
            entity.Ignore(r => r.IsOpen);
            entity.HasIndex(r => new { r.OrganisationId, r.DecidedAt });
            entity.HasIndex(r => r.DecidedAt);
            entity.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
            entity.HasOne<Organisation>().WithMany().HasForeignKey(r => r.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
