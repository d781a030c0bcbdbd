using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Domain.Accounts;

/// <summary>
/// Someone asks to belong to an organisation. Where it has no owner yet, this claims the sheet and the
/// manager decides, unless the domain of their mail proves it; where it has one, its owners decide too.
/// </summary>
internal sealed class JoinRequest() : Living<RequestState>(Life), IJournaled
{
    public static readonly Lifecycle<RequestState> Life = new(
        new(nameof(Accept), [RequestState.Waiting], RequestState.Accepted, Permission.RunSheet),
        new(nameof(Refuse), [RequestState.Waiting], RequestState.Refused, Permission.RunSheet),
        new(nameof(Reopen), [RequestState.Accepted, RequestState.Refused], RequestState.Waiting, Permission.Moderate));

    public const int MaxMessage = 1000;

    public required Guid AccountId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>The role asked for.</summary>
    public required OrganisationRoles Role { get; init; }

    /// <summary>True when the sheet had no owner: the one who comes would be the first.</summary>
    public required bool IsClaim { get; init; }

    /// <summary>What they say of their place there.</summary>
    public string? Message { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>Takes them in.</summary>
    /// <returns>The membership to keep.</returns>
    public Member Accept(Act act)
    {
        Take(nameof(Accept), act);
        return new Member { AccountId = AccountId, OrganisationId = OrganisationId, Role = Role, Since = act.At };
    }

    /// <summary>The act says why, in words for the one who asked.</summary>
    public void Refuse(Act act) => Take(nameof(Refuse), act);

    /// <summary>Takes the decision up again: it waits as before.</summary>
    public void Reopen(Act act) => Take(nameof(Reopen), act);

    internal sealed class Mapping : IEntityTypeConfiguration<JoinRequest>
    {
        public void Configure(EntityTypeBuilder<JoinRequest> entity)
        {
            // What someone says of themselves belongs to them.
            entity.IsPrivate();
            entity.Property(r => r.Role).HasConversion<string>().HasMaxLength(20).IsTold();
            entity.Property(r => r.IsClaim).IsTold();
            entity.Property(r => r.AskedAt).IsTold();
            MapLife(entity);
            entity.Property(r => r.Message).HasMaxLength(MaxMessage);
            entity.HasIndex(r => r.OrganisationId);
            entity.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
            entity.HasOne<Organisation>().WithMany().HasForeignKey(r => r.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
