using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Terreau.Web.Tests.Data;

/// <summary>A copy of the database, however it was made, opens and serves: none keeps the write-ahead log of its original.</summary>
public sealed class RestoredCopyTests : IDisposable
{
    private readonly TemporaryFolder source = new();
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Ways => ["VACUUM INTO", "dump", "DELETE", "TRUNCATE", "PERSIST", "MEMORY", "read only at first"];

    [Theory, MemberData(nameof(Ways))]
    public async Task Serve_OnACopy_OpensAndServes_AndKeepsALogAgain(string way)
    {
        await SiteTemplates.CopyAsync("sqlite", null, 0, source.Path);
        var copy = Path.Combine(folder.Path, "terreau.db");
        Make(way, Path.Combine(source.Path, "terreau.db"), copy);

        await using var site = await TestSite.StartAsync(folder: folder);

        Assert.Contains("Baluchon", (await site.PageAsync("/acteurs/baluchon")).Title, StringComparison.Ordinal);
        Assert.Equal("wal", await site.WithDbAsync(db => db.Database.SqlQuery<string>(
            $"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync()));
    }

    public void Dispose()
    {
        source.Dispose();
        folder.Dispose();
    }

    private static void Make(string way, string source, string copy)
    {
        using var original = new SqliteConnection($"Data Source={source};Pooling=False");
        original.Open();
        if (way == "dump")
        {
            Dump(original, copy);
            return;
        }
        Run(original, $"VACUUM INTO '{copy}'");
        if (way is "VACUUM INTO") return;
        if (way == "read only at first")
        {
            // Somebody looks at the copy before it is served.
            using var reader = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
            reader.Open();
            Run(reader, "SELECT COUNT(*) FROM sqlite_master");
            return;
        }
        using var made = new SqliteConnection($"Data Source={copy};Pooling=False");
        made.Open();
        Run(made, $"PRAGMA journal_mode={way}");
        // A write leaves what this mode leaves.
        Run(made, "CREATE TABLE passing (x); DROP TABLE passing");
    }

    /// <summary>What `.dump | sqlite3` makes: the statements of the original, in a file that starts from nothing.</summary>
    private static void Dump(SqliteConnection original, string copy)
    {
        Run(original, $"ATTACH '{copy}' AS made");
        var made = new List<(string Type, string Name, string Sql)>();
        using (var list = original.CreateCommand())
        {
            list.CommandText = "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'";
            using var rows = list.ExecuteReader();
            while (rows.Read()) made.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2)));
        }
        foreach (var (type, name, sql) in made.OrderBy(one => one.Type != "table"))
        {
            Run(original, sql.Replace($"\"{name}\"", $"made.\"{name}\"", StringComparison.Ordinal));
            if (type == "table") Run(original, $"INSERT INTO made.\"{name}\" SELECT * FROM main.\"{name}\"");
        }
        Run(original, "DETACH made");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
