using System.Data.Common;
using System.Globalization;

namespace Terreau.Web.Backups.Copies;

/// <summary>What a database holds, in figures: written with a copy, compared with what was made of it.</summary>
/// <param name="Kind">"sqlite" or "postgresql".</param>
/// <param name="Server">The version of what kept it.</param>
/// <param name="Schema">Where its tables are, in PostgreSQL.</param>
/// <param name="Migrations">The steps it had taken, in their order.</param>
/// <param name="Tables">Every table, by name.</param>
/// <param name="LastLine">Of the journal; null while it has none.</param>
internal sealed record DatabaseProof(
    string Kind, string Server, string? Schema, IReadOnlyList<string> Migrations, IReadOnlyList<TableProof> Tables, JournalProof? LastLine)
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgresql";

    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>What is not as it was, in words; empty when all is.</summary>
    public IReadOnlyList<string> DifferencesTo(DatabaseProof restored)
    {
        var found = new List<string>();
        if (!Migrations.SequenceEqual(restored.Migrations)) found.Add("les étapes de la base");
        if (LastLine != restored.LastLine) found.Add("la dernière ligne du journal");
        var held = restored.Tables.ToDictionary(table => table.Name);
        foreach (var table in Tables.Where(table => held.GetValueOrDefault(table.Name) != table))
        {
            var rows = held.GetValueOrDefault(table.Name)?.Rows.ToString(CultureInfo.InvariantCulture) ?? "aucune";
            found.Add($"la table {table.Name} ({table.Rows} lignes attendues, {rows} trouvées)");
        }
        var expected = Tables.Select(table => table.Name).ToHashSet();
        found.AddRange(held.Keys.Where(name => !expected.Contains(name)).Select(name => $"la table {name}, en trop"));
        return found;
    }

    /// <summary>The steps a database has taken and the last line of its journal, read in one way from both kinds.</summary>
    public static async Task<(List<string> Migrations, JournalProof? LastLine)> PositionAsync(
        DbConnection connection, CancellationToken cancel)
    {
        var migrations = await connection.ReadAsync(
            "SELECT \"MigrationId\" FROM \"Migrations\" ORDER BY \"MigrationId\"", row => row.GetString(0), cancel);
        var lines = await connection.ReadAsync(
            "SELECT \"Id\", \"At\", \"Command\", \"Subject\" FROM \"Journal\" ORDER BY \"Id\" DESC LIMIT 1",
            row => new JournalProof(row.GetInt64(0), DateTime.SpecifyKind(row.GetDateTime(1), DateTimeKind.Utc), row.GetString(2),
                row.GetString(3)), cancel);
        return (migrations, lines.SingleOrDefault());
    }

    /// <summary>The short name of the territory; null where there is none yet.</summary>
    public static async Task<string?> TerritoryAsync(DbConnection connection, CancellationToken cancel)
        => (await connection.ReadAsync("SELECT \"Slug\" FROM \"Territories\" ORDER BY \"Slug\" LIMIT 1", row => row.GetString(0), cancel))
            .SingleOrDefault();
}

/// <param name="Name">Of the table.</param>
/// <param name="Rows">How many.</param>
/// <param name="Digest">A sum over what all its rows say, whatever their order; null for SQLite, whose file has its hash.</param>
internal sealed record TableProof(string Name, long Rows, string? Digest);

/// <param name="Id">The number of the line.</param>
/// <param name="At">When it was written, in UTC.</param>
/// <param name="Command">What was done.</param>
/// <param name="Subject">To what kind of thing.</param>
internal sealed record JournalProof(long Id, DateTime At, string Command, string Subject);

/// <summary>Plain SQL, where no model may stand between: a copy is of the database as it is, of whatever version.</summary>
internal static class PlainSql
{
    public static async Task<List<T>> ReadAsync<T>(
        this DbConnection connection, string sql, Func<DbDataReader, T> row, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<T>();
        while (await rows.ReadAsync(cancel)) found.Add(row(rows));
        return found;
    }

    public static async Task RunAsync(this DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancel);
    }

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
