using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Terreau.Web.Backups.Age;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups.Archives;

/// <summary>Reads an archive to its end: once to prove it before anything is written, once more to take its files out.</summary>
internal static class ArchiveReading
{
    private const int Step = 128 * 1024;

    /// <summary>Reads it whole, writes nothing.</summary>
    /// <returns>What it says of itself, which is true of what it holds.</returns>
    /// <exception cref="StartException">It is none of ours, does not open, is altered or lacks a part.</exception>
    public static Manifest Prove(string path, Passphrase? phrase, CancellationToken cancel)
        => Read(path, phrase, _ => Stream.Null, cancel);

    /// <summary>The same, and gives each file to whoever writes it.</summary>
    /// <param name="open">Where a file of the archive goes, by its name; closed once it is whole.</param>
    public static Manifest Extract(string path, Passphrase? phrase, Func<string, Stream> open, CancellationToken cancel)
        => Read(path, phrase, open, cancel);

    private static Manifest Read(string path, Passphrase? phrase, Func<string, Stream> open, CancellationToken cancel)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, Step);
            var isEncrypted = IsEncrypted(file);
            if (isEncrypted && phrase is null)
            {
                throw new StartException($"La sauvegarde « {name} » est chiffrée : donnez sa phrase secrète avec --phrase FICHIER "
                    + $"ou {Passphrase.Variable}.");
            }
            using Stream plain = isEncrypted ? new AgeReading(file, phrase!) : file;
            using var end = new TailReading(plain);
            using var zip = new TailReading(new GZipStream(end, CompressionMode.Decompress));
            var (manifest, files) = ReadTar(zip, open, cancel);
            // What comes after the last file has its part in the checks of what holds it.
            Drain(zip, cancel);
            Drain(end, cancel);
            // Whoever decompresses does not mind that the length at the end is missing.
            if (manifest is not null && end.Last != (uint)zip.Count) throw new EndOfStreamException();
            if (manifest is null) throw Refused(name, "il lui manque son manifeste, donc sa fin");
            if (!manifest.Files.SequenceEqual(files)) throw Refused(name, "ses fichiers ne sont pas ceux de son manifeste");
            return manifest;
        }
        catch (AgeException error)
        {
            throw Refused(name, error.Message);
        }
        catch (Exception error) when (IsOfContent(error))
        {
            throw Refused(name, "elle est altérée, il en manque une partie, ou ce n’est pas une sauvegarde de Terreau");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StartException($"La sauvegarde « {path} » n’existe pas.");
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StartException($"La sauvegarde « {path} » ne se lit pas : {error.Message}");
        }
    }

    private static (Manifest? Manifest, List<ArchivedFile> Files) ReadTar(Stream zip, Func<string, Stream> open, CancellationToken cancel)
    {
        var (files, names) = (new List<ArchivedFile>(), new HashSet<string>(StringComparer.Ordinal));
        using var tar = new TarReader(zip, leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile)) throw new InvalidDataException();
            if (entry.Name == Manifest.Name)
            {
                if (entry.Length > Manifest.MostBytes) throw new InvalidDataException();
                using var text = new MemoryStream();
                entry.DataStream?.CopyTo(text);
                var manifest = Manifest.Read(text.ToArray());
                // It is the last: what follows was put there by someone else.
                return tar.GetNextEntry() is null ? (manifest, files) : throw new InvalidDataException();
            }
            if (!ArchiveNames.IsKnown(entry.Name) || !names.Add(entry.Name)) throw new InvalidDataException();
            using var to = open(entry.Name);
            files.Add(Copy(entry, to, cancel));
        }
        return (null, files);
    }

    private static ArchivedFile Copy(TarEntry entry, Stream to, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, length) = (new byte[Step], 0L);
        while (entry.DataStream?.Read(buffer) is > 0 and var read)
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
            length += read;
        }
        if (length != entry.Length) throw new EndOfStreamException();
        if (to is FileStream file) file.Flush(flushToDisk: true);
        return new ArchivedFile(entry.Name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // Those of the reader of tar files are of many kinds.
    private static bool IsOfContent(Exception error) => error is InvalidDataException or EndOfStreamException or FormatException
        or JsonException or InvalidOperationException or ArgumentException or OverflowException or NotSupportedException;

    private static void Drain(Stream stream, CancellationToken cancel)
    {
        var buffer = new byte[Step];
        while (stream.Read(buffer) > 0) cancel.ThrowIfCancellationRequested();
    }

    private static bool IsEncrypted(FileStream file)
    {
        var first = new byte[AgeHeader.Version.Length];
        var read = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return first.AsSpan(0, read).SequenceEqual(AgeHeader.Version);
    }

    private static StartException Refused(string name, string why) => new($"La sauvegarde « {name} » ne s’ouvre pas : {why}.");
}
