using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Data;

public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Model_Sqlite_HasNoDriftFromItsMigrations()
    {
        using var db = new SqliteDesignTime().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "Add a migration for SqliteTerreauDb: see docs/how-to/change-the-database.md");
    }

    [Fact]
    public void Model_Postgres_HasNoDriftFromItsMigrations()
    {
        using var db = new PostgresDesignTime().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "Add a migration for PostgresTerreauDb: see docs/how-to/change-the-database.md");
    }

    [Fact]
    public async Task Migrate_DatabaseOfANewerVersion_IsRefusedInOneSentence()
    {
        var options = new DbContextOptionsBuilder<SqliteTerreauDb>();
        Dialect.Sqlite(options, $"Data Source={Path.Combine(folder.Path, "terreau.db")}");
        await using var db = new SqliteTerreauDb(options.Options, new WriteGate(), new JournalBell());
        await Opening.MigrateAsync(db, CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO Migrations VALUES ('29990101000000_Future', '99.0.0')");

        var refusal = await Assert.ThrowsAsync<StartException>(() => Opening.MigrateAsync(db, CancellationToken.None));

        Assert.Contains("29990101000000_Future", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_FileThatIsNoDatabase_IsRefusedInOneSentence()
    {
        var file = Path.Combine(folder.Path, "terreau.db");
        await File.WriteAllTextAsync(file, new string('x', 5000));
        var options = new DbContextOptionsBuilder<SqliteTerreauDb>();
        Dialect.Sqlite(options, $"Data Source={file}");
        await using var db = new SqliteTerreauDb(options.Options, new WriteGate(), new JournalBell());

        await Assert.ThrowsAsync<StartException>(() => Opening.MigrateAsync(db, CancellationToken.None));
    }

    public void Dispose() => folder.Dispose();
}
