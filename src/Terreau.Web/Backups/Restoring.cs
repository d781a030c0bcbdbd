using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Backups.Age;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Backups.Copies;
using Terreau.Web.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups;

/// <summary>
/// Makes an empty folder, and an empty database, what an archive says they were, and proves it before anybody may open them. What is
/// refused is refused before anything is written; what fails or is stopped leaves nothing that could be taken for a territory.
/// </summary>
/// <param name="options">Where to: the data folder and the database.</param>
internal sealed class Restoring(TerreauOptions options, TimeProvider clock)
{
    public const string Verb = "restauration";

    private readonly RestoredFolder folder = new(options);
    private readonly IDatabaseRestoring database = DatabaseCopies.Into(options.Connection);

    /// <param name="manifest">What <see cref="ArchiveReading.Prove"/> has just found true of the archive.</param>
    /// <exception cref="StartException">It cannot be done there; all is as it was.</exception>
    public async Task RestoreAsync(string archive, Passphrase? phrase, Manifest manifest, CancellationToken cancel)
    {
        RequireReadable(manifest);
        Opening.MakeFolder(options.Data);
        using var hold = FolderHold.Take(options.Data, Verb, clock);
        try
        {
            await RequireEmptyAsync(cancel);
            var isOpen = false;
            try
            {
                await FillAsync(archive, phrase, manifest, cancel);
                folder.Place();
                await database.OpenAsync(CancellationToken.None);
                isOpen = true;
                folder.Unmark();
            }
            finally
            {
                if (!isOpen) await SweepAsync();
            }
        }
        catch (DbException error)
        {
            throw new StartException($"La base ne se restaure pas : {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"La restauration n’est pas faite : {error.Message}");
        }
    }

    private async Task FillAsync(string archive, Passphrase? phrase, Manifest manifest, CancellationToken cancel)
    {
        var passage = folder.Mark();
        var staged = database.StagingIn(passage);
        var again = ArchiveReading.Extract(archive, phrase,
            name => name == database.ArchivedName ? PrivateFile.Create(staged) : folder.Open(name), cancel);
        if (!again.ToJson().AsSpan().SequenceEqual(manifest.ToJson()))
            throw new StartException("La sauvegarde a changé pendant qu’elle était lue : recommencez.");
        foreach (var file in manifest.Files)
        {
            cancel.ThrowIfCancellationRequested();
            var place = file.Name == database.ArchivedName ? staged : Path.Combine(passage, file.Name);
            if (await HashAsync(place, cancel) != file.Sha256)
                throw new StartException($"« {file.Name} » ne se relit pas comme il a été écrit : le disque est à vérifier.");
        }
        await database.FillAsync(staged, manifest.Database, cancel);
        var differences = manifest.Database.DifferencesTo(await database.ProveAsync(cancel));
        if (differences.Count > 0)
            throw new StartException($"La base restaurée n’est pas celle de la sauvegarde : {French.List([.. differences.Take(5)])}.");
        await RenewAsync(manifest, cancel);
    }

    /// <summary>It is another database from here on: an index of the one it was made of, on whatever node, is made anew.</summary>
    private async Task RenewAsync(Manifest manifest, CancellationToken cancel)
    {
        // One of before databases had a mark gets its first when it is opened.
        if (!manifest.Database.Tables.Any(table => table.Name == nameof(DatabaseMark))) return;
        await using var parts = Parts(database.Connection);
        await using var scope = parts.CreateAsyncScope();
        await DatabaseMark.RenewAsync(
            scope.ServiceProvider.GetRequiredService<TerreauDb>(), Act.ByConsole(clock, "rétablir une sauvegarde"), cancel);
    }

    private async Task RequireEmptyAsync(CancellationToken cancel)
    {
        if (folder.IsPlaced && await database.IsOpenAsync(cancel))
        {
            folder.Unmark();
            throw new StartException("La restauration qui s’était arrêtée avait abouti : ce dossier est prêt, « serve » l’ouvre.");
        }
        await database.RequireEmptyAsync(cancel);
        folder.RequireEmpty();
    }

    private void RequireReadable(Manifest manifest)
    {
        if (!manifest.Files.Any(file => file.Name == database.ArchivedName))
        {
            throw new StartException(manifest.Database.Kind == DatabaseProof.Postgres
                ? "Cette sauvegarde est celle d’une base PostgreSQL : donnez-en une vide avec --database « Host=…;Database=… »."
                : "Cette sauvegarde est celle d’une base SQLite : elle ne se restaure pas dans PostgreSQL. Laissez --database de côté.");
        }
        using var parts = Parts(options.Connection);
        using var scope = parts.CreateScope();
        var known = scope.ServiceProvider.GetRequiredService<TerreauDb>().Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if (manifest.Database.Migrations.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new StartException($"Cette sauvegarde vient d’une version plus récente de Terreau ({manifest.Program}, étape "
                + $"« {unknown} ») : installez-la, puis recommencez.");
        }
    }

    /// <summary>What is needed to open a database, and nothing of a site.</summary>
    public static ServiceProvider Parts(string connection)
        => new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddTerreauDb(connection).BuildServiceProvider();

    private async Task SweepAsync()
    {
        // The mark of the folder goes last: until then nobody opens what is half there.
        await database.SweepAsync();
        folder.Sweep();
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
