using System.CommandLine;
using System.Diagnostics;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Bench;

/// <summary>Files made to break readers, each read as the importer would: how long the slowest takes, and what the process holds.</summary>
internal static class HostileBench
{
    public static Command Verb()
    {
        var verb = new Command("hostile", "Broken and hostile files: the slowest, and the memory");
        verb.SetAction(_ => Run());
        return verb;
    }

    private static int Run()
    {
        var folder = Path.Combine(BenchSite.Root, "..", "shared", "data", "dirty");
        if (!Directory.Exists(folder))
        {
            Console.WriteLine("The sample files (../shared/data) are not here.");
            return 0;
        }
        var (read, refused, slowest, name) = (0, 0, 0.0, "");
        foreach (var place in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var watch = Stopwatch.StartNew();
            var answer = TableFile.Read(File.ReadAllBytes(place));
            if (answer.IsRead) read++;
            else refused++;
            if (watch.Elapsed.TotalSeconds <= slowest) continue;
            (slowest, name) = (watch.Elapsed.TotalSeconds, Path.GetRelativePath(folder, place));
        }
        Table.Head("files", "read", "refused in a sentence", "slowest, s", "which", "peak of the process, MB");
        Table.Row($"{read + refused}", $"{read}", $"{refused}", $"{slowest:F2}", $"{name}",
            $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000}");
        return 0;
    }
}
