using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Terreau.Web.Commands;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests;

/// <summary>
/// Data folders and databases of a territory just opened, made once a run by the product itself and copied for each site: migrating,
/// seeding and indexing the same world again is most of what a small test would wait for.
/// </summary>
internal static class SiteTemplates
{
    private static readonly ConcurrentDictionary<(string Database, string? Seed, int Size), Lazy<Task<Template>>> Made = new();

    private sealed record Template(TemporaryFolder Folder, string Database);

    /// <summary>Fills a folder, and for PostgreSQL a database, with a territory as it is when just opened.</summary>
    /// <returns>The connection string.</returns>
    public static async Task<string> CopyAsync(string database, string? seed, int size, string folder)
    {
        if (database != "sqlite") Assert.SkipWhen(Databases.PostgresServer is null, Databases.NoPostgres);
        var template = await Made.GetOrAdd((database, seed, size),
            key => new Lazy<Task<Template>>(() => MakeAsync(key.Database, key.Seed, key.Size))).Value;
        foreach (var place in Directory.EnumerateFiles(template.Folder.Path, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(template.Folder.Path, place));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(place, copy);
        }
        return database == "sqlite"
            ? await Databases.FreshAsync(database, folder)
            : await Databases.FreshAsync(database, folder, new NpgsqlConnectionStringBuilder(template.Database).Database);
    }

    /// <summary>Migrates, seeds and indexes, as the first start does.</summary>
    public static async Task OpenAsync(Microsoft.AspNetCore.Builder.WebApplication app, string? seed, int size)
    {
        if (seed is not null)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await Opening.MigrateAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), CancellationToken.None);
            await Worlds.SeedAsync(scope.ServiceProvider, seed, size, CancellationToken.None);
        }
        await ServeCommand.PrepareAsync(app, CancellationToken.None);
    }

    private static async Task<Template> MakeAsync(string database, string? seed, int size)
    {
        var folder = new TemporaryFolder();
        var connection = await Databases.FreshAsync(database, folder.Path);
        var options = TestSite.OptionsOf(folder.Path, connection);
        await using (var app = Site.Build(options,
            builder => builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(TestSite.Morning))))
            await OpenAsync(app, seed, size);
        // Closing its last connection writes what SQLite still kept beside the file.
        SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return new Template(folder, connection);
    }
}
