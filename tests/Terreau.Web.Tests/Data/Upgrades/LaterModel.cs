using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Data.Upgrades;

/// <summary>The model of a release that is still to come: a sheet has one more column of each kind that a person may add.</summary>
internal sealed class LaterModel(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        var sheet = modelBuilder.Entity<Organisation>();
        sheet.PrimitiveCollection<List<string>>("ComingList").IsRequired();
        sheet.Property<List<SourcedFact>>("ComingFacts").IsSourcedFacts().IsRequired();
        sheet.Property<Dictionary<string, Audience>>("ComingReserved").IsReservedFields().IsRequired();
        sheet.Property<string>("ComingText").IsRequired();
        sheet.Property<bool>("ComingYes");
        sheet.Property<SheetStatus>("ComingStatus").HasConversion<string>().HasMaxLength(12);
        sheet.Property<string?>("ComingMaybe");
    }
}
