using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Register;

/// <summary>
/// Which stock of the register the territory holds. The journal tells of this one line, not of each establishment: thousands of
/// them change with each month, and none by a person's hand.
/// </summary>
internal sealed class RegisterStock : IJournaled
{
    /// <summary>The list of ESS France among the sources of the territory.</summary>
    public const string EssListSourceId = "ess-france-liste";

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The month of the stock: the register as it stood on its last day.</summary>
    public required PartialDate StockOn { get; set; }

    /// <summary>The version of the tables that recognised the social economy.</summary>
    public required string TablesVersion { get; set; }

    /// <summary>The day of the list of ESS France that helped to recognise; null = it was not given.</summary>
    public PartialDate? EssListOn { get; set; }

    public required string SourceId { get; set; }

    /// <summary>How many times something was written.</summary>
    public int Writes { get; set; }

    public int Establishments { get; set; }

    /// <summary>Active establishments of natural persons that the register flags: counted here, kept nowhere.</summary>
    public int NaturalPersons { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<RegisterStock>
    {
        public void Configure(EntityTypeBuilder<RegisterStock> entity)
        {
            entity.Property(s => s.TablesVersion).HasMaxLength(40);
            entity.Property(s => s.SourceId).HasMaxLength(80);
        }
    }
}
