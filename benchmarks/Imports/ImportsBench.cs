using System.CommandLine;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Search.Projection;

namespace Terreau.Bench;

/// <summary>
/// A file of actors brought into the territory on SQLite, from bytes to an index that finds them: read, guessed, compared, looked
/// for duplicates, written with its journal, indexed. Then the same list taken away. Beside both, tools that only copy rows.
/// </summary>
internal static class ImportsBench
{
    private const string Source = "mesure";

    private static readonly (string Name, string Address)[] Ways =
    [
        ("CSV", "/acteurs/export.csv"), ("XLSX", "/acteurs/export.xlsx"), ("ODS", "/acteurs/export.ods"),
        ("GeoJSON", "/api/v1/acteurs?format=geojson"),
    ];

    public static Command Verb()
    {
        var rows = new Option<int[]>("--rows")
        {
            Description = "Rows of the file", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1_000, 10_000, 100_000],
        };
        var bare = new Option<bool>("--bare") { Description = "Without a SIRET on any row" };
        var verb = new Command("imports", "Rows of a file brought in per second, and taken away per second") { rows, bare };
        verb.SetAction(async (parsed, cancel) =>
        {
            Table.Head("rows", "MB", "read s", "compared s", "written s", "indexed s", "whole: rows/s",
                "`import acteurs`, its process and the indexing: rows/s", "again, nothing to do: s", "one row in 50 changed: s",
                "sqlite3 .import: rows/s", "peak MB");
            var exports = new List<string>();
            foreach (var count in parsed.GetValue(rows)!) exports.AddRange(await MeasureAsync(count, !parsed.GetValue(bare), cancel));
            Console.WriteLine();
            Table.Head("rows", "taken away as", "rows/s", "MB", "grown by, MB");
            foreach (var line in exports) Console.WriteLine(line);
            return 0;
        });
        return verb;
    }

    private static async Task<List<string>> MeasureAsync(int rows, bool numbered, CancellationToken cancel)
    {
        var file = ImportsWorld.Csv(rows, numbered: numbered);
        await using var site = await BenchSite.OpenAsync(0, cancel);
        var (app, folder) = (site.App, site.Folder);
        // A server has compiled its start long before somebody brings a file.
        await Task.Delay(TimeSpan.FromSeconds(5), cancel);

        var first = await BringAsync(app, file, cancel);
        var again = await BringAsync(app, file, cancel);
        var changed = await BringAsync(app, ImportsWorld.Csv(rows, changed: 50, numbered), cancel);
        var plain = await CopyAsync(file, folder, cancel);
        var command = await CommandAsync(Path.Combine(folder, "mesure.csv"), BenchSite.Territory, cancel);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000;
        Table.Row($"{rows:N0}", $"{file.Length / 1e6:F1}", $"{first.Read:F2}", $"{first.Compared:F2}", $"{first.Written:F2}",
            $"{first.Indexed:F2}", $"{rows / first.Whole:N0}", $"{rows / (command + first.Indexed):N0}", $"{again.Whole:F2}",
            $"{changed.Whole:F2}", $"{rows / plain:N0}", $"{peak}");

        await app.StartAsync(cancel);
        using var client = new HttpClient { BaseAddress = site.Address, Timeout = TimeSpan.FromMinutes(10) };
        var lines = new List<string>();
        foreach (var (name, address) in Ways) lines.Add(await TakeAsync(client, name, address, rows, cancel));
        var (before, watch) = (Path.Combine(folder, "terreau.db"), Stopwatch.StartNew());
        await RunAsync("ogr2ogr", ["-f", "CSV", Path.Combine(folder, "sortie.csv"), before, "Organisations"], null, cancel);
        var written = new FileInfo(Path.Combine(folder, "sortie.csv")).Length;
        lines.Add(Table.Line($"{rows:N0}", $"ogr2ogr, the raw table as CSV", $"{rows / watch.Elapsed.TotalSeconds:N0}",
            $"{written / 1e6:F1}", $""));
        return lines;
    }

    private static async Task<(double Read, double Compared, double Written, double Indexed, double Whole)> BringAsync(
        WebApplication app, byte[] file, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (import, watch) = (scope.ServiceProvider.GetRequiredService<ActorImport>(), Stopwatch.StartNew());
        var table = TableFile.Read(file, cancel).Table;
        var mapping = await import.MappingAsync(Source, table, cancel);
        if (mapping.Refusal(table) is { } refusal) throw new InvalidOperationException(refusal);
        var read = watch.Elapsed.TotalSeconds;
        var diff = await import.CompareAsync(table, mapping, Source, cancel);
        var compared = watch.Elapsed.TotalSeconds;
        if (!diff.IsEmpty)
        {
            var act = Act.ByConsole(TimeProvider.System, ActorImport.Command);
            var sent = ImportedFile.Of(Source, "mesure.csv", scope.ServiceProvider.GetRequiredService<OriginalFiles>().Keep(file),
                mapping.ToJson(), act.At);
            if (await import.ApplyAsync(sent, table, mapping, diff.Fingerprint, withLookalikes: true, act, cancel, diff)
                != ImportEnd.Applied) throw new InvalidOperationException("not applied");
        }
        var written = watch.Elapsed.TotalSeconds;
        await app.Services.GetRequiredService<IndexFeed>().CatchUpAsync(cancel);
        var whole = watch.Elapsed.TotalSeconds;
        return (read, compared - read, written - compared, whole - written, whole);
    }

    private static async Task<string> TakeAsync(HttpClient client, string name, string address, int rows, CancellationToken cancel)
    {
        var before = Process.GetCurrentProcess().WorkingSet64;
        var (watch, most, bytes, buffer) = (Stopwatch.StartNew(), 0L, 0L, new byte[1 << 16]);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
        response.EnsureSuccessStatusCode();
        await using var content = await response.Content.ReadAsStreamAsync(cancel);
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0; bytes += read)
        {
            if (bytes >> 22 != (bytes + read) >> 22) most = Math.Max(most, Process.GetCurrentProcess().WorkingSet64 - before);
        }
        return Table.Line($"{rows:N0}", $"{name}", $"{rows / watch.Elapsed.TotalSeconds:N0}", $"{bytes / 1e6:F1}", $"{most / 1e6:F0}");
    }

    /// <summary>The same bytes into a table of texts, by the tool of the database itself.</summary>
    private static async Task<double> CopyAsync(byte[] file, string folder, CancellationToken cancel)
    {
        var (csv, db) = (Path.Combine(folder, "mesure.csv"), Path.Combine(folder, "copie.db"));
        await File.WriteAllBytesAsync(csv, file, cancel);
        var watch = Stopwatch.StartNew();
        await RunAsync("sqlite3", [db], $".mode csv\n.separator ;\n.import {csv} copie\n", cancel);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>As people bring a file in from a terminal: a process of its own, into a new territory, from its start to its end.</summary>
    private static async Task<double> CommandAsync(string csv, string territory, CancellationToken cancel)
    {
        var data = Directory.CreateTempSubdirectory("terreau-bench-").FullName;
        try
        {
            // As ./run starts its verbs.
            var variables = new Dictionary<string, string?> { ["TERREAU_DATA"] = data, ["TERREAU_TERRITORY"] = territory,
                ["DOTNET_TieredPGO"] = "0" };
            var program = Path.Combine(AppContext.BaseDirectory, "Terreau.Web.dll");
            await RunAsync("dotnet", [program, "seed", "est-ensemble"], null, cancel, variables);
            var watch = Stopwatch.StartNew();
            await RunAsync("dotnet",
                [program, "import", "acteurs", csv, "--source", "Mesure", "--write", "--avec-ressemblantes", "--malgre-tout"], null, cancel,
                variables);
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task RunAsync(
        string program, string[] arguments, string? input, CancellationToken cancel, Dictionary<string, string?>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        foreach (var (name, value) in variables ?? []) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
        process.StandardInput.Close();
        var error = await process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {error}");
    }
}
