using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Terreau.Web.Hosting;

namespace Terreau.Web.Commands;

/// <summary>
/// What the program writes is for the account it runs under: the database, the keys of forms, files as they were sent, the index and
/// what passes through the folder of temporary files hold what other accounts of the machine may not read.
/// </summary>
internal static class PrivateFiles
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Files made from now on are readable by their owner alone (0600), folders open to them alone (0700).</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows()) _ = Umask(Convert.ToUInt32("077", 8));
    }

    /// <summary>A sentence where others may read what an earlier version, or a copy, has left open; null where they may not.</summary>
    public static string? Warning(TerreauOptions options)
    {
        var folder = Path.GetFullPath(options.Data);
        return !OperatingSystem.IsWindows() && IsOpen(folder)
            ? $"Attention\u00A0: d’autres comptes de cette machine peuvent lire «\u00A0{folder}\u00A0». "
                + $"Fermez-le\u00A0: chmod -R go= {folder}"
            : null;
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsOpen(string folder)
    {
        const UnixFileMode Entered = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (!Directory.Exists(folder) || (File.GetUnixFileMode(folder) & Entered) == 0) return false;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if ((File.GetUnixFileMode(file) & Others) != 0) return true;
        }
        return false;
    }

    // .NET knows modes of files and folders, one by one, and not the mask that they are all made under.
    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Umask(uint mask);
}
