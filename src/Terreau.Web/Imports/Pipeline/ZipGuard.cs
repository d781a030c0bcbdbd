using System.IO.Compression;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>
/// Looks at an archive before a reader opens it: how many files, how large once inflated. What an archive declares may lie, so
/// each file is inflated once and counted.
/// </summary>
internal static class ZipGuard
{
    /// <summary>A workbook has a few dozen files.</summary>
    private const int MaxFiles = 2_000;

    private const long MaxInflated = 300_000_000;

    /// <returns>The names of its files.</returns>
    /// <exception cref="UnreadableFileException">Too many files, too large, or locked.</exception>
    public static IReadOnlyCollection<string> Check(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > MaxFiles)
            throw new UnreadableFileException($"Cette archive contient {archive.Entries.Count} fichiers : ce n’est pas un tableau.");
        var buffer = new byte[81_920];
        long inflated = 0;
        foreach (var entry in archive.Entries)
        {
            if (entry.IsEncrypted) throw new UnreadableFileException("Ce fichier est protégé par un mot de passe. Enregistrez-le sans.");
            if (entry.Length > MaxInflated) throw TooLarge();
            using var content = entry.Open();
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                inflated += read;
                if (inflated > MaxInflated) throw TooLarge();
            }
        }
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static UnreadableFileException TooLarge() => new(TableFile.TooLarge);
}
