using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Terreau.Web.Backups.Age;

namespace Terreau.Web.Backups.Archives;

/// <summary>
/// Makes an archive: tar, compressed, encrypted where a phrase is given. It grows under another name and has its own only once it is
/// whole and on the disk.
/// </summary>
internal sealed class ArchiveWriting : IDisposable
{
    private const string Draft = ".part";

    private readonly string place;
    private readonly FileStream file;
    private readonly AgeWriting? age;
    private readonly GZipStream zip;
    private readonly TarWriter tar;
    private readonly List<ArchivedFile> files = [];
    private bool isDone;

    private ArchiveWriting(string place, FileStream file, Passphrase? phrase)
    {
        this.place = place;
        this.file = file;
        age = phrase is null ? null : new AgeWriting(file, phrase);
        zip = new GZipStream(age is null ? file : age, CompressionLevel.Optimal, leaveOpen: true);
        tar = new TarWriter(zip, TarEntryFormat.Pax, leaveOpen: true);
    }

    /// <exception cref="IOException">The place is taken, or cannot be written.</exception>
    public static ArchiveWriting Open(string place, Passphrase? phrase)
    {
        if (File.Exists(place)) throw new IOException($"« {place} » existe déjà.");
        // Held against another backup that would sweep it.
        return new ArchiveWriting(place, PrivateFile.Create(place + Draft), phrase);
    }

    /// <summary>Removes what backups that were cut short left in a folder.</summary>
    public static void Sweep(string folder)
    {
        foreach (var draft in Directory.EnumerateFiles(folder, $"terreau-*{Draft}"))
        {
            try
            {
                // Whoever still writes it holds it.
                using var held = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                // Another backup is under way there.
            }
        }
    }

    /// <summary>Takes a file in, with its hash.</summary>
    /// <returns>False when it has gone meanwhile.</returns>
    public bool Add(string name, string path)
    {
        try
        {
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Add(name, content);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Ends the archive with its manifest and gives it its name.</summary>
    /// <param name="manifest">Made of the files taken in.</param>
    /// <returns>What was written.</returns>
    public Manifest Complete(Func<IReadOnlyList<ArchivedFile>, Manifest> manifest)
    {
        var whole = manifest([.. files]);
        using (var text = new MemoryStream(whole.ToJson())) Add(Manifest.Name, text);
        tar.Dispose();
        zip.Dispose();
        age?.Complete();
        file.Flush(flushToDisk: true);
        file.Dispose();
        File.Move(place + Draft, place);
        isDone = true;
        return whole;
    }

    public void Dispose()
    {
        tar.Dispose();
        zip.Dispose();
        age?.Dispose();
        file.Dispose();
        if (!isDone) File.Delete(place + Draft);
    }

    private void Add(string name, Stream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = content.Length;
        using (var told = new HashedReading(content, length, hash))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = told, Mode = PrivateFile.OwnerOnly });
        }
        files.Add(new ArchivedFile(name, length, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }
}
