using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Accounts;

/// <summary>Someone agreed to something, in words that are kept as they stood that day.</summary>
internal sealed class Consent : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Who said it.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>What it is about, e.g. "contact/{organisation}/ContactEmail".</summary>
    public required string Subject { get; init; }

    /// <summary>The sentence that was agreed to.</summary>
    public required string Sentence { get; init; }

    public required DateTime GivenAt { get; init; }
    public DateTime? WithdrawnAt { get; private set; }

    public void Withdraw(Act act) => WithdrawnAt ??= act.At;

    internal sealed class Mapping : IEntityTypeConfiguration<Consent>
    {
        public void Configure(EntityTypeBuilder<Consent> entity)
        {
            entity.IsPrivate();
            entity.Property(c => c.Subject).HasMaxLength(120);
            entity.Property(c => c.Sentence).HasMaxLength(500);
            entity.HasIndex(c => c.Subject);
            entity.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
