using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data.Steady;
using Terreau.Web.Hosting;

namespace Terreau.Web.Data;

/// <summary>Makes the database fit to be used, or says in one sentence why it is not.</summary>
internal static class Opening
{
    private const string Restored = "est en cours de restauration. Si la restauration s’est arrêtée en route, relancez « restauration ».";

    /// <summary>What stands in a data folder while it is restored.</summary>
    public const string HalfRestored = ".restauration";

    /// <summary>Creates the data folder and proves that it can be written.</summary>
    /// <exception cref="StartException">It cannot.</exception>
    public static void PrepareFolder(string folder)
    {
        if (Directory.Exists(Path.Combine(folder, HalfRestored)))
            throw new StartException($"Le dossier de données « {Path.GetFullPath(folder)} » {Restored}");
        MakeFolder(folder);
    }

    /// <summary>The same, whatever state the folder is in.</summary>
    /// <exception cref="StartException">It cannot be written.</exception>
    public static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".essai-{Environment.ProcessId}");
            File.WriteAllText(probe, "essai");
            File.Delete(probe);
        }
        catch (IOException error) when (FullDisk.Is(error))
        {
            throw NoRoom();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"Le dossier de données « {Path.GetFullPath(folder)} » n’est pas accessible en écriture : {error.Message}");
        }
    }

    /// <summary>Applies the migrations that are missing.</summary>
    /// <returns>How many were applied.</returns>
    /// <exception cref="StartException">The database is of a newer version, cannot be reached, or is no database.</exception>
    public static async Task<int> MigrateAsync(TerreauDb db, CancellationToken cancel)
    {
        try
        {
            if (await Dialect.IsHalfRestoredAsync(db, cancel)) throw new StartException($"La base de données {Restored}");
            var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
            if (applied.Find(name => !known.Contains(name)) is { } unknown)
            {
                throw new StartException(
                    $"La base de données vient d’une version plus récente de Terreau (étape « {unknown} »). Installez cette version, ou choisissez un autre dossier avec TERREAU_DATA.");
            }
            var missing = known.Count - applied.Count;
            if (missing > 0) await db.Database.MigrateAsync(cancel);
            await DatabaseMark.MakeAsync(db, Act.ByConsole(TimeProvider.System, "ouvrir la base"), cancel);
            return missing;
        }
        catch (Exception error) when (Outage.Is(error))
        {
            throw Away(error);
        }
        catch (SqliteException error)
        {
            throw new StartException($"La base de données ne s’ouvre pas : {error.Message}");
        }
        catch (Npgsql.NpgsqlException error)
        {
            throw new StartException($"PostgreSQL ne répond pas comme attendu : {error.Message}");
        }
    }

    /// <summary>What a program says that cannot begin, or go on, because the database is away.</summary>
    public static StartException Away(Exception error)
        => FullDisk.Is(error) ? NoRoom() : new($"La base de données ne répond pas : {error.GetBaseException().Message}");

    /// <summary>What a program says that cannot go on because a disk is full.</summary>
    public static StartException NoRoom()
        => new("Le disque est plein. Ce qui était enregistré est gardé. Libérez de la place, puis recommencez.");
}
