using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Search;
using Terreau.Web.Search.Projection;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests.Search.Projection;

/// <summary>A data folder whose index belongs to another past than its database: what was searched must be what is there.</summary>
public sealed class RestoredDatabaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder backup = new();
    private readonly HeardLog heard = new();

    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Serve_OlderDatabase_BesideANewerIndex_FindsWhatIsThereAndNothingElse(string kind)
    {
        var (site, connection) = await FirstAsync(kind);
        var older = await CopyAsync(connection, backup.Path);
        await using (site) await AddAsync(site, "fantome", 40);

        await using var restored = await RestoredAsync(connection, older);

        await AssertTrueAsync(restored);
        await AddAsync(restored, "nouvelle", 1);
        Assert.Equal(["nouvelle-0"], await FindAsync(restored, "nouvelle venue"));
        Assert.Contains(heard.Lines, line => line.Contains("built anew", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Serve_OlderDatabase_ThatWentOnWithoutItsSite_FindsWhatIsThereAndNothingElse(string kind)
    {
        var (site, connection) = await FirstAsync(kind);
        var older = await CopyAsync(connection, backup.Path);
        await using (site) await AddAsync(site, "fantome", 10);
        // By a verb, beside no site: the journal is now longer than what the index has seen, and another.
        await using (var db = Open(older)) await AddAsync(db, "console", 25);

        await using var restored = await RestoredAsync(connection, older);

        await AssertTrueAsync(restored);
        Assert.Equal(25, (await FindAsync(restored, "console venue")).Count);
        Assert.Contains(heard.Lines, line => line.Contains("built anew", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Serve_AnotherDatabase_BesideTheIndex_FindsWhatIsThereAndNothingElse(string kind)
    {
        var (site, _) = await FirstAsync(kind);
        await using (site) await AddAsync(site, "fantome", 3);
        // The same world made again: as many lines, and more.
        using var elsewhere = new TemporaryFolder();
        var (other, connection) = await FirstAsync(kind, elsewhere);
        await using (other) await AddAsync(other, "ailleurs", 3);

        await using var moved = await TestSite.StartAsync(folder: folder, connection: connection, services: Hear);

        await AssertTrueAsync(moved);
        Assert.Equal(3, (await FindAsync(moved, "ailleurs venue")).Count);
    }

    [Fact]
    public async Task Restore_UnderALiveSite_IsSeenByTheIndexAndByWhatIsKept()
    {
        var (site, connection) = await FirstAsync("postgres");
        await using var _ = site;
        await AddAsync(site, "fantome", 5);
        Assert.Equal(5, (await FindAsync(site, "fantome venue")).Count);
        Assert.Contains("/acteurs/fantome-4", await site.Client.GetStringAsync("/acteurs?q=fantome"), StringComparison.Ordinal);

        // As a restore does that empties the tables and fills them again.
        await RunAsync(connection, """
            DELETE FROM "Organisations" WHERE "Slug" LIKE 'fantome-%';
            DELETE FROM "Journal" WHERE "After" LIKE '%fantome-%';
            """);
        await site.Services.GetRequiredService<IndexFeed>().CatchUpAsync(TestContext.Current.CancellationToken);

        await AssertTrueAsync(site);
        Assert.DoesNotContain("/acteurs/fantome-4", await site.Client.GetStringAsync("/acteurs?q=fantome"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Serve_DatabaseWithANewMark_BuildsAnew_Once(string kind)
    {
        var (site, connection) = await FirstAsync(kind);
        await using (site) await AddAsync(site, "venue", 3);
        await using (var db = Open(connection))
            await DatabaseMark.RenewAsync(db, new Act("console", TestSite.Morning.UtcDateTime, "restaurer"), CancellationToken.None);

        await using (var restored = await TestSite.StartAsync(folder: folder, connection: connection, services: Hear))
            await AssertTrueAsync(restored);
        await using (await TestSite.StartAsync(folder: folder, connection: connection, services: Hear)) { }

        Assert.Contains("another database", Assert.Single(heard.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_SameDatabase_BuildsNothingAnew()
    {
        var (site, connection) = await FirstAsync("sqlite");
        await using (site) await AddAsync(site, "venue", 3);

        await using var again = await TestSite.StartAsync(folder: folder, connection: connection, services: Hear);

        await AssertTrueAsync(again);
        Assert.Empty(heard.Lines);
    }

    public void Dispose()
    {
        folder.Dispose();
        backup.Dispose();
        heard.Dispose();
    }

    private void Hear(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(heard);

    private async Task<(TestSite Site, string Connection)> FirstAsync(string kind, TemporaryFolder? place = null)
    {
        var connection = await Databases.FreshAsync(kind, (place ?? folder).Path);
        return (await TestSite.StartAsync(folder: place ?? folder, connection: connection), connection);
    }

    /// <summary>A copy of the database as it is now.</summary>
    private static async Task<string> CopyAsync(string connection, string place)
    {
        if (Dialect.IsPostgres(connection))
            return await Databases.FreshAsync("postgres", place, new NpgsqlConnectionStringBuilder(connection).Database);
        var copy = await Databases.FreshAsync("sqlite", place);
        await using var original = new SqliteConnection(connection);
        await original.OpenAsync();
        await using var made = new SqliteConnection(copy);
        await made.OpenAsync();
        original.BackupDatabase(made);
        return copy;
    }

    /// <summary>The site of the same data folder, on the copy that was put back.</summary>
    private async Task<TestSite> RestoredAsync(string connection, string copy)
    {
        if (Dialect.IsPostgres(connection)) return await TestSite.StartAsync(folder: folder, connection: copy, services: Hear);
        SqliteConnection.ClearAllPools();
        foreach (var left in Directory.EnumerateFiles(folder.Path, "terreau.db*")) File.Delete(left);
        await RunAsync(copy, "PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        File.Copy(Path.Combine(backup.Path, "terreau.db"), Path.Combine(folder.Path, "terreau.db"));
        return await TestSite.StartAsync(folder: folder, connection: connection, services: Hear);
    }

    private static TerreauDb Open(string connection) => Data.Upgrades.FilledDatabase.Open(connection);

    private static async Task RunAsync(string connection, string sql)
    {
        await using var db = Open(connection);
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static async Task AddAsync(TestSite site, string name, int count)
    {
        await site.WithDbAsync(async db =>
        {
            await AddAsync(db, name, count);
            return 0;
        });
        await site.Services.GetRequiredService<IndexFeed>().CatchUpAsync(CancellationToken.None);
    }

    private static async Task AddAsync(TerreauDb db, string name, int count)
    {
        for (var at = 0; at < count; at++)
        {
            db.Add(Builders.Organisation($"{name}-{at}", $"{name} venue", "essai", PartialDate.Parse("2026")));
            await db.SaveAsync(new Act("console", TestSite.Morning.UtcDateTime, "essayer"));
        }
    }

    /// <summary>The index holds the published sheets of the database, each and no other.</summary>
    private static async Task AssertTrueAsync(TestSite site)
    {
        var published = await site.WithDbAsync(db => db.Organisations.Published().Select(sheet => sheet.Slug).ToListAsync());
        var index = site.Services.GetRequiredService<SearchIndexes>().Of(ActorSchema.Schema);
        Assert.Equal(published.Order(StringComparer.Ordinal),
            index.Ids(new SearchQuery { Day = new DateOnly(2026, 11, 23) }).Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(TestSite site, string text)
    {
        await site.Services.GetRequiredService<IndexFeed>().CatchUpAsync(CancellationToken.None);
        var page = site.Services.GetRequiredService<SearchIndexes>().Of(ActorSchema.Schema)
            .Search(new SearchQuery { Text = text, Take = 100, Day = new DateOnly(2026, 11, 23) });
        return page.Corrections.Count > 0 || page.Relaxed ? [] : [.. page.Hits.Select(hit => hit.Id)];
    }
}
