using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Domain.Accounts;

/// <summary>Someone belongs to an organisation, with one role there.</summary>
internal sealed class Member : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid AccountId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required OrganisationRoles Role { get; set; }
    public required DateTime Since { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Member>
    {
        public void Configure(EntityTypeBuilder<Member> entity)
        {
            entity.Property(m => m.Role).HasConversion<string>().HasMaxLength(20);
            entity.HasIndex(m => new { m.AccountId, m.OrganisationId }).IsUnique();
            entity.HasIndex(m => m.OrganisationId);
            entity.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Cascade);
            entity.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
