using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MiniExcelLibs;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Working;

namespace Terreau.Bench;

/// <summary>
/// Workbooks of invented organisations read by a worker, as the site and the console do, and by the same reader in this process once it
/// has compiled itself: what it costs that a file cannot bring the site down.
/// </summary>
internal static class WorkbooksBench
{
    private static readonly TerreauOptions Settings = new();

    public static Command Verb()
    {
        var rows = new Option<int[]>("--rows")
        {
            Description = "Rows of the workbook", AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [10, 1_000, 20_000, 200_000],
        };
        var rounds = new Option<int>("--rounds") { Description = "Readings of each", DefaultValueFactory = _ => 5 };
        var verb = new Command("workbooks", "Workbooks read by a worker, and in this process") { rows, rounds };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(rows)!, parsed.GetValue(rounds), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(int[] sizes, int rounds, CancellationToken cancel)
    {
        using var workers = new Workers(WorkerStart.Own, NullLogger<Workers>.Instance);
        var tables = new TableReader(workers, Settings);
        Table.Head("rows", "MB", "by a worker, median s (limit 15)", "slowest", "in this process, median s", "slowest", "more, s");
        foreach (var rows in sizes)
        {
            var file = Book(rows);
            var (outside, inside) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                outside.Add(await SecondsAsync(async () =>
                {
                    var reading = await tables.ReadAsync(file, cancel);
                    if (!reading.IsRead || reading.Table.Rows.Count != rows)
                        throw new InvalidOperationException($"{rows} rows were not read.");
                }));
                inside.Add(await SecondsAsync(() => Task.Run(() => Workbook.Read(file, ""), cancel)));
            }
            var (by, here) = (Median(outside), Median(inside));
            Table.Row($"{rows:N0}", $"{file.Length / 1e6:F2}", $"{by:F2}", $"{outside.Max():F2}", $"{here:F2}", $"{inside.Max():F2}",
                $"{by - here:F2}");
        }
        return 0;
    }

    private static byte[] Book(int rows)
    {
        using var lines = new StringReader(Encoding.UTF8.GetString(ImportsWorld.Csv(rows)));
        var headings = lines.ReadLine()!.Split(';');
        using var book = new MemoryStream();
        book.SaveAs(Rows(lines, headings));
        return book.ToArray();
    }

    // The one semicolon that stands within quotes parts nothing.
    private static IEnumerable<Dictionary<string, object>> Rows(StringReader lines, string[] headings)
    {
        while (lines.ReadLine() is { } line)
        {
            var cells = line.Replace(" ; ", ", ", StringComparison.Ordinal).Split(';');
            yield return headings.Select((heading, at) => KeyValuePair.Create(heading, (object)cells[at])).ToDictionary();
        }
    }

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
