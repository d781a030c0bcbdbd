using System.Reflection;
using Terreau.Web.Backups.Age;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Backups.Copies;
using Terreau.Web.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups;

/// <summary>
/// Puts in one archive what cannot be made again: the database, the originals of imports, the keys of cookies and forms. The site may
/// serve meanwhile. The archive counts only once it was read back.
/// </summary>
internal sealed class BackupMaking(TerreauOptions options, TimeProvider clock)
{
    private const string Staging = ".sauvegarde";

    /// <param name="folder">Where archives are kept; made at need.</param>
    /// <param name="phrase">Encrypts it; null = not encrypted.</param>
    /// <exception cref="StartException">It could not be made; nothing of it is left.</exception>
    public async Task<MadeBackup> MakeAsync(string folder, Passphrase? phrase, CancellationToken cancel)
    {
        Opening.PrepareFolder(options.Data);
        RequireOutside(folder);
        try
        {
            Directory.CreateDirectory(folder);
            ArchiveWriting.Sweep(folder);
            using var staging = StagingFolder.Take(Path.Combine(options.Data, Staging));
            var copying = DatabaseCopies.Of(options.Connection);
            var copy = Path.Combine(staging.Path, copying.ArchivedName);
            // The clock is looked at first: what the archive holds is at least of that instant.
            var at = WholeSecond(clock.GetUtcNow().UtcDateTime);
            var copied = await copying.CopyAsync(copy, cancel);
            var place = Path.GetFullPath(Path.Combine(folder, ArchiveNames.Of(copied.Territory, at, phrase is not null)));
            var manifest = Write(place, phrase, copying.ArchivedName, copy, copied, at, cancel);
            ReadBack(place, phrase, manifest, cancel);
            var made = new MadeBackup(place, new FileInfo(place).Length, manifest, phrase is not null);
            new BackupNotes(options).Note(new BackupNote(at, place, made.Bytes, made.IsEncrypted, copied.Proof.Rows));
            return made;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"La sauvegarde n’est pas faite : {error.Message}");
        }
    }

    private Manifest Write(string place, Passphrase? phrase, string archivedName, string copy, CopiedDatabase copied, DateTime at,
        CancellationToken cancel)
    {
        using var archive = ArchiveWriting.Open(place, phrase);
        archive.Add(archivedName, copy);
        // After the database: what it names was there before, and is there still unless its time of keeping has ended meanwhile.
        foreach (var (name, path) in Files(options.OriginalFolder, ArchiveNames.Originals)
            .Concat(Files(options.KeyFolder, ArchiveNames.Keys)))
        {
            cancel.ThrowIfCancellationRequested();
            archive.Add(name, path);
        }
        cancel.ThrowIfCancellationRequested();
        return archive.Complete(files => new Manifest(Manifest.CurrentFormat, Version, at, copied.Territory, copied.Proof, files));
    }

    private static void ReadBack(string place, Passphrase? phrase, Manifest written, CancellationToken cancel)
    {
        try
        {
            if (ArchiveReading.Prove(place, phrase, cancel).ToJson().AsSpan().SequenceEqual(written.ToJson())) return;
            throw new StartException("La sauvegarde relue n’est pas celle qui a été écrite : le disque où elle va est à vérifier.");
        }
        catch
        {
            File.Delete(place);
            throw;
        }
    }

    private static IEnumerable<(string Name, string Path)> Files(string folder, string prefix) => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder).Select(path => (prefix + Path.GetFileName(path), path))
            .Where(file => ArchiveNames.IsKnown(file.Item1)).OrderBy(file => file.Item1, StringComparer.Ordinal);

    /// <summary>An archive in the data folder would be lost with it.</summary>
    private void RequireOutside(string folder)
    {
        var (data, given) = (Path.GetFullPath(options.Data), Path.GetFullPath(folder));
        if (given == data || given.StartsWith(data + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new StartException("Une sauvegarde dans le dossier des données serait perdue avec lui : choisissez-en un autre.");
    }

    private static DateTime WholeSecond(DateTime at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    private static string Version
        => typeof(BackupMaking).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";
}

/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Manifest">What it holds.</param>
/// <param name="IsEncrypted">Whether it takes a phrase to open it.</param>
internal sealed record MadeBackup(string Path, long Bytes, Manifest Manifest, bool IsEncrypted);
