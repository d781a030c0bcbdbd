using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Commands;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Sirene;
using Terreau.Web.Seeds;

namespace Terreau.Bench;

/// <summary>
/// National stock files narrowed to the territory, beside DuckDB counting the same lines with the same predicates and the same
/// settings; then the whole import into a fresh SQLite, and the same files once more.
/// </summary>
internal static class SireneBench
{
    public static Command Verb()
    {
        var count = new Option<int>("--establishments") { Description = "Establishments in the country",
            DefaultValueFactory = _ => 4_000_000 };
        var rounds = new Option<int>("--rounds") { Description = "How many times the two are compared", DefaultValueFactory = _ => 3 };
        var verb = new Command("sirene", "National stock files narrowed to the territory, beside DuckDB's own scan") { count, rounds };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(count), parsed.GetValue(rounds), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(int count, int rounds, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("terreau-sirene-").FullName;
        try
        {
            var asked = new SireneAsked
            {
                Establishments = Path.Combine(folder, "StockEtablissement_utf8.csv"),
                Units = Path.Combine(folder, "StockUniteLegale_utf8.csv"),
                Communes = SireneWorld.Territory, WorkFolder = folder,
            };
            var start = Stopwatch.GetTimestamp();
            SireneWorld.Write(asked.Establishments, asked.Units, count);
            Console.WriteLine($"{Number(count)} establishments, {Megabytes(asked.Establishments)} and {Megabytes(asked.Units)} MB of CSV, "
                + $"written in {Seconds(Stopwatch.GetElapsedTime(start))} s; {asked.Threads} threads.");
            Console.WriteLine();
            await CompareAsync(asked, rounds, cancel);
            await ImportAsync(asked, folder, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static async Task CompareAsync(SireneAsked asked, int rounds, CancellationToken cancel)
    {
        Table.Head("round", "narrowed by Terreau, s (of processor)", "DuckDB counts, s (of processor)", "ratio (target 1.3)", "lines",
            "peak memory, MB (target 2,000)");
        var (least, bare) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 1; round <= rounds; round++)
        {
            PeakFromHere();
            var (start, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var lines = 0;
            await using (var stock = await SireneStock.OpenAsync(asked, cancel))
            {
                await foreach (var _ in stock.RowsAsync(cancel)) lines++;
            }
            var (ours, ourWork) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - spent);
            var peak = Peak();
            (start, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await CountAsync(asked, lines, cancel);
            var (theirs, theirWork) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - spent);
            (least, bare) = (ours < least ? ours : least, theirs < bare ? theirs : bare);
            Table.Row($"{round}", $"{Seconds(ours)} ({Seconds(ourWork)})", $"{Seconds(theirs)} ({Seconds(theirWork)})",
                $"{Ratio(ours, theirs)}",
                $"{lines:N0}", $"{peak}");
        }
        Table.Row($"quickest", $"{Seconds(least)}", $"{Seconds(bare)}", $"{Ratio(least, bare)}", $"", $"");
        Console.WriteLine();
    }

    /// <summary>The barest question: one column of each file, no line kept but the numbers that the second predicate needs.</summary>
    private static async Task CountAsync(SireneAsked asked, int expected, CancellationToken cancel)
    {
        await using var duck = new DuckDBConnection("DataSource=:memory:");
        await duck.OpenAsync(cancel);
        await using var command = duck.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture,
            $"SET memory_limit = '{asked.MemoryMegabytes}MB'; SET threads = {asked.Threads}; SET preserve_insertion_order = false");
        await command.ExecuteNonQueryAsync(cancel);
        var communes = string.Join(", ", asked.Communes.Select(one => $"'{one}'"));
        command.CommandText =
            $"CREATE TEMP TABLE s AS SELECT siren FROM {From(asked.Establishments)} WHERE codeCommuneEtablissement IN ({communes})";
        await command.ExecuteNonQueryAsync(cancel);
        command.CommandText =
            $"SELECT (SELECT count(*) FROM s), (SELECT count(*) FROM {From(asked.Units)} WHERE siren IN (SELECT siren FROM s))";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        if (reader.GetInt64(0) != expected) throw new InvalidOperationException("The two do not find the same lines.");
    }

    private static async Task ImportAsync(SireneAsked asked, string folder, CancellationToken cancel)
    {
        var options = new TerreauOptions { Data = Path.Combine(folder, "site"), Territory = BenchSite.Territory, Jobs = false };
        await using (var place = await Workplace.OpenAsync(options, cancel))
            await Worlds.SeedAsync(place.Services, Worlds.Empty, 0, cancel);
        Table.Head("whole import into SQLite", "s", "added", "unchanged", "peak memory, MB");
        foreach (var name in new[] { "first", "the same files again" })
        {
            PeakFromHere();
            var start = Stopwatch.GetTimestamp();
            await using var place = await Workplace.OpenAsync(options, cancel);
            var import = new SireneImport(place.Db, EssTablesFile.Read(options.TerritoryFolder));
            Difference diff;
            await using (var stock = await SireneStock.OpenAsync(asked, cancel))
                diff = await import.PrepareAsync(stock, PartialDate.Parse("2026-10"), null, cancel);
            await place.Db.SaveAsync(Act.ByConsole(place.Services.GetRequiredService<TimeProvider>(), SireneImport.Command), cancel);
            var (added, unchanged) = (diff.Count(Outcome.Added), diff.Count(Outcome.Unchanged));
            Table.Row($"{name}", $"{Seconds(Stopwatch.GetElapsedTime(start))}", $"{added:N0}", $"{unchanged:N0}", $"{Peak()}");
        }
    }

    private static string From(string path)
        => $"read_csv('{path}', header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true)";

    /// <summary>Linux forgets the peak of this process; elsewhere the figure is that of its whole life.</summary>
    private static void PeakFromHere()
    {
        GC.Collect();
        if (OperatingSystem.IsLinux()) File.WriteAllText("/proc/self/clear_refs", "5");
    }

    private static string Peak()
    {
        using var process = Process.GetCurrentProcess();
        return Number(process.PeakWorkingSet64 / 1_000_000);
    }

    private static string Megabytes(string path) => Number(new FileInfo(path).Length / 1_000_000);
    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("N2", CultureInfo.InvariantCulture);
    private static string Ratio(TimeSpan ours, TimeSpan theirs) => (ours / theirs).ToString("N2", CultureInfo.InvariantCulture) + " ×";
}
