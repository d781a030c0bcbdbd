using System.Data;
using Npgsql;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups.Copies;

/// <summary>Copies a PostgreSQL database with pg_dump, at the very instant that is counted.</summary>
internal sealed class PostgresCopying(string connection, PostgresTools tools) : IDatabaseCopying
{
    public string ArchivedName => ArchiveNames.Postgres;

    public async Task<CopiedDatabase> CopyAsync(string place, CancellationToken cancel)
    {
        try
        {
            await using var source = await OpenAsync(connection, cancel);
            await using var instant = await source.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
            await source.RunAsync("SET TRANSACTION READ ONLY", cancel);
            var tables = await TablesAsync(source, cancel);
            if (tables.Contains(Dialect.HalfRestored))
                throw new StartException("Cette base est à moitié restaurée : finissez d’abord par « restauration ».");
            if (!tables.Contains("Territories") || await DatabaseProof.TerritoryAsync(source, cancel) is not { } territory)
                throw new StartException("Il n’y a rien à sauvegarder : la base ne contient encore aucun territoire.");
            var snapshot = (await source.ReadAsync("SELECT pg_export_snapshot()", row => row.GetString(0), cancel))[0];
            var proof = await ProveAsync(source, cancel);
            await tools.RunAsync("pg_dump", connection, source.PostgreSqlVersion.Major,
            [
                // The archive compresses it.
                "--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--no-password", "--lock-wait-timeout=60s",
                $"--schema={PlainSql.Quoted(proof.Schema!)}", $"--snapshot={snapshot}", $"--file={place}",
            ], cancel);
            return new CopiedDatabase(territory, proof);
        }
        catch (NpgsqlException error)
        {
            throw new StartException($"La base ne se copie pas : {error.Message}");
        }
    }

    /// <summary>What the tables hold, counted and summed by the server.</summary>
    public static async Task<DatabaseProof> ProveAsync(NpgsqlConnection source, CancellationToken cancel)
    {
        var schema = (await source.ReadAsync("SELECT current_schema()::text", row => row.GetString(0), cancel))[0];
        // The same text for the same row, whatever the server is set to.
        await source.RunAsync("SET bytea_output = 'hex'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET TimeZone = 'UTC'; "
            + "SET extra_float_digits = 1", cancel);
        var tables = new List<TableProof>();
        foreach (var name in (await TablesAsync(source, cancel)).Where(name => name != Dialect.HalfRestored))
        {
            // The first 60 bits of each row's hash, added: a sum does not mind in which order rows come.
            tables.AddRange(await source.ReadAsync(
                "SELECT COUNT(*), COALESCE(SUM(('x' || LEFT(ENCODE(SHA256(CONVERT_TO(held::text, 'UTF8')), 'hex'), 15))"
                + $"::bit(60)::bigint), 0)::text FROM {PlainSql.Quoted(schema)}.{PlainSql.Quoted(name)} AS held",
                row => new TableProof(name, row.GetInt64(0), row.GetString(1)), cancel));
        }
        var (migrations, last) = await DatabaseProof.PositionAsync(source, cancel);
        return new DatabaseProof(DatabaseProof.Postgres, source.ServerVersion, schema, migrations, tables, last);
    }

    /// <summary>The tables of the schema that unqualified names speak of.</summary>
    public static async Task<List<string>> TablesAsync(NpgsqlConnection source, CancellationToken cancel)
        => [.. (await source.ReadAsync(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()", row => row.GetString(0), cancel))
            .Order(StringComparer.Ordinal)];

    public static async Task<NpgsqlConnection> OpenAsync(string connection, CancellationToken cancel)
    {
        // What is set for a proof dies with the connection.
        var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        try
        {
            await opened.OpenAsync(cancel);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }
}
