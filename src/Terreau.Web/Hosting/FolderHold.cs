using System.Text.Json;

namespace Terreau.Web.Hosting;

/// <summary>
/// The data folder, held by one program at a time: two would ruin each other's index. It is a lock of the system on a file (flock on
/// Unix), which falls with its process however that ends. What only touches the database needs no hold: it has locks of its own.
/// </summary>
internal sealed class FolderHold : IDisposable
{
    /// <summary>What a program ends with that needs a folder held by another.</summary>
    public const int HeldCode = 3;

    /// <summary>The verb of the site, which holds its folder for life.</summary>
    public const string Site = "serve";

    public const string LockFile = "terreau.lock";

    // A file apart: nobody else can open the one that is locked.
    public const string HolderFile = "terreau.holder";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private const int Looks = 20;

    private readonly FileStream held;

    private FolderHold(FileStream held) => this.held = held;

    /// <param name="folder">It exists and can be written.</param>
    /// <param name="verb">What this program does with it, in the word of the console.</param>
    /// <param name="clock">Says since when.</param>
    /// <exception cref="StartException">Another program holds it, or nothing there can be held.</exception>
    public static FolderHold Take(string folder, string verb, TimeProvider clock)
    {
        for (var look = 1; ; look++)
        {
            if (TryTake(folder, verb, clock) is { } hold) return hold;
            // Who has just taken it has not yet said so.
            var holder = HolderOf(folder);
            if (holder?.MayLive == true || look == Looks) throw new StartException(Said(folder, holder), HeldCode);
            Thread.Sleep(Pause);
        }
    }

    /// <returns>Null when another program holds it.</returns>
    /// <exception cref="StartException">Nothing there can be held.</exception>
    public static FolderHold? TryTake(string folder, string verb, TimeProvider clock)
    {
        if (Locked(folder) is not { } file) return null;
        try
        {
            // Without true locks everybody gets one.
            using (var second = Locked(folder))
            {
                if (second is not null)
                {
                    throw new StartException($"Le dossier de données « {Path.GetFullPath(folder)} » ne permet pas de verrou. "
                        + "Choisissez avec TERREAU_DATA un dossier d’un disque de cette machine.");
                }
            }
            Say(folder, new Holder(Environment.ProcessId, Environment.MachineName, verb, clock.GetUtcNow().UtcDateTime));
            return new FolderHold(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Who holds it, or held it last; null when nobody said so.</summary>
    public static Holder? HolderOf(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<Holder>(File.ReadAllBytes(Path.Combine(folder, HolderFile)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    // The file stays: to remove it would let two programs lock two files of one name.
    public void Dispose() => held.Dispose();

    private static FileStream? Locked(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StartException(
                $"Le dossier de données « {Path.GetFullPath(folder)} » n’est pas accessible en écriture : {error.Message}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Say(string folder, Holder holder)
    {
        var place = Path.Combine(folder, HolderFile);
        var next = $"{place}.{holder.Process}";
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(holder));
        File.Move(next, place, overwrite: true);
    }

    private static string Said(string folder, Holder? holder)
    {
        var who = holder is null ? "" : $" : processus {holder.Process} de la machine « {holder.Machine} » ({holder.Verb}), "
            + $"depuis le {French.Instant(holder.Since)}";
        return $"Le dossier de données « {Path.GetFullPath(folder)} » est tenu par un autre Terreau{who}. "
            + "Arrêtez-le, ou choisissez un autre dossier avec TERREAU_DATA.";
    }

    /// <summary>A program that holds a folder.</summary>
    /// <param name="Process">Its number.</param>
    /// <param name="Machine">The machine that numbered it.</param>
    /// <param name="Verb">What it does there.</param>
    /// <param name="Since">In UTC.</param>
    internal sealed record Holder(int Process, string Machine, string Verb, DateTime Since)
    {
        /// <summary>False only where it is sure to have ended.</summary>
        public bool MayLive
        {
            get
            {
                if (Machine != Environment.MachineName) return true;
                try
                {
                    using var process = System.Diagnostics.Process.GetProcessById(Process);
                    return true;
                }
                catch (ArgumentException)
                {
                    return false;
                }
            }
        }
    }
}
