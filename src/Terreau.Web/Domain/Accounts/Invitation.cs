using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Domain.Accounts;

/// <summary>An organisation asks someone in: a link by mail, good once, for two weeks.</summary>
internal sealed class Invitation() : Living<InvitationState>(Life), IJournaled, ISecretLink
{
    public static readonly TimeSpan Validity = TimeSpan.FromDays(14);

    public static readonly Lifecycle<InvitationState> Life = new(
        new(nameof(Accept), [InvitationState.Open], InvitationState.Accepted, Permission.UseAccount),
        new(nameof(Withdraw), [InvitationState.Open], InvitationState.Withdrawn, Permission.RunSheet));

    public required Guid OrganisationId { get; init; }
    public required string Email { get; init; }
    public required OrganisationRoles Role { get; init; }

    public required SecretHash KeyHash { get; init; }

    public required Guid InvitedBy { get; init; }
    public required DateTime SentAt { get; init; }
    public required DateTime ExpiresAt { get; init; }

    public DateTime? UsedAt => State == InvitationState.Open ? null : SteppedAt;

    public void Accept(Act act) => Take(nameof(Accept), act);

    public void Withdraw(Act act) => Take(nameof(Withdraw), act);

    internal sealed class Mapping : IEntityTypeConfiguration<Invitation>
    {
        public void Configure(EntityTypeBuilder<Invitation> entity)
        {
            entity.IsPrivate();
            entity.Property(i => i.Email).HasMaxLength(254);
            entity.Property(i => i.Role).HasConversion<string>().HasMaxLength(20).IsTold();
            entity.Property(i => i.SentAt).IsTold();
            entity.Property(i => i.ExpiresAt).IsTold();
            MapLife(entity);
            entity.Ignore(i => i.UsedAt);
            entity.HasIndex(i => i.KeyHash).IsUnique();
            entity.HasIndex(i => i.OrganisationId);
            entity.HasOne<Organisation>().WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>Where an invitation stands; that its time is over is read from the clock.</summary>
internal enum InvitationState { Open, Accepted, Withdrawn }
