using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests.Seeds;

public sealed class TerritoryImportTests
{
    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Prepare_SameFilesAgain_ChangesNothing(string kind)
    {
        await using var site = await TestSite.StartAsync(kind);

        var diff = await site.WithDbAsync(PrepareAsync);

        Assert.True(diff.IsEmpty, string.Join("; ", diff.Changed.Select(change => change.ToString())));
        Assert.Empty(diff.NotInFiles);
        Assert.True(diff.Unchanged > 30);
    }

    [Fact]
    public async Task Prepare_FieldDrifted_SaysBeforeAndAfter_AndApplyMendsIt()
    {
        await using var site = await TestSite.StartAsync();
        await RenameAsync(site, TerritoryImport.Command);

        var diff = await site.WithDbAsync(PrepareAsync);

        var change = Assert.Single(diff.Changed);
        Assert.Equal(new ImportDiff.Subject("Zone", "COMMUNE:93010"), change.Subject);
        Assert.Equal(("Name", "Autre nom", "Bondy"), (change.Fields[0].Field, change.Fields[0].Before, change.Fields[0].After));
        await site.WithDbAsync(async db =>
        {
            var import = new TerritoryImport(db);
            await import.PrepareAsync(Worlds.ReadFiles(Clone.Territory), null, CancellationToken.None);
            return await import.ApplyAsync(Act.ByConsole(site.Clock, TerritoryImport.Command), CancellationToken.None);
        });
        Assert.Equal("Bondy", await site.WithDbAsync(db => db.Zones.Where(zone => zone.Code == "COMMUNE:93010").Select(zone => zone.Name).SingleAsync()));
    }

    [Fact]
    public async Task Prepare_SheetEditedByHand_LeavesAndReportsIt()
    {
        await using var site = await TestSite.StartAsync();
        await RenameAsync(site, "corriger une fiche");

        var diff = await site.WithDbAsync(PrepareAsync);

        Assert.Empty(diff.Changed);
        Assert.Equal([new ImportDiff.Subject("Zone", "COMMUNE:93010")], diff.LeftAsEdited);
    }

    [Fact]
    public async Task Prepare_EntityUnknownToTheFiles_IsReportedAndKept()
    {
        await using var site = await TestSite.StartAsync();
        await site.WithDbAsync(db =>
        {
            db.Add(Builders.Zone("QUARTIER:essai", ZoneKind.CooperationDistrict, "Essai", "essai", PartialDate.Parse("2026")));
            return db.SaveAsync(Act.ByConsole(site.Clock, "essayer"));
        });

        var diff = await site.WithDbAsync(PrepareAsync);

        Assert.Contains(new ImportDiff.Subject("Zone", "QUARTIER:essai"), diff.NotInFiles);
        Assert.Equal(1, await site.WithDbAsync(db => db.Zones.CountAsync(zone => zone.Code == "QUARTIER:essai")));
    }

    [Fact]
    public async Task Seed_Empty_HasTheGroundAndNoActor()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);

        var (zones, actors) = await site.WithDbAsync(async db => (await db.Zones.CountAsync(), await db.Organisations.CountAsync()));

        Assert.True(zones > 20);
        Assert.Equal(0, actors);
    }

    private static Task<ImportDiff> PrepareAsync(TerreauDb db)
        => new TerritoryImport(db).PrepareAsync(Worlds.ReadFiles(Clone.Territory), null, CancellationToken.None);

    private static Task<int> RenameAsync(TestSite site, string command) => site.WithDbAsync(async db =>
    {
        var zone = await db.Zones.SingleAsync(zone => zone.Code == "COMMUNE:93010");
        zone.Name = "Autre nom";
        return await db.SaveAsync(Act.ByConsole(site.Clock, command));
    });
}
