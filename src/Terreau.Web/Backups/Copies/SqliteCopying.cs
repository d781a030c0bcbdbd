using Microsoft.Data.Sqlite;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups.Copies;

/// <summary>Copies a SQLite file by its online backup, which waits for no reader and keeps no writer waiting.</summary>
internal sealed class SqliteCopying(string connection) : IDatabaseCopying
{
    public string ArchivedName => ArchiveNames.Sqlite;

    public async Task<CopiedDatabase> CopyAsync(string place, CancellationToken cancel)
    {
        try
        {
            var from = new SqliteConnectionStringBuilder(connection) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
            if (!File.Exists(from.DataSource))
                throw new StartException($"Il n’y a rien à sauvegarder : la base « {Path.GetFullPath(from.DataSource)} » n’existe pas.");
            await using (var source = new SqliteConnection(from.ConnectionString))
            {
                await source.OpenAsync(cancel);
                await source.RunAsync("PRAGMA busy_timeout=10000", cancel);
                await using var copy = Open(place, SqliteOpenMode.ReadWriteCreate);
                await copy.OpenAsync(cancel);
                source.BackupDatabase(copy);
                // One file, that opens without the log which the original has beside it.
                await copy.RunAsync("PRAGMA journal_mode=DELETE", cancel);
            }
            await using var made = Open(place, SqliteOpenMode.ReadOnly);
            await made.OpenAsync(cancel);
            if (!(await TablesAsync(made, cancel)).Contains("Territories")
                || await DatabaseProof.TerritoryAsync(made, cancel) is not { } territory)
                throw new StartException("Il n’y a rien à sauvegarder : la base ne contient encore aucun territoire.");
            return new CopiedDatabase(territory, await ProveAsync(made, cancel));
        }
        catch (SqliteException error)
        {
            throw new StartException($"La base ne se copie pas : {error.Message}");
        }
    }

    /// <exception cref="StartException">Its pages do not hold together.</exception>
    public static async Task<DatabaseProof> ProveAsync(SqliteConnection connection, CancellationToken cancel)
    {
        var faults = await connection.ReadAsync("PRAGMA integrity_check", row => row.GetString(0), cancel);
        if (faults is not ["ok"]) throw new StartException($"La base est abîmée : {string.Join(" ; ", faults.Take(3))}");
        var tables = new List<TableProof>();
        foreach (var name in await TablesAsync(connection, cancel))
        {
            var rows = await connection.ReadAsync(
                $"SELECT COUNT(*) FROM {PlainSql.Quoted(name)}", row => row.GetInt64(0), cancel);
            tables.Add(new TableProof(name, rows[0], null));
        }
        var (migrations, last) = await DatabaseProof.PositionAsync(connection, cancel);
        return new DatabaseProof(DatabaseProof.Sqlite, connection.ServerVersion, null, migrations, tables, last);
    }

    public static SqliteConnection Open(string place, SqliteOpenMode mode)
        => new(new SqliteConnectionStringBuilder { DataSource = place, Mode = mode, Pooling = false }.ConnectionString);

    private static Task<List<string>> TablesAsync(SqliteConnection connection, CancellationToken cancel) => connection.ReadAsync(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        row => row.GetString(0), cancel);
}
