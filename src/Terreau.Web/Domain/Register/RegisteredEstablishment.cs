using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Engine.Eligibility;

namespace Terreau.Web.Domain.Register;

/// <summary>
/// An establishment of the territory as the Sirene register had it in a month, kept where its unit belongs to the social economy
/// or may. Nobody edits it: it says what the register says. Natural persons are never in it, and what a unit under partial
/// diffusion keeps to itself is null.
/// </summary>
internal sealed class RegisteredEstablishment
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Siret { get; init; }
    public required string Siren { get; init; }

    /// <summary>INSEE code; for a unit under partial diffusion all that is kept of the place.</summary>
    public required string Commune { get; set; }

    public string? Name { get; set; }
    public string? Acronym { get; set; }
    public string? Address { get; set; }
    public string? Postcode { get; set; }

    /// <summary>INSEE, catégorie juridique, niveau III.</summary>
    public required string LegalCategory { get; set; }

    /// <summary>The activity of the unit: recognition asks this one.</summary>
    public ActivityCode? UnitActivity { get; set; }

    /// <summary>The activity of this establishment, which may be another.</summary>
    public ActivityCode? Activity { get; set; }

    /// <summary>The same in NAF 2025, while both are published side by side.</summary>
    public ActivityCode? ActivityIn2025 { get; set; }

    /// <summary>A code of "trancheEffectifs": an interval of salaried persons, never a number.</summary>
    public string? HeadcountBand { get; set; }

    public int? HeadcountYear { get; set; }
    public bool IsHeadOffice { get; set; }
    public DateOnly? OpenedOn { get; set; }

    /// <summary>The number of the association in the national directory (RNA).</summary>
    public string? Rna { get; set; }

    public RegisterState State { get; set; }

    /// <summary>
    /// After this establishment closed, the one that took over; where the register does not say, the head office of its unit.
    /// </summary>
    public string? GoesOnAt { get; set; }

    /// <summary>The register's own flag; null = it says nothing.</summary>
    public bool? EssFlag { get; set; }

    /// <summary>True or Unknown: what is not of the social economy is not kept.</summary>
    public Truth Answer { get; set; }

    public EssGround Ground { get; set; }

    /// <summary>A code of <see cref="Vocabulary.EssFamilies"/>; null while the answer or the family is open.</summary>
    public string? Family { get; set; }

    /// <summary>True when it may be counted: recognised, in the field, the unit alive. Ask <see cref="State"/> too.</summary>
    public bool Counts { get; set; }

    /// <summary>True when register and legal category disagree.</summary>
    public bool IsContradicted { get; set; }

    /// <summary>True when the unit asked that its name and address be kept back.</summary>
    public bool IsPartial { get; set; }

    /// <summary>The last stock that showed it, to the month.</summary>
    public required PartialDate StockOn { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RegisteredEstablishment>
    {
        public void Configure(EntityTypeBuilder<RegisteredEstablishment> entity)
        {
            entity.Property(e => e.Siret).HasMaxLength(14);
            entity.HasIndex(e => e.Siret).IsUnique();
            entity.Property(e => e.Siren).HasMaxLength(9);
            entity.HasIndex(e => e.Siren);
            entity.Property(e => e.Commune).HasMaxLength(5);
            entity.HasIndex(e => new { e.State, e.Counts, e.Commune, e.Family });
            entity.Property(e => e.Name).HasMaxLength(300);
            entity.Property(e => e.Acronym).HasMaxLength(100);
            entity.Property(e => e.Address).HasMaxLength(300);
            entity.Property(e => e.Postcode).HasMaxLength(5);
            entity.Property(e => e.LegalCategory).HasMaxLength(4);
            entity.Property(e => e.UnitActivity).HasConversion<ActivityCode.Converter>().HasMaxLength(24);
            entity.Property(e => e.Activity).HasConversion<ActivityCode.Converter>().HasMaxLength(24);
            entity.Property(e => e.ActivityIn2025).HasConversion<ActivityCode.Converter>().HasMaxLength(24);
            entity.Property(e => e.HeadcountBand).HasMaxLength(2);
            entity.Property(e => e.Rna).HasMaxLength(10);
            entity.Property(e => e.State).HasConversion<string>().HasMaxLength(12);
            entity.Property(e => e.GoesOnAt).HasMaxLength(14);
            entity.Property(e => e.Answer).HasConversion<string>().HasMaxLength(8);
            entity.Property(e => e.Ground).HasConversion<string>().HasMaxLength(24);
            entity.Property(e => e.Family).HasMaxLength(20);
        }
    }
}

/// <summary>
/// Active; closed while its unit goes on elsewhere; gone with its unit; no longer in the stock. All but the first are kept and
/// flagged, and never counted.
/// </summary>
internal enum RegisterState { Active, Closed, Ceased, Absent }
