using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Accounts;

/// <summary>A role that someone holds for a territory.</summary>
internal sealed class RoleGrant : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }

    /// <summary>The slug of the territory.</summary>
    public required string Territory { get; init; }

    /// <summary>One role, not a set.</summary>
    public required TerritoryRoles Role { get; init; }

    public required DateTime GrantedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RoleGrant>
    {
        public void Configure(EntityTypeBuilder<RoleGrant> entity)
        {
            entity.Property(g => g.Territory).HasMaxLength(80);
            entity.Property(g => g.Role).HasConversion<string>().HasMaxLength(20);
            entity.HasIndex(g => new { g.AccountId, g.Territory, g.Role }).IsUnique();
            entity.HasOne<Account>().WithMany().HasForeignKey(g => g.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
