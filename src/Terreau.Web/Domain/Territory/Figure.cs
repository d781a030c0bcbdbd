using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>
/// One published figure. A measure is (unit, source, date, perimeter): two figures of different
/// measures are never added.
/// </summary>
internal sealed class Figure : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>What is counted: "etablissements", "salaries", "etp", "masse-salariale", "qpv", or the code of a statement.</summary>
    public required string Measure { get; init; }

    /// <summary>The family of the ESS or "TOTAL"; for priority districts their generation; for a statement its year or "".</summary>
    public required string Family { get; init; }

    /// <summary>In <see cref="Unit"/>.</summary>
    public required long Value { get; set; }

    /// <summary>"centimes" for money, "millièmes" for a share, else what is counted.</summary>
    public string Unit { get; set; } = "";

    public string? Label { get; set; }

    /// <summary>The figure in a plain sentence.</summary>
    public string? Sentence { get; set; }

    /// <summary>The share of the territory's whole economy, in thousandths, as printed (93 = 9.3 %); null where not given.</summary>
    public int? ShareThousandths { get; set; }

    public required string SourceId { get; set; }
    public required PartialDate SourceOn { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Figure>
    {
        public void Configure(EntityTypeBuilder<Figure> entity)
        {
            entity.Property(f => f.Measure).HasMaxLength(40);
            entity.Property(f => f.Family).HasMaxLength(20);
            entity.HasIndex(f => new { f.Measure, f.Family, f.SourceOn }).IsUnique();
        }
    }
}
