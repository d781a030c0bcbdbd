using Npgsql;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups.Copies;

/// <summary>
/// A PostgreSQL database filled with pg_restore in one transaction. A table of a name of its own stands there from before until it is
/// proven: no node opens a database that has it.
/// </summary>
internal sealed class PostgresRestoring(string connection, PostgresTools tools) : IDatabaseRestoring
{
    private const int Looks = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public string ArchivedName => ArchiveNames.Postgres;

    public string Connection => connection;

    public string StagingIn(string folder) => Path.Combine(folder, ArchiveNames.Postgres);

    public async Task<bool> IsOpenAsync(CancellationToken cancel)
    {
        await using var target = await PostgresCopying.OpenAsync(connection, cancel);
        var tables = await PostgresCopying.TablesAsync(target, cancel);
        return tables.Count > 0 && !tables.Contains(Dialect.HalfRestored);
    }

    public async Task RequireEmptyAsync(CancellationToken cancel)
    {
        await using var target = await PostgresCopying.OpenAsync(connection, cancel);
        var tables = await PostgresCopying.TablesAsync(target, cancel);
        if (tables.Contains(Dialect.HalfRestored)) await SweepAsync();
        else if (tables.Count > 0)
        {
            throw new StartException($"La base « {target.Database} » contient déjà des tables : une restauration se fait dans une base "
                + "vide. Créez-en une, et donnez-la avec --database.");
        }
    }

    public async Task FillAsync(string staged, DatabaseProof expected, CancellationToken cancel)
    {
        int version;
        await using (var target = await PostgresCopying.OpenAsync(connection, cancel))
        {
            version = target.PostgreSqlVersion.Major;
            var schema = (await target.ReadAsync(
                "SELECT current_schema()::text", row => row.IsDBNull(0) ? "" : row.GetString(0), cancel))[0];
            if (schema != expected.Schema)
            {
                throw new StartException($"La sauvegarde est celle du schéma « {expected.Schema} », "
                    + $"et la base à remplir écrit dans « {schema} ».");
            }
            await target.RunAsync(
                $"CREATE TABLE {PlainSql.Quoted(Dialect.HalfRestored)} (\"Since\" timestamptz DEFAULT now())", cancel);
        }
        await tools.RunAsync("pg_restore", connection, version,
        [
            "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-password", $"--schema={expected.Schema}",
            $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}", staged,
        ], cancel);
    }

    public async Task<DatabaseProof> ProveAsync(CancellationToken cancel)
    {
        await using var made = await PostgresCopying.OpenAsync(connection, cancel);
        // Plans are made for what is there.
        await made.RunAsync("ANALYZE", cancel);
        return await PostgresCopying.ProveAsync(made, cancel);
    }

    public async Task OpenAsync(CancellationToken cancel)
    {
        await using var made = await PostgresCopying.OpenAsync(connection, cancel);
        await made.RunAsync($"DROP TABLE {PlainSql.Quoted(Dialect.HalfRestored)}", cancel);
    }

    public async Task SweepAsync()
    {
        await using var target = await PostgresCopying.OpenAsync(connection, CancellationToken.None);
        // Only what stands beside the mark of a restoring is one's to remove.
        if (!(await PostgresCopying.TablesAsync(target, CancellationToken.None)).Contains(Dialect.HalfRestored)) return;
        // A restoring that was killed may have left its tool at work, which would put tables here once they are gone.
        for (var look = 0; look < Looks; look++)
        {
            var left = await target.ReadAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                + $"WHERE datname = current_database() AND application_name = '{PostgresTools.Name}'",
                row => row.GetBoolean(0), CancellationToken.None);
            if (left.Count == 0) break;
            await Task.Delay(Pause);
        }
        var tables = await PostgresCopying.TablesAsync(target, CancellationToken.None);
        await target.RunAsync($"DROP TABLE {string.Join(", ", tables.Select(PlainSql.Quoted))} CASCADE", CancellationToken.None);
    }
}
