using Npgsql;
using Terreau.Web.Backups.Age;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Backups.Copies;
using Terreau.Web.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups;

/// <summary>
/// Restores an archive to a place of passage, brings it to this program's version, and lets it go: a backup that was never restored is
/// a hope.
/// </summary>
/// <param name="options">Whose notes say that it was done; the server of PostgreSQL archives.</param>
/// <param name="passage">Where the place of passage is made; null = in the temporary folder of the system.</param>
internal sealed class Rehearsal(TerreauOptions options, TimeProvider clock, string? passage = null)
{
    /// <summary>No rehearsal lasts so long: what is older was left by one that was killed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly string passage = passage ?? Path.GetTempPath();

    private const string Prefix = "terreau-essai-";
    private const string PostgresPrefix = "terreau_essai_";

    /// <returns>How long a true restoring takes.</returns>
    /// <exception cref="StartException">It does not restore.</exception>
    public async Task<TimeSpan> TryAsync(string archive, Passphrase? phrase, Manifest manifest, CancellationToken cancel)
    {
        Sweep();
        var place = Path.Combine(passage, Prefix + Guid.NewGuid().ToString("N"));
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(place);
        else Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            var began = clock.GetTimestamp();
            var there = options with { Data = place, Database = $"Data Source={Path.Combine(place, "terreau.db")};Pooling=False" };
            if (manifest.Database.Kind == DatabaseProof.Sqlite) await RestoreAsync(archive, phrase, manifest, there, cancel);
            else await WithDatabaseAsync(manifest.Database.Schema!, (database, token)
                => RestoreAsync(archive, phrase, manifest, there with { Database = database }, token), cancel);
            var time = clock.GetElapsedTime(began);
            new BackupNotes(options).Note(new RehearsalNote(
                clock.GetUtcNow().UtcDateTime, Path.GetFullPath(archive), manifest.MadeAt, Math.Round(time.TotalSeconds, 1)));
            return time;
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private async Task RestoreAsync(
        string archive, Passphrase? phrase, Manifest manifest, TerreauOptions there, CancellationToken cancel)
    {
        await new Restoring(there, clock).RestoreAsync(archive, phrase, manifest, cancel);
        await using var parts = Restoring.Parts(there.Connection);
        await using var scope = parts.CreateAsyncScope();
        await Opening.MigrateAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), cancel);
    }

    private async Task WithDatabaseAsync(string schema, Func<string, CancellationToken, Task> work, CancellationToken cancel)
    {
        if (!Dialect.IsPostgres(options.Connection))
        {
            throw new StartException("Cette sauvegarde est celle d’une base PostgreSQL : donnez son serveur avec --database "
                + "« Host=…;Database=… », l’essai y crée une base de passage.");
        }
        try
        {
            await using var server = await PostgresCopying.OpenAsync(options.Connection, cancel);
            await SweepAsync(server, cancel);
            var name = PostgresPrefix + Guid.NewGuid().ToString("N");
            await server.RunAsync($"CREATE DATABASE {name} TEMPLATE template0", cancel);
            try
            {
                var given = new NpgsqlConnectionStringBuilder(options.Connection) { Database = name, Pooling = false };
                var connection = given.ConnectionString;
                // Held to the end, so that another rehearsal does not take it for one that was cut short.
                await using var held = await PostgresCopying.OpenAsync(connection, cancel);
                await held.RunAsync($"CREATE SCHEMA IF NOT EXISTS {PlainSql.Quoted(schema)}", cancel);
                await work(connection, cancel);
            }
            finally
            {
                await server.RunAsync($"DROP DATABASE {name} WITH (FORCE)", CancellationToken.None);
            }
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StartException("L’essai crée une base de passage, et ce compte n’en a pas le droit : donnez-le-lui avec "
                + "« ALTER ROLE … CREATEDB », ou donnez un autre compte avec --database.");
        }
        catch (NpgsqlException error)
        {
            throw new StartException($"PostgreSQL ne répond pas comme attendu : {error.Message}");
        }
    }

    /// <summary>Rehearsals that were killed left their database: nobody is in it.</summary>
    private static async Task SweepAsync(NpgsqlConnection server, CancellationToken cancel)
    {
        foreach (var name in await server.ReadAsync(
            $"SELECT datname::text FROM pg_database WHERE datname ~ '^{PostgresPrefix}[0-9a-f]{{32}}$' "
                + "AND pg_get_userbyid(datdba) = current_user",
            row => row.GetString(0), cancel))
        {
            try
            {
                await server.RunAsync($"DROP DATABASE {name}", cancel);
            }
            catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.ObjectInUse or PostgresErrorCodes.InvalidCatalogName)
            {
                // Another rehearsal is under way, or has just ended.
            }
        }
    }

    /// <summary>The same for folders.</summary>
    private void Sweep()
    {
        var before = clock.GetUtcNow().UtcDateTime - Longest;
        foreach (var left in Directory.EnumerateDirectories(passage, Prefix + "*"))
        {
            try
            {
                if (Directory.GetLastWriteTimeUtc(left) < before) Directory.Delete(left, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is of another user, or another rehearsal has just swept it.
            }
        }
    }
}
