using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Terreau.Web.Search;

namespace Terreau.Bench;

/// <summary>
/// Search at national size: a page of 20, all facet counts and a map tile of the same query, nothing kept
/// from one query to the next; at growing sizes, and at the largest beside PostgreSQL on the same rows.
/// </summary>
internal static class SearchBench
{
    private const int Rounds = 7;
    private static readonly DateOnly Day = new(2026, 9, 1);

    // The tile of zoom 5 that holds Paris and much of the country.
    private static readonly (int Z, int X, int Y) Tile = (5, 16, 11);

    public static Command Verb()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Numbers of organisations", AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1_000, 10_000, 100_000, 1_000_000, 1_500_000],
        };
        var alone = new Option<bool>("--alone") { Description = "Leave PostgreSQL out" };
        var verb = new Command("search", "Page, facets and tile of one query at national size, beside PostgreSQL") { sizes, alone };
        verb.SetAction(parsed => Run(parsed.GetValue(sizes)!, parsed.GetValue(alone)));
        return verb;
    }

    private static int Run(int[] sizes, bool alone)
    {
        var ours = new Dictionary<string, double>();
        Table.Head("organisations", "build, docs/s", "on disk, MB", "columns, MB", "process, MB", "query", "results", "p50 ms", "p95 ms",
            "processor ms");
        foreach (var size in sizes)
            ours = Measure(size);
        if (alone || SearchPostgres.FindBinaries() is not { } binaries)
        {
            Console.WriteLine(alone ? "" : "\nPostgreSQL is not installed: not compared.");
            return 0;
        }
        Beside(binaries, sizes[^1], ours);
        return 0;
    }

    private static Dictionary<string, double> Measure(int size)
    {
        var folder = Directory.CreateTempSubdirectory("terreau-bench-search-").FullName;
        try
        {
            using var index = SearchIndex.Open(ActorSchema.Schema, folder);
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            index.Rebuild(SearchWorld.Organisations(size), 1);
            var rate = size / clock.Elapsed.TotalSeconds;
            var disk = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) / 1e6;
            GC.Collect();
            process.Refresh();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{size:N0}: {size / (process.TotalProcessorTime - before).TotalSeconds:N0} documents built per second of one core"));

            // A server has been asked before: the first rounds let the compiler finish its work.
            for (var round = 0; round < Rounds; round++)
                foreach (var query in Sets().SelectMany(s => s.Queries))
                    Once(index, query);

            var medians = new Dictionary<string, double>();
            foreach (var (name, queries) in Sets())
            {
                var times = new List<double>();
                var total = 0;
                foreach (var query in queries)
                    total = Math.Max(total, Once(index, query).Total);
                process.Refresh();
                var busy = process.TotalProcessorTime;
                for (var round = 0; round < Rounds; round++)
                    times.AddRange(queries.Select(q => Once(index, q).Ms));
                times.Sort();
                medians[name] = times[times.Count / 2];
                process.Refresh();
                // Over all cores: on a machine that does other things too, this is what the query itself takes.
                var processor = (process.TotalProcessorTime - busy).TotalMilliseconds / times.Count;
                Table.Row($"{size:N0}", $"{rate:N0}", $"{disk:N0}", $"{index.ColumnBytes / 1e6:N1}", $"{process.WorkingSet64 / 1e6:N0}",
                    $"{name}", $"{total:N0}", $"{medians[name]:N2}", $"{times[(int)(times.Count * 0.95)]:N2}", $"{processor:N2}");
            }
            return medians;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Total, double Ms) Once(SearchIndex index, SearchQuery query)
    {
        // Taking a synonym base anew forgets every selection computed before.
        index.UseExpansions(SearchExpansions.None);
        var start = Stopwatch.GetTimestamp();
        var page = index.Search(query);
        var tile = index.Tile(query, Tile.Z, Tile.X, Tile.Y).ToMvt("acteurs");
        var ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return page.Hits.Count <= 20 && tile.Length >= 0 ? (page.Total, ms) : throw new InvalidOperationException("Wrong page.");
    }

    private static IEnumerable<(string Name, SearchQuery[] Queries)> Sets()
    {
        yield return ("rare word", [.. SearchWorld.Rare.Select(w => Query(w))]);
        yield return ("usual word", [.. SearchWorld.Usual.Select(w => Query(w))]);
        yield return ("two words, a selection",
            [.. SearchWorld.Usual.Select(w => Query("association " + w, (ActorSchema.Role, "FINANCEUR")))]);
        yield return ("usual word mistyped", [Query("slidarité"), Query("muisque"), Query("theatree")]);
        yield return ("word being typed", [Query("soli"), Query("cou"), Query("recy"), Query("log")]);
        yield return (SearchWorld.Broad, [Query(SearchWorld.Broad)]);
        yield return (SearchWorld.Broadest, [Query(SearchWorld.Broadest)]);
        yield return ("everything", [Query(null)]);
        yield return ("everything, by distance", [Query(null) with { Sort = SearchSort.Distance, Near = new GeoPoint(48.86, 2.44) }]);
        yield return ("everything, by name", [Query(null) with { Sort = SearchSort.Name }]);
    }

    private static SearchQuery Query(string? text, params (string Facet, string Value)[] selected) => new()
    {
        Text = text, Day = Day, Selected = selected.ToDictionary(s => s.Facet, s => (IReadOnlyList<string>)[s.Value]),
    };

    private static void Beside(string binaries, int size, Dictionary<string, double> ours)
    {
        using var postgres = SearchPostgres.Start(binaries, size);
        Console.WriteLine();
        Table.Head(string.Create(CultureInfo.InvariantCulture, $"{size:N0} organisations, median of {Rounds}"), "PostgreSQL ms",
            "Terreau ms", "ratio");
        foreach (var (name, words) in new (string, string[])[]
        {
            ("rare word", SearchWorld.Rare), ("usual word", SearchWorld.Usual[..4]),
            (SearchWorld.Broad, [SearchWorld.Broad]), (SearchWorld.Broadest, [SearchWorld.Broadest]),
        })
        {
            foreach (var word in words)
                postgres.Once(word, Tile);
            var times = Enumerable.Range(0, Rounds).SelectMany(_ => words.Select(w => postgres.Once(w, Tile))).Order().ToArray();
            var theirs = times[times.Length / 2];
            Table.Row($"{name}", $"{theirs:N2}", $"{ours[name]:N2}", $"{theirs / ours[name]:N1}");
        }
    }
}
