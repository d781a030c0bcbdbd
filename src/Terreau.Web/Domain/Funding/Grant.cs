using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Funding;

/// <summary>Money that one organisation gave to another, as the giver published it: who, to whom, how much, when, what for.</summary>
internal sealed class Grant : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>What finds it again in the next file of its source.</summary>
    public required string Key { get; init; }

    public required string FunderName { get; set; }
    public string? FunderSiren { get; set; }

    /// <summary>The name as names are compared: of use where there is no number.</summary>
    public required string FunderPlain { get; set; }

    /// <summary>An organisation: persons are never kept.</summary>
    public required string BeneficiaryName { get; set; }

    public string? BeneficiarySiren { get; set; }
    public string? BeneficiarySiret { get; set; }
    public required string BeneficiaryPlain { get; set; }

    /// <summary>In hundredths of <see cref="Currency"/>; 0 for help in kind.</summary>
    public required long AmountCents { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    public required DateOnly DecidedOn { get; set; }
    public string? Purpose { get; set; }
    public string? Reference { get; set; }
    public required string SourceId { get; set; }

    /// <summary>The day the file was read.</summary>
    public required PartialDate SourceOn { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Grant>
    {
        public void Configure(EntityTypeBuilder<Grant> entity)
        {
            entity.Property(grant => grant.Key).HasMaxLength(64);
            entity.HasIndex(grant => new { grant.SourceId, grant.Key }).IsUnique();
            entity.Property(grant => grant.SourceId).HasMaxLength(80);
            entity.Property(grant => grant.FunderName).HasMaxLength(300);
            entity.Property(grant => grant.FunderPlain).HasMaxLength(300);
            entity.Property(grant => grant.FunderSiren).HasMaxLength(9);
            entity.HasIndex(grant => grant.FunderSiren);
            entity.HasIndex(grant => grant.FunderPlain);
            entity.Property(grant => grant.BeneficiaryName).HasMaxLength(300);
            entity.Property(grant => grant.BeneficiaryPlain).HasMaxLength(300);
            entity.Property(grant => grant.BeneficiarySiren).HasMaxLength(9);
            entity.HasIndex(grant => grant.BeneficiarySiren);
            entity.HasIndex(grant => grant.BeneficiaryPlain);
            entity.Property(grant => grant.BeneficiarySiret).HasMaxLength(14);
            entity.Property(grant => grant.Currency).HasMaxLength(3);
            entity.Property(grant => grant.Purpose).HasMaxLength(1000);
            entity.Property(grant => grant.Reference).HasMaxLength(100);
        }
    }
}

/// <summary>The grants of one organisation: by its SIREN, else, where the grant has no number, by its whole name.</summary>
internal static class GrantsOf
{
    public static IQueryable<Grant> ReceivedBy(this IQueryable<Grant> grants, string? siren, string plainName)
        => grants.Where(grant => (siren != null && grant.BeneficiarySiren == siren)
            || (grant.BeneficiarySiren == null && grant.BeneficiaryPlain == plainName));

    public static IQueryable<Grant> GivenBy(this IQueryable<Grant> grants, string? siren, string plainName)
        => grants.Where(grant => (siren != null && grant.FunderSiren == siren)
            || (grant.FunderSiren == null && grant.FunderPlain == plainName));
}
