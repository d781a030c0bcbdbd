using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Accounts;

/// <summary>A key that a person's device keeps (WebAuthn): we hold its public half.</summary>
internal sealed class Passkey : IJournaled
{
    public const int MaxName = 80;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    public required byte[] CredentialId { get; init; }
    public required byte[] PublicKey { get; init; }
    public required string Name { get; set; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Grows with each use on some devices: one that goes back betrays a copy.</summary>
    public long SignCount { get; set; }

    public List<string> Transports { get; set; } = [];
    public bool IsUserVerified { get; set; }
    public bool IsBackupEligible { get; init; }
    public bool IsBackedUp { get; set; }
    public required byte[] Attestation { get; init; }
    public required byte[] ClientData { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Passkey>
    {
        public void Configure(EntityTypeBuilder<Passkey> entity)
        {
            entity.IsPrivate();
            entity.Property(k => k.CredentialId).HasMaxLength(1024);
            entity.HasIndex(k => k.CredentialId).IsUnique();
            entity.Property(k => k.Name).HasMaxLength(MaxName);
            entity.HasIndex(k => k.AccountId);
            entity.HasOne<Account>().WithMany().HasForeignKey(k => k.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
