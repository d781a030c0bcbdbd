using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Commands;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;

namespace Terreau.Bench;

/// <summary>
/// The list of actors as a visitor gets it, beside a component page of the same size that asks nothing
/// of anyone; at several sizes of the directory. Client and server share the machine, for both pages alike.
/// </summary>
internal static class PagesBench
{
    private static readonly string[] Queries = ["", "?q=jardin", "?q=coopérative+numérique", "?commune=93048", "?role=FINANCEUR&tri=fraicheur", "?q=ressourcerie&page=2"];

    public static Command Verb()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Sizes of the directory", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1_000, 10_000, 100_000],
        };
        var verb = new Command("pages", "Pages served per second, their tail at 100 requests a second, their weight") { sizes };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(sizes)!, cancel));
        return verb;
    }

    private static async Task<int> RunAsync(int[] sizes, CancellationToken cancel)
    {
        Console.WriteLine("| actors | page, KB of HTML | /acteurs per s, list in memory | rendered afresh each time | bare page per s | ratio, in memory | ratio, afresh | p50 ms at 100/s, afresh | p99 ms |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in sizes) await MeasureAsync(size, cancel);
        return 0;
    }

    private static async Task MeasureAsync(int size, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("terreau-bench-").FullName;
        try
        {
            var options = new TerreauOptions
            {
                Data = folder, Urls = "http://127.0.0.1:0", RateSearch = int.MaxValue / 8, RateForms = int.MaxValue / 8, Jobs = false,
                Territory = Path.Combine(Environment.GetEnvironmentVariable("TERREAU_ROOT") ?? ".", "data", "est-ensemble"),
            };
            await using var app = Site.Build(options);
            app.MapGet("/mesure/page-nue", () => new RazorComponentResult<BarePage>());
            await using (var scope = app.Services.CreateAsyncScope())
            {
                await Opening.MigrateAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), cancel);
                await Worlds.SeedAsync(scope.ServiceProvider, Worlds.Large, size, cancel);
            }
            await ServeCommand.PrepareAsync(app, cancel);
            await app.StartAsync(cancel);
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

            var html = await client.GetStringAsync("/acteurs", cancel);
            BarePage.Bytes = System.Text.Encoding.UTF8.GetByteCount(html);
            // Lists are kept in memory until something changes; a parameter that nobody reads makes each address a new one.
            var turn = 0;
            string Kept(int i) => "/acteurs" + Queries[i % Queries.Length];
            string Fresh(int i) => Kept(i) + (Kept(i).Contains('?') ? "&" : "?") + "tour=" + Interlocked.Increment(ref turn);
            string Bare(int _) => "/mesure/page-nue";
            foreach (var warm in new Func<int, string>[] { Kept, Fresh, Bare }) await ThroughputAsync(client, warm, TimeSpan.FromSeconds(8));
            // In turn, so that a slow moment of the machine falls on both.
            var rounds = new List<(double Kept, double Fresh, double Bare)>();
            for (var round = 0; round < 3; round++)
            {
                rounds.Add((await ThroughputAsync(client, Kept, TimeSpan.FromSeconds(4)), await ThroughputAsync(client, Fresh, TimeSpan.FromSeconds(4)),
                    await ThroughputAsync(client, Bare, TimeSpan.FromSeconds(4))));
            }
            var (p50, p99) = await TailAsync(client, Fresh, perSecond: 100, TimeSpan.FromSeconds(10));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size:N0} | {BarePage.Bytes / 1024.0:F1} | {Median(rounds.Select(r => r.Kept)):F0} | {Median(rounds.Select(r => r.Fresh)):F0} | {Median(rounds.Select(r => r.Bare)):F0} | {Median(rounds.Select(r => r.Kept / r.Bare)):P0} | {Median(rounds.Select(r => r.Fresh / r.Bare)):P0} | {p50:F1} | {p99:F1} |"));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> ThroughputAsync(HttpClient client, Func<int, string> address, TimeSpan time)
    {
        var (count, watch) = (0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async worker =>
        {
            for (var i = worker; watch.Elapsed < time; i++)
            {
                using var response = await client.GetAsync(address(i));
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null);
                Interlocked.Increment(ref count);
            }
        }));
        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Requests leave on time whether or not the former ones have come back.</summary>
    internal static async Task<(double P50, double P99)> TailAsync(HttpClient client, Func<int, string> address, int perSecond, TimeSpan time)
    {
        var total = (int)(perSecond * time.TotalSeconds);
        var watch = Stopwatch.StartNew();
        var pending = new List<Task<double>>(total);
        for (var i = 0; i < total; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due > watch.Elapsed) await Task.Delay(due - watch.Elapsed);
            pending.Add(OneAsync(address(i), due));
        }
        var times = (await Task.WhenAll(pending)).Order().ToArray();
        return (times[total / 2], times[total * 99 / 100]);

        async Task<double> OneAsync(string at, TimeSpan due)
        {
            using var response = await client.GetAsync(at);
            await response.Content.CopyToAsync(Stream.Null);
            return (watch.Elapsed - due).TotalMilliseconds;
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
