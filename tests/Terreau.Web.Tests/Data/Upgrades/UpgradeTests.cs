using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using Terreau.Web.Commands;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Data.Upgrades;

/// <summary>Filled databases of earlier releases, brought to this one, and this one to a release that is still to come.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Releases()
    {
        var releases = new TheoryData<string, string>();
        foreach (var kind in new[] { "sqlite", "postgres" })
        {
            foreach (var release in FilledDatabase.Releases(kind)) releases.Add(kind, release);
        }
        return releases;
    }

    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Releases))]
    public async Task Upgrade_FilledDatabaseOfARelease_EveryRowIsRead_AndTheSiteAnswers(string kind, string release)
    {
        var (connection, kinds) = await FilledDatabase.FillAsync(kind, release, folder.Path);
        var site = Directory.CreateDirectory(Path.Combine(folder.Path, "site")).FullName;

        await using var app = Site.Build(TestSite.OptionsOf(site, connection), _ => { });
        await ServeCommand.PrepareAsync(app, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var page = await client.GetStringAsync("/acteurs", TestContext.Current.CancellationToken);

        Assert.Contains("acteurs", page, StringComparison.Ordinal);
        await using var db = FilledDatabase.Open(connection);
        var read = await FilledDatabase.ReadAllAsync(db);
        Assert.NotEmpty(kinds);
        Assert.All(kinds, held => Assert.True(read[held] > 0, $"{held} is empty: the test reads nothing of it."));
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Fill_ReleaseBeforeATable_DoesNotCountIt(string kind)
    {
        var (_, none) = await FilledDatabase.FillAsync(kind, Migration.InitialDatabase, folder.Path);

        Assert.Empty(none);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Upgrade_ColumnsOfEachKindThatComeLater_AreReadInTheRowsThatWereThere(string kind)
    {
        var connection = await FilledDatabase.OfAsync(kind, FilledDatabase.Releases(kind)[^1], folder.Path);
        await using var later = FilledDatabase.Open(connection, options => options.ReplaceService<IModelCustomizer, LaterModel>());

        await MigrateAsync(later, Difference(connection, later));

        var sheets = await later.Organisations.ToListAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(sheets);
        Assert.All(sheets.Select(sheet => later.Entry(sheet)), sheet =>
        {
            Assert.Empty(sheet.Property<List<string>>("ComingList").CurrentValue);
            Assert.Empty(sheet.Property<List<SourcedFact>>("ComingFacts").CurrentValue);
            Assert.Empty(sheet.Property<Dictionary<string, Audience>>("ComingReserved").CurrentValue);
            Assert.Equal("", sheet.Property<string>("ComingText").CurrentValue);
            Assert.False(sheet.Property<bool>("ComingYes").CurrentValue);
            Assert.Equal(default, sheet.Property<SheetStatus>("ComingStatus").CurrentValue);
            Assert.Null(sheet.Property<string?>("ComingMaybe").CurrentValue);
        });
        // What is in the column is what the program would have written: queries find it too.
        Assert.Equal(sheets.Count, await later.Organisations
            .CountAsync(sheet => EF.Property<SheetStatus>(sheet, "ComingStatus") == default, TestContext.Current.CancellationToken));
        Assert.Equal(sheets.Count, await later.Organisations
            .CountAsync(sheet => !EF.Property<List<string>>(sheet, "ComingList").Contains("x"), TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Upgrade_WithoutOurDefaults_WouldStopTheSite(string kind)
    {
        var connection = await FilledDatabase.OfAsync(kind, FilledDatabase.Releases(kind)[^1], folder.Path);
        await using var later = FilledDatabase.Open(connection, options => options.ReplaceService<IModelCustomizer, LaterModel>());
        var operations = Difference(connection, later);
        // What `dotnet ef` wrote before: an empty text where the database holds lists as text, and nothing where it holds arrays.
        foreach (var column in operations.OfType<AddColumnOperation>().Where(column => column.DefaultValueSql is not null))
            (column.DefaultValueSql, column.DefaultValue) = (null, column.ClrType == typeof(string) ? "" : null);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await MigrateAsync(later, operations);
            var all = await later.Organisations.CountAsync();
            Assert.Equal(all, await later.Organisations.CountAsync(sheet => EF.Property<SheetStatus>(sheet, "ComingStatus") == default));
        });
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The operations that `dotnet ef migrations add` would write.</summary>
    private static IReadOnlyList<MigrationOperation> Difference(string connection, TerreauDb later)
    {
        using var now = FilledDatabase.Open(connection);
        return later.GetService<IMigrationsModelDiffer>().GetDifferences(
            now.GetService<IDesignTimeModel>().Model.GetRelationalModel(), later.GetService<IDesignTimeModel>().Model.GetRelationalModel());
    }

    private static async Task MigrateAsync(TerreauDb later, IReadOnlyList<MigrationOperation> operations)
    {
        var commands = later.GetService<IMigrationsSqlGenerator>().Generate(operations, later.GetService<IDesignTimeModel>().Model);
        await later.GetService<IMigrationCommandExecutor>().ExecuteNonQueryAsync(commands, later.GetService<IRelationalConnection>());
    }
}
