using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Terreau.Bench;

/// <summary>
/// The list of actors as a visitor gets it, beside a component page of the same size that asks nothing of anyone, and as a program
/// gets it, beside a bare Express on the same rows; at several sizes of the directory. Client and server share the machine.
/// </summary>
internal static class PagesBench
{
    private const int Rounds = 3;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);
    private static readonly string[] Queries =
        ["", "?q=jardin", "?q=coopérative+numérique", "?commune=93048", "?role=FINANCEUR&tri=fraicheur", "?q=ressourcerie&page=2"];

    public static Command Verb()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Sizes of the directory", AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1_000, 10_000, 100_000],
        };
        var verb = new Command("pages",
            "Pages and API lists served per second, the tail of pages at 100 requests a second, their weight") { sizes };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(sizes)!, cancel));
        return verb;
    }

    private static async Task<int> RunAsync(int[] sizes, CancellationToken cancel)
    {
        var lists = new List<string>();
        Console.WriteLine(
            "| actors | KB of HTML | in memory, per s | afresh, per s | bare page, per s | ratio in memory | ratio afresh (target 50 %) "
            + "| p50 / p99 ms at 100/s, afresh (target 50) |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in sizes)
        {
            await using var site = await BenchSite.OpenAsync(size, cancel);
            site.App.MapGet("/mesure/page-nue", () => new RazorComponentResult<BarePage>());
            await site.App.StartAsync(cancel);
            Console.WriteLine(await PagesAsync(site, size));
            lists.Add(await ListsAsync(site, size, cancel));
        }
        Console.WriteLine();
        Console.WriteLine(
            "| actors | KB of JSON | API list in memory, per s | afresh, per s | bare Express on the same rows, per s | ratio, afresh (target 1 ×) |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        foreach (var line in lists) Console.WriteLine(line);
        return 0;
    }

    private static async Task<string> PagesAsync(BenchSite site, int size)
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        BarePage.Bytes = Encoding.UTF8.GetByteCount(await client.GetStringAsync("/acteurs"));
        // Lists are kept in memory until something changes; a parameter that nobody reads makes each address a new one.
        var turn = 0;
        string Kept(int i) => "/acteurs" + Queries[i % Queries.Length];
        string Fresh(int i) => Kept(i) + (Kept(i).Contains('?') ? "&" : "?") + "tour=" + Interlocked.Increment(ref turn);
        string Bare(int _) => "/mesure/page-nue";
        foreach (var warm in new Func<int, string>[] { Kept, Fresh, Bare }) await Load.ThroughputAsync(client, warm, Turn * 2);
        // In turn, so that a slow moment of the machine falls on all.
        var rounds = new List<(double Kept, double Fresh, double Bare)>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add((await Load.ThroughputAsync(client, Kept, Turn), await Load.ThroughputAsync(client, Fresh, Turn),
                await Load.ThroughputAsync(client, Bare, Turn)));
        }
        var (p50, p99) = await Load.TailAsync(client, Fresh, perSecond: 100, TimeSpan.FromSeconds(10));
        var (kept, fresh, bare) = (Load.Median(rounds.Select(r => r.Kept)), Load.Median(rounds.Select(r => r.Fresh)),
            Load.Median(rounds.Select(r => r.Bare)));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {size:N0} | {BarePage.Bytes / 1024.0:F1} | {kept:N0} | {fresh:N0} | {bare:N0} | ")
            + string.Create(CultureInfo.InvariantCulture, $"{Load.Median(rounds.Select(r => r.Kept / r.Bare)):P0} | ")
            + string.Create(CultureInfo.InvariantCulture,
                $"{Load.Median(rounds.Select(r => r.Fresh / r.Bare)):P0} | {p50:F1} / {p99:F1} |");
    }

    private static async Task<string> ListsAsync(BenchSite site, int size, CancellationToken cancel)
    {
        using var ours = new HttpClient { BaseAddress = site.Address };
        var turn = 0;
        string Kept(int i) => "/api/v1/acteurs?limit=20&page=" + (1 + (i % 10));
        string Ours(int i) => Kept(i) + "&tour=" + Interlocked.Increment(ref turn);
        string Theirs(int i) => "/acteurs?limit=20&page=" + (1 + (i % 10));
        var weight = (await ours.GetByteArrayAsync(Ours(0), cancel)).Length / 1024.0;
        foreach (var warm in new Func<int, string>[] { Kept, Ours }) await Load.ThroughputAsync(ours, warm, Turn, clients: 8);
        await using var express = await NodeServer.StartAsync("Pages/express", [site.Database], cancel);
        using var other = express is null ? null : new HttpClient { BaseAddress = express.Address };
        if (other is not null) await Load.ThroughputAsync(other, Theirs, Turn, clients: 8);
        var rounds = new List<(double Kept, double Ours, double Theirs)>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add((await Load.ThroughputAsync(ours, Kept, Turn, clients: 8), await Load.ThroughputAsync(ours, Ours, Turn, clients: 8),
                other is null ? double.NaN : await Load.ThroughputAsync(other, Theirs, Turn, clients: 8)));
        }
        var mine = string.Create(CultureInfo.InvariantCulture,
            $"| {size:N0} | {weight:F1} | {Load.Median(rounds.Select(r => r.Kept)):N0} | ")
            + string.Create(CultureInfo.InvariantCulture, $"{Load.Median(rounds.Select(r => r.Ours)):N0} | ");
        return other is null ? mine + "not to be had | |" : mine + string.Create(CultureInfo.InvariantCulture,
            $"{Load.Median(rounds.Select(r => r.Theirs)):N0} | {Load.Median(rounds.Select(r => r.Ours / r.Theirs)):F2} × |");
    }
}
