using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Data.Steady;
using Terreau.Web.Hosting;

namespace Terreau.Web.Seeds;

/// <summary>
/// What a data folder remembers of the database it goes with. An empty one beside a folder that was used has lost what it held, or is not
/// the one that was meant: to fill it as on a first day would hide that until nobody has a copy any more.
/// </summary>
internal static class UsedFolder
{
    /// <summary>What a program ends with that finds an empty database there.</summary>
    public const int EmptyCode = 4;

    public const string NoteFile = "terreau.database";

    /// <summary>Makes sure that the database is the one of the data folder, then applies the migrations that are missing.</summary>
    /// <returns>How many were applied.</returns>
    /// <exception cref="StartException">It has lost what it held, or as <see cref="Opening.MigrateAsync"/>.</exception>
    public static async Task<int> OpenAsync(TerreauDb db, TerreauOptions options, CancellationToken cancel)
    {
        try
        {
            await CheckAsync(db, options, cancel);
        }
        catch (Exception error) when (Outage.Is(error))
        {
            throw Opening.Away(error);
        }
        catch (Exception error) when (error is SqliteException or Npgsql.NpgsqlException)
        {
            // What is no database cannot be asked whether it is empty: that is told below, in its words.
        }
        return await Opening.MigrateAsync(db, cancel);
    }

    /// <exception cref="StartException">The database is empty, the folder was used, and nobody said to start anew.</exception>
    private static async Task CheckAsync(TerreauDb db, TerreauOptions options, CancellationToken cancel)
    {
        if (options.Anew || TracesIn(options) is not { Count: > 0 } traces || !await IsEmptyAsync(db, cancel)) return;
        // It has not lost what is on its way to it: that is told when it is opened.
        if (await Dialect.IsHalfRestoredAsync(db, cancel)) return;
        throw new StartException(
            $"La base de données est vide, alors que le dossier de données « {Path.GetFullPath(options.Data)} » "
            + $"a servi ({string.Join(", ", traces)}). Vérifiez TERREAU_DATABASE. Si le fichier de la base ou son journal « -wal » est "
            + "perdu, remettez-le ou remettez une sauvegarde. Pour repartir d’une base neuve, ajoutez --a-neuf.", EmptyCode);
    }

    /// <summary>Remembers the database, once it holds a territory.</summary>
    public static async Task NoteAsync(TerreauDb db, TerreauOptions options, CancellationToken cancel)
    {
        if (await DatabaseMark.OfAsync(db, cancel) is not { } mark) return;
        var place = Path.Combine(options.Data, NoteFile);
        var said = $"{mark:D}\n";
        if (File.Exists(place) && await File.ReadAllTextAsync(place, cancel) == said) return;
        await File.WriteAllTextAsync(place + ".next", said, cancel);
        File.Move(place + ".next", place, overwrite: true);
    }

    /// <summary>What nobody leaves who only looked, or whose first start was cut short, in words.</summary>
    private static List<string> TracesIn(TerreauOptions options)
    {
        var traces = new List<string>();
        if (File.Exists(Path.Combine(options.Data, NoteFile))) traces.Add($"note « {NoteFile} »");
        if (Any(options.IndexFolder, "current", SearchOption.AllDirectories)) traces.Add("index de recherche");
        if (Any(options.OriginalFolder, new string('?', 64))) traces.Add("originaux de fichiers importés");
        if (Any(options.KeyFolder, "*.xml")) traces.Add("clés des formulaires");
        return traces;
    }

    private static bool Any(string folder, string name, SearchOption how = SearchOption.TopDirectoryOnly)
        => Directory.Exists(folder) && Directory.EnumerateFiles(folder, name, how).Any();

    private static async Task<bool> IsEmptyAsync(TerreauDb db, CancellationToken cancel)
        => Dialect.HasNoFile(db) || !(await db.Database.GetAppliedMigrationsAsync(cancel)).Any() || await Worlds.IsEmptyAsync(db, cancel);
}
