using Terreau.Web.Hosting;

namespace Terreau.Web.Backups;

/// <summary>A folder of passage that one backup holds at a time; what a killed one left there goes with the next.</summary>
internal sealed class StagingFolder : IDisposable
{
    private readonly FileStream held;

    private StagingFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <exception cref="StartException">Another one holds it.</exception>
    public static StagingFolder Take(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        FileStream held;
        try
        {
            held = new FileStream(System.IO.Path.Combine(path, "tenu"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException)
        {
            throw new StartException("Une autre sauvegarde de ce dossier est en cours : attendez sa fin.");
        }
        var taken = new StagingFolder(path, held);
        taken.Clear();
        return taken;
    }

    public void Dispose()
    {
        Clear();
        held.Dispose();
        // Empty but for the file of the lock, which stays: removed, two could hold two files of one name.
    }

    private void Clear()
    {
        foreach (var file in Directory.EnumerateFiles(Path).Where(file => file != held.Name)) File.Delete(file);
    }
}
