using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Working;

namespace Terreau.Bench;

/// <summary>Files made to break readers, each read as the importer would: how long the slowest takes, and what the process holds.</summary>
internal static class HostileBench
{
    public static Command Verb()
    {
        var verb = new Command("hostile", "Broken and hostile files: the slowest, and the memory");
        verb.SetAction((_, cancel) => RunAsync(cancel));
        return verb;
    }

    private static async Task<int> RunAsync(CancellationToken cancel)
    {
        var folder = Path.Combine(BenchSite.Root, "..", "shared", "data", "dirty");
        if (!Directory.Exists(folder))
        {
            Console.WriteLine("The sample files (../shared/data) are not here.");
            return 0;
        }
        using var workers = new Workers(WorkerStart.Own, NullLogger<Workers>.Instance);
        var tables = new TableReader(workers, new TerreauOptions());
        var (read, refused, slowest, name) = (0, 0, 0.0, "");
        foreach (var place in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var watch = Stopwatch.StartNew();
            var answer = await tables.ReadAsync(await File.ReadAllBytesAsync(place, cancel), cancel);
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
