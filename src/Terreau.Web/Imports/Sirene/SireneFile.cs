using System.IO.Compression;
using Terreau.Web.Hosting;

namespace Terreau.Web.Imports.Sirene;

/// <summary>
/// One stock file as given: CSV, Parquet, or a zip of one CSV. What a zip declares and what it gives are both checked while it is
/// read, and their ratio is bounded.
/// </summary>
internal sealed class SireneFile
{
    private const int Block = 1 << 20;
    private readonly string given;
    private readonly Form form;
    private readonly UnpackBounds bounds;

    private SireneFile(string given, Form form, UnpackBounds bounds) => (this.given, this.form, this.bounds) = (given, form, bounds);

    private enum Form { Csv, Parquet, Zip }

    /// <summary>As the operator wrote it.</summary>
    public string Given => given;

    public bool IsParquet => form == Form.Parquet;

    /// <summary>Looks at what a file begins with, whatever its name says.</summary>
    /// <param name="path">As the operator wrote it.</param>
    /// <param name="bounds">How large a zip may become.</param>
    /// <exception cref="StartException">It is missing, broken, too large, or no such file.</exception>
    public static Task<SireneFile> OpenAsync(string path, UnpackBounds bounds, CancellationToken cancel)
    {
        if (!File.Exists(path)) throw new StartException($"Le fichier « {path} » n’existe pas.");
        return SayingWhyAsync(path, async () =>
        {
            var start = await StartAsync(path, cancel);
            if (start.Length == 0) throw new StartException($"Le fichier « {path} » est vide.");
            if (start.AsSpan().StartsWith("PAR1"u8)) return new SireneFile(path, Form.Parquet, bounds);
            if (!start.AsSpan().StartsWith("PK"u8))
            {
                return start.AsSpan().Contains((byte)0)
                    ? throw new StartException($"Le fichier « {path} » n’est ni un CSV, ni un Parquet, ni un zip.")
                    : new SireneFile(path, Form.Csv, bounds);
            }
            await using var archive = await ZipFile.OpenReadAsync(path, cancel);
            if (archive.Entries is not [{ Length: > 0 } entry] || !entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                throw new StartException($"L’archive « {path} » doit contenir un fichier CSV et rien d’autre.");
            return entry.Length > bounds.MostFor(entry.CompressedLength) ? throw TooLarge(path, bounds.MostFor(entry.CompressedLength))
                : new SireneFile(path, Form.Zip, bounds);
        });
    }

    /// <summary>Gives the CSV block after block, until it ends or is refused.</summary>
    /// <returns>False when a block was refused.</returns>
    public Task<bool> ReadAsync(Func<ReadOnlySpan<byte>, bool> take, CancellationToken cancel) => SayingWhyAsync(given, async () =>
    {
        if (form != Form.Zip)
        {
            await using var file = new FileStream(given, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0,
                FileOptions.SequentialScan);
            return await PourAsync(file, file.Length, take, cancel) is not null;
        }
        await using var archive = await ZipFile.OpenReadAsync(given, cancel);
        var entry = archive.Entries.Single();
        await using var source = await entry.OpenAsync(cancel);
        var most = Math.Min(bounds.MostFor(entry.CompressedLength), entry.Length);
        return await PourAsync(source, most, take, cancel) is { } written
            && (written == entry.Length ? true : throw new InvalidDataException("Shorter than declared."));
    });

    /// <summary>The whole file as a reader of several threads opens it: a zip is unpacked first.</summary>
    /// <param name="folder">Where a zip is unpacked; whoever gave the folder removes it.</param>
    public async Task<string> WholeAsync(string folder, CancellationToken cancel)
    {
        if (form != Form.Zip) return given;
        await SayingWhyAsync(given, async () =>
        {
            await using var archive = await ZipFile.OpenReadAsync(given, cancel);
            var needed = archive.Entries.Single().Length;
            return new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace > needed
                ? true
                : throw new StartException(
                    $"Il faut {needed / 1_000_000:N0} Mo libres pour décompresser « {given} » dans le dossier de données.");
        });
        var target = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".csv");
        await using var copy = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await ReadAsync(
            block =>
            {
                copy.Write(block);
                return true;
            },
            cancel);
        return target;
    }

    private async Task<long?> PourAsync(Stream source, long most, Func<ReadOnlySpan<byte>, bool> take, CancellationToken cancel)
    {
        var block = new byte[Block];
        long read = 0;
        while (await source.ReadAsync(block, cancel) is var length and > 0)
        {
            read += length;
            if (read > most) throw TooLarge(given, most);
            if (!take(block.AsSpan(0, length))) return null;
        }
        return read;
    }

    private static async Task<byte[]> StartAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var start = new byte[4096];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        return start[..read];
    }

    private static async Task<T> SayingWhyAsync<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new StartException($"L’archive « {path} » est abîmée ou chiffrée : elle ne se décompresse pas.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Le fichier « {path} » ne se lit pas : {error.Message}");
        }
    }

    private static StartException TooLarge(string path, long most)
        => new($"L’archive « {path} » donnerait plus de {most / 1_000_000:N0} Mo : elle est refusée.");

    /// <summary>How large an unpacked file may be.</summary>
    /// <param name="MostBytes">Whatever the archive weighs. The stock of establishments weighs about 10 GB in 2026.</param>
    /// <param name="MostRatio">Against the packed bytes. A stock packs to between a fourth and a tenth; an archive that packs far better is
    /// a trap.</param>
    internal sealed record UnpackBounds(long MostBytes = 40_000_000_000, int MostRatio = 60)
    {
        /// <summary>Small files may pack well without being a trap.</summary>
        private const long AlwaysAllowed = 1_000_000;

        public long MostFor(long packed) => Math.Min(MostBytes, Math.Max(AlwaysAllowed, packed * MostRatio));
    }
}
