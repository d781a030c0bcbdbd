using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Differences;
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

        Assert.True(diff.IsEmpty, string.Join("; ", diff.Lines(Outcome.Changed)));
        Assert.Empty(diff.Lines(Outcome.Missing));
        Assert.True(diff.Count(Outcome.Unchanged) > 30);
    }

    [Fact]
    public async Task Prepare_FieldDrifted_SaysBeforeAndAfter_AndApplyMendsIt()
    {
        await using var site = await TestSite.StartAsync();
        await RenameAsync(site, TerritoryImport.Command);

        var diff = await site.WithDbAsync(PrepareAsync);

        var change = Assert.Single(diff.Lines(Outcome.Changed));
        Assert.Equal("Zone COMMUNE:93010", change.Key);
        Assert.Equal(("Name", "Autre nom", "Bondy"), (change.Fields[0].Field, change.Fields[0].Before, change.Fields[0].After));
        await site.WithDbAsync(async db =>
        {
            await PrepareAsync(db);
            return await db.SaveAsync(Act.ByConsole(site.Clock, TerritoryImport.Command));
        });
        Assert.Equal("Bondy", await site.WithDbAsync(
            db => db.Zones.Where(zone => zone.Code == "COMMUNE:93010").Select(zone => zone.Name).SingleAsync()));
    }

    [Fact]
    public async Task Prepare_SheetEditedByHand_LeavesAndReportsIt()
    {
        await using var site = await TestSite.StartAsync();
        await RenameAsync(site, "corriger une fiche");

        var diff = await site.WithDbAsync(PrepareAsync);

        Assert.Empty(diff.Lines(Outcome.Changed));
        Assert.Equal("Zone COMMUNE:93010", Assert.Single(diff.Lines(Outcome.LeftAsEdited)).Key);
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

        Assert.Contains(diff.Lines(Outcome.Missing), line => line.Key == "Zone QUARTIER:essai");
        Assert.Equal(1, await site.WithDbAsync(db => db.Zones.CountAsync(zone => zone.Code == "QUARTIER:essai")));
    }

    [Fact]
    public async Task Prepare_FilesOfAnotherTerritory_IsRefusedAndMixesNothing()
    {
        await using var site = await TestSite.StartAsync();
        var files = Worlds.ReadFiles(Clone.Territory);
        var other = files with { Territory = files.Territory with { Slug = "ailleurs", Name = "Ailleurs" } };

        var fault = await Assert.ThrowsAsync<StartException>(() => site.WithDbAsync(
            db => new TerritoryImport(db).PrepareAsync(other, null, CancellationToken.None)));

        Assert.Contains("celle de Est Ensemble, et ces fichiers sont ceux de Ailleurs", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDbAsync(db => db.Territories.CountAsync()));
    }

    [Fact]
    public async Task Seed_Empty_HasTheGroundAndNoActor()
    {
        await using var site = await TestSite.StartAsync(seed: Worlds.Empty);

        var (zones, actors) = await site.WithDbAsync(async db => (await db.Zones.CountAsync(), await db.Organisations.CountAsync()));

        Assert.True(zones > 20);
        Assert.Equal(0, actors);
    }

    private static Task<Difference> PrepareAsync(TerreauDb db)
        => new TerritoryImport(db).PrepareAsync(Worlds.ReadFiles(Clone.Territory), null, CancellationToken.None);

    private static Task<int> RenameAsync(TestSite site, string command) => site.WithDbAsync(async db =>
    {
        var zone = await db.Zones.SingleAsync(zone => zone.Code == "COMMUNE:93010");
        zone.Name = "Autre nom";
        return await db.SaveAsync(Act.ByConsole(site.Clock, command));
    });
}
