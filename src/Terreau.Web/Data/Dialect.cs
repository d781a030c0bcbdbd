using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Terreau.Web.Data.Keeping;
using Terreau.Web.Data.Steady;

namespace Terreau.Web.Data;

/// <summary>All that differs between SQLite and PostgreSQL.</summary>
internal static class Dialect
{
    /// <summary>A connection string with "Host=" speaks of PostgreSQL; anything else of a SQLite file.</summary>
    public static bool IsPostgres(string connection)
        => new DbConnectionStringBuilder { ConnectionString = connection }.ContainsKey("Host");

    /// <summary>A table that stands in a PostgreSQL database while it is restored.</summary>
    public const string HalfRestored = "HalfRestored";

    /// <summary>
    /// Whether a database is being restored, or was when its restoring was cut short. A SQLite file has its name only once whole.
    /// </summary>
    public static async Task<bool> IsHalfRestoredAsync(DbContext db, CancellationToken cancel)
        => db is PostgresTerreauDb && await db.Database.SqlQuery<bool>(
            $"SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema() AND tablename = {HalfRestored}) AS \"Value\"")
            .SingleAsync(cancel);

    /// <summary>The file of the database; null for PostgreSQL.</summary>
    public static string? FileOf(string connection)
        => IsPostgres(connection) ? null : new SqliteConnectionStringBuilder(connection).DataSource;

    public static IServiceCollection AddTerreauDb(this IServiceCollection services, string connection)
    {
        services.AddScoped<WriteGate>();
        services.AddSingleton<JournalBell>().AddSingleton<KeepingParts>().AddSingleton<WorkerBoard>();
        if (IsPostgres(connection))
        {
            services.AddDbContext<PostgresTerreauDb>(options => Postgres(options, connection));
            services.AddScoped<TerreauDb>(provider => provider.GetRequiredService<PostgresTerreauDb>());
        }
        else
        {
            services.AddDbContext<SqliteTerreauDb>(options => Sqlite(options, connection));
            services.AddScoped<TerreauDb>(provider => provider.GetRequiredService<SqliteTerreauDb>());
            services.AddHostedService<LogSettling>();
        }
        return services;
    }

    public static void Sqlite(DbContextOptionsBuilder options, string connection)
        => options.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable("Migrations"))
            .AddInterceptors(DurableSqlite.Instance, RingOnCommit.Instance).ConfigureWarnings(TellOnce);

    public static void Postgres(DbContextOptionsBuilder options, string connection)
        => options.UseNpgsql(Named(connection), postgres => postgres.MigrationsHistoryTable("Migrations")
                .ExecutionStrategy(parts => new ReadAgain(parts)))
            .AddInterceptors(RingOnCommit.Instance).ConfigureWarnings(TellOnce);

    /// <summary>A failure is thrown, and told once where it is caught.</summary>
    private static void TellOnce(WarningsConfigurationBuilder warnings) => warnings.Log(
        (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.ConnectionError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug));

    /// <summary>The server is told which machine asks, unless the operator gave a name: so it is known which nodes there are.</summary>
    private static string Named(string connection)
    {
        var named = new NpgsqlConnectionStringBuilder(connection);
        if (string.IsNullOrEmpty(named.ApplicationName)) named.ApplicationName = $"{NodeStart}{Environment.MachineName}";
        return named.ConnectionString;
    }

    private const string NodeStart = "terreau@";

    /// <summary>What holds the data, how much of the disk it takes, and the names of the machines that ask it now.</summary>
    public static async Task<(string Server, long Bytes, IReadOnlyList<string> Nodes)> DescribeAsync(DbContext db, CancellationToken cancel)
    {
        if (db is not PostgresTerreauDb)
        {
            var version = await db.Database.SqlQuery<string>($"SELECT sqlite_version() AS \"Value\"").SingleAsync(cancel);
            var size = await db.Database.SqlQuery<long>(
                $"SELECT page_count * page_size AS \"Value\" FROM pragma_page_count(), pragma_page_size()").SingleAsync(cancel);
            // The folder belongs to one process.
            return ($"SQLite {version}", size, [Environment.MachineName]);
        }
        var server = await db.Database.SqlQuery<string>($"SELECT current_setting('server_version') AS \"Value\"").SingleAsync(cancel);
        var bytes = await db.Database.SqlQuery<long>($"SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancel);
        var nodes = await db.Database.SqlQuery<string>(
            $"""
            SELECT DISTINCT application_name AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE {NodeStart + "%"}
            """).ToListAsync(cancel);
        return ($"PostgreSQL {server.Split(' ')[0]}", bytes,
            [.. nodes.Select(node => node[NodeStart.Length..]).Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Journal numbers must become visible in their order, or a reader of the journal could pass over
    /// a line that commits late. SQLite has one writer by nature; PostgreSQL is asked for the same,
    /// for the length of the current transaction.
    /// </summary>
    public static Task OneWriterAsync(DbContext db, CancellationToken cancel)
        => db is PostgresTerreauDb
            ? db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(7265727265617)", cancel)
            : Task.CompletedTask;

    /// <summary>
    /// Holds a name among all the nodes of a PostgreSQL, for as long as what is returned is not disposed of and
    /// the connection lives. SQLite has one node: the folder of the index belongs to one process.
    /// </summary>
    /// <returns>Null when another connection holds the name.</returns>
    public static async Task<IAsyncDisposable?> HoldAsync(DbContext db, string name, CancellationToken cancel)
    {
        if (db is not PostgresTerreauDb) return new Held(null, name);
        // Opened by us: it stays open until we close it, and the lock with it.
        await db.Database.OpenConnectionAsync(cancel);
        var held = new Held(db, name);
        try
        {
            if (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Held.Class}, hashtext({name})) AS \"Value\"")
                .SingleAsync(cancel)) return held;
        }
        catch
        {
            await db.Database.CloseConnectionAsync();
            throw;
        }
        await db.Database.CloseConnectionAsync();
        return null;
    }

    /// <summary>
    /// Commits a change that changes nothing, to learn whether the database can be written. Another one who writes for long proves it.
    /// </summary>
    public static async Task TryToWriteAsync(DbContext db, CancellationToken cancel)
    {
        if (db is PostgresTerreauDb)
        {
            // A number of a transaction is given for good, and written.
            await db.Database.ExecuteSqlRawAsync("SELECT pg_current_xact_id()", cancel);
            return;
        }
        var own = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false, DefaultTimeout = 1 };
        await using var connection = new SqliteConnection(own.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var version = (long)(await command.ExecuteScalarAsync(cancel))!;
        command.CommandText = $"PRAGMA user_version = {version}";
        try
        {
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            // SQLITE_BUSY, SQLITE_LOCKED.
        }
    }

    private sealed class Held(DbContext? db, string name) : IAsyncDisposable
    {
        /// <summary>Keeps our names apart from other locks of two numbers.</summary>
        public const int Class = 1414681170;

        public async ValueTask DisposeAsync()
        {
            if (db is null) return;
            try
            {
                await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Class}, hashtext({name}))");
            }
            catch (Exception failure) when (failure is DbException or InvalidOperationException)
            {
                // The connection broke: the server let the name go.
            }
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>
    /// What was erased is also taken out of the write-ahead log of SQLite, at once where nobody reads. PostgreSQL
    /// does it in its own time.
    /// </summary>
    public static Task ForgetAsync(DbContext db, CancellationToken cancel)
        => db is SqliteTerreauDb ? db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel) : Task.CompletedTask;

    /// <summary>The file of SQLite is not there or has no byte: to open it would make one.</summary>
    public static bool HasNoFile(DbContext db)
        => db is SqliteTerreauDb && new FileInfo(db.Database.GetDbConnection().DataSource) is { Exists: false } or { Length: 0 };

    /// <summary>Brings the log of SQLite into its file, as far as nobody who reads or writes would have to wait for it.</summary>
    public static Task SettleAsync(DbContext db, CancellationToken cancel) => db is SqliteTerreauDb
        ? db.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(TRUNCATE)", cancel) : Task.CompletedTask;

    /// <summary>
    /// Write-ahead log so that readers never wait, full synchronisation so that what was acknowledged
    /// survives a power cut, and a patience of ten seconds when another process writes.
    /// </summary>
    private sealed class DurableSqlite : DbConnectionInterceptor
    {
        public static readonly DurableSqlite Instance = new();

        private const string Pragmas =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; "
            // What a person erased is overwritten with zeros, not only forgotten by the index.
            + "PRAGMA secure_delete=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Apply(connection);
            return Task.CompletedTask;
        }

        private static void Apply(DbConnection connection)
        {
            // Who only looks, as at whether a database is there, changes nothing of it: a copy may come without this log.
            if (connection is not SqliteConnection sqlite || SQLitePCL.raw.sqlite3_db_readonly(sqlite.Handle!, "main") == 1) return;
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }
}
