using System.IO.Compression;
using Terreau.Web.Hosting;

namespace Terreau.Web.Imports.Sirene;

/// <summary>
/// One stock file as given: CSV, Parquet, or a zip of one CSV. A zip is unpacked into the working folder, because the file is read
/// by several threads at once; what it declares and what it holds are both checked while it grows.
/// </summary>
internal sealed class SireneFile
{
    private const int Buffer = 1 << 20;

    private SireneFile(string path, bool isParquet) => (Path, IsParquet) = (path, isParquet);

    public string Path { get; }
    public bool IsParquet { get; }

    /// <summary>Opens a file by what it begins with, whatever its name says.</summary>
    /// <param name="path">As the operator wrote it.</param>
    /// <param name="folder">Where a zip may be unpacked; the caller removes it.</param>
    /// <param name="bounds">How large a zip may become.</param>
    /// <exception cref="StartException">It is missing, broken, too large, or no such file.</exception>
    public static async Task<SireneFile> OpenAsync(string path, string folder, UnpackBounds bounds, CancellationToken cancel)
    {
        if (!File.Exists(path)) throw new StartException($"Le fichier « {path} » n’existe pas.");
        try
        {
            var start = await StartAsync(path, cancel);
            if (start.AsSpan().StartsWith("PAR1"u8)) return new SireneFile(path, isParquet: true);
            if (start.AsSpan().StartsWith("PK"u8)) return new SireneFile(await UnpackAsync(path, folder, bounds, cancel), isParquet: false);
            if (start.Length == 0) throw new StartException($"Le fichier « {path} » est vide.");
            if (start.AsSpan().Contains((byte)0)) throw new StartException($"Le fichier « {path} » n’est ni un CSV, ni un Parquet, ni un zip.");
            return new SireneFile(path, isParquet: false);
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

    private static async Task<byte[]> StartAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var start = new byte[4096];
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        return start[..read];
    }

    private static async Task<string> UnpackAsync(string path, string folder, UnpackBounds bounds, CancellationToken cancel)
    {
        await using var archive = await ZipFile.OpenReadAsync(path, cancel);
        if (archive.Entries is not [{ Length: > 0 } entry] || !entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw new StartException($"L’archive « {path} » doit contenir un fichier CSV et rien d’autre.");
        var most = bounds.MostFor(entry.CompressedLength);
        if (entry.Length > most) throw TooLarge(path, most);
        if (new DriveInfo(System.IO.Path.GetFullPath(folder)).AvailableFreeSpace < entry.Length)
            throw new StartException($"Il faut {entry.Length / 1_000_000:N0} Mo libres pour décompresser « {path} » dans le dossier de données.");
        var target = System.IO.Path.Combine(folder, Guid.NewGuid().ToString("N") + ".csv");
        await using var source = await entry.OpenAsync(cancel);
        await using var copy = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.Read, Buffer, useAsync: true);
        var block = new byte[Buffer];
        long written = 0;
        while (await source.ReadAsync(block, cancel) is var read and > 0)
        {
            written += read;
            if (written > entry.Length || written > most) throw TooLarge(path, Math.Min(most, entry.Length));
            await copy.WriteAsync(block.AsMemory(0, read), cancel);
        }
        return written == entry.Length ? target : throw new InvalidDataException("Shorter than declared.");
    }

    private static StartException TooLarge(string path, long most)
        => new($"L’archive « {path} » donnerait plus de {most / 1_000_000:N0} Mo : elle est refusée.");

    /// <summary>How large an unpacked file may be.</summary>
    /// <param name="MostBytes">Whatever the archive weighs. The stock of establishments weighs about 10 GB in 2026.</param>
    /// <param name="MostRatio">Against the packed bytes. A stock packs to between a fourth and a tenth; an archive that packs far better is a trap.</param>
    internal sealed record UnpackBounds(long MostBytes = 40_000_000_000, int MostRatio = 60)
    {
        /// <summary>Small files may pack well without being a trap.</summary>
        private const long AlwaysAllowed = 1_000_000;

        public long MostFor(long packed) => Math.Min(MostBytes, Math.Max(AlwaysAllowed, packed * MostRatio));
    }
}
