using System.Security.Cryptography;
using Terreau.Web.Hosting;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>The originals of imported files, in the data folder, each under the hash of its content: never changed, kept once.</summary>
internal sealed class OriginalFiles(TerreauOptions options)
{
    private string Folder => options.OriginalFolder;

    /// <summary>Keeps a file, whole or not at all.</summary>
    /// <returns>Its hash.</returns>
    public string Keep(byte[] content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var place = Path.Combine(Folder, hash);
        if (File.Exists(place)) return hash;
        Directory.CreateDirectory(Folder);
        var draft = $"{place}.{Path.GetRandomFileName()}";
        using (var file = new FileStream(draft, FileMode.CreateNew))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, place, overwrite: true);
        return hash;
    }

    /// <summary>Where it is; null when it is no longer kept.</summary>
    public string? PathOf(string hash) => Path.GetFullPath(Path.Combine(Folder, hash)) is var place && File.Exists(place) ? place : null;

    /// <summary>Null when it is no longer kept.</summary>
    public byte[]? Read(string hash) => PathOf(hash) is { } place ? File.ReadAllBytes(place) : null;

    /// <summary>A mark that one process holds while it works on a file; it falls with the process.</summary>
    /// <returns>Null when another one holds it.</returns>
    public FileStream? Lock(Guid file)
    {
        Directory.CreateDirectory(Folder);
        try
        {
            return new FileStream(Path.Combine(Folder, $"{file}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Forget(string hash) => File.Delete(Path.Combine(Folder, hash));
}
