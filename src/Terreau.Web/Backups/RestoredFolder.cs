using Terreau.Web.Backups.Archives;
using Terreau.Web.Data;
using Terreau.Web.Hosting;

namespace Terreau.Web.Backups;

/// <summary>
/// A data folder that is restored. What comes out of the archive lies in a folder of passage, which no program serves beside, until all
/// of it is proven.
/// </summary>
internal sealed class RestoredFolder(TerreauOptions options)
{
    private const string Placed = "place";

    // What a disk, and the hold of the folder, put there by themselves.
    private static readonly string[] Ignored = ["lost+found", FolderHold.LockFile, FolderHold.HolderFile, Opening.HalfRestored];

    private string Passage => Path.Combine(options.Data, Opening.HalfRestored);

    /// <summary>A restoring had put everything in its place, and was stopped before it could say so.</summary>
    public bool IsPlaced => File.Exists(Path.Combine(Passage, Placed));

    /// <summary>Takes back what an interrupted restoring had put there, and nothing else.</summary>
    /// <exception cref="StartException">Something else is there.</exception>
    public void RequireEmpty()
    {
        if (Directory.Exists(Passage)) Sweep();
        var found = Directory.EnumerateFileSystemEntries(options.Data).Select(path => Path.GetFileName(path))
            .Where(name => !Ignored.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (found.Count == 0) return;
        throw new StartException($"Le dossier « {Path.GetFullPath(options.Data)} » n’est pas vide ({French.List([.. found.Take(4)])}) : "
            + "une restauration se fait dans un dossier vide. Choisissez-en un avec --data, ou mettez de côté ce qui est là.");
    }

    /// <summary>From now on nobody opens it.</summary>
    /// <returns>The folder of passage.</returns>
    public string Mark()
    {
        Directory.CreateDirectory(Passage);
        return Passage;
    }

    /// <summary>Where a file of the archive, other than the database, is taken out to.</summary>
    public Stream Open(string name) => PrivateFile.Create(Path.Combine(Passage, name));

    /// <summary>Puts the files in their places. The folder stays closed.</summary>
    public void Place()
    {
        foreach (var (part, place) in Parts())
        {
            if (Directory.Exists(part)) Directory.Move(part, place);
        }
        File.WriteAllText(Path.Combine(Passage, Placed), "");
    }

    /// <summary>All is there: whoever comes may open it.</summary>
    public void Unmark() => Directory.Delete(Passage, recursive: true);

    /// <summary>Takes back all that was put there; the mark goes last.</summary>
    public void Sweep()
    {
        foreach (var (_, place) in Parts())
        {
            if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        }
        if (Directory.Exists(Passage)) Directory.Delete(Passage, recursive: true);
    }

    private IEnumerable<(string Part, string Place)> Parts() =>
    [
        (Path.Combine(Passage, ArchiveNames.Originals.TrimEnd('/')), options.OriginalFolder),
        (Path.Combine(Passage, ArchiveNames.Keys.TrimEnd('/')), options.KeyFolder),
    ];
}
