using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Domain.Accounts;

/// <summary>An organisation asks someone in: a link by mail, good once, for two weeks.</summary>
internal sealed class Invitation : IJournaled
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrganisationId { get; init; }
    public required string Email { get; init; }
    public required OrganisationRoles Role { get; init; }

    /// <summary>SHA-256 of the key in the link.</summary>
    public required string KeyHash { get; init; }

    public required Guid InvitedBy { get; init; }
    public required DateTime SentAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }

    public bool IsOpen(DateTime now) => UsedAt is null && WithdrawnAt is null && now < ExpiresAt;

    public void Use(Act act) => UsedAt = act.At;

    public void Withdraw(Act act) => WithdrawnAt ??= act.At;

    internal sealed class Mapping : IEntityTypeConfiguration<Invitation>
    {
        public void Configure(EntityTypeBuilder<Invitation> entity)
        {
            entity.IsPrivate();
            entity.Property(i => i.Email).HasMaxLength(254);
            entity.Property(i => i.Role).HasConversion<string>().HasMaxLength(20).IsTold();
            entity.Property(i => i.SentAt).IsTold();
            entity.Property(i => i.ExpiresAt).IsTold();
            entity.Property(i => i.UsedAt).IsTold();
            entity.Property(i => i.WithdrawnAt).IsTold();
            entity.Property(i => i.KeyHash).HasMaxLength(64);
            entity.HasIndex(i => i.KeyHash).IsUnique();
            entity.HasIndex(i => i.OrganisationId);
            entity.HasOne<Organisation>().WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
