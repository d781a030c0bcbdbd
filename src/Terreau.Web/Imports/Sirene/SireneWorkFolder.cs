namespace Terreau.Web.Imports.Sirene;

/// <summary>
/// A folder for one import, gone with it. One that a killed import left is taken away by the next: its lock, which the system lets
/// go with the process, can then be had.
/// </summary>
internal sealed class SireneWorkFolder : IDisposable
{
    private const string Start = "sirene-";
    private const string LockName = "en-cours";
    private readonly FileStream held;

    private SireneWorkFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <param name="parent">Where it is made, and where older ones are looked for.</param>
    public static SireneWorkFolder Open(string parent)
    {
        foreach (var left in Directory.EnumerateDirectories(parent, Start + "*"))
        {
            try
            {
                using (Lock(left)) { }
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // Another import is at work in it.
            }
        }
        var path = Directory.CreateDirectory(System.IO.Path.Combine(parent, Start + Guid.NewGuid().ToString("N"))).FullName;
        return new SireneWorkFolder(path, Lock(path));
    }

    public void Dispose()
    {
        held.Dispose();
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static FileStream Lock(string folder)
        => new(System.IO.Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
