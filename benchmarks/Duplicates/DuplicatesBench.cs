using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Terreau.Engine.Duplicates;

namespace Terreau.Bench;

/// <summary>
/// Duplicates at growing sizes: one sheet against all, all against themselves, memory; then how many planted duplicates are found
/// and how many pairs are of two organisations.
/// </summary>
internal static class DuplicatesBench
{
    private static readonly Rewriting[] Ways = Enum.GetValues<Rewriting>();

    public static Command Verb()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Numbers of records", AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1_000, 10_000, 100_000, 1_000_000, 1_500_000],
        };
        var most = new Option<int>("--join-up-to")
        {
            Description = "The largest number of records compared among themselves", DefaultValueFactory = _ => 100_000,
        };
        var verb = new Command("duplicates",
            "One sheet against all, all against themselves, and what is found of planted duplicates") { sizes, most };
        verb.SetAction(parsed => Run(parsed.GetValue(sizes)!, parsed.GetValue(most)));
        return verb;
    }

    private static int Run(int[] sizes, int most)
    {
        // A server has been asked before: the first rounds let the compiler finish its work.
        Times(new DuplicateIndex(Records(20_000)), 20_000);
        Table.Head("records", "built, per s", "memory, MB", "sheets asked", "p50 ms", "p95 ms", "max ms", "among themselves, s", "pairs");
        foreach (var size in sizes) Measure(size, size <= most);
        Console.WriteLine();
        Table.Head("sheet, against the largest", "asked", "first answer is right", "p50 ms", "p95 ms", "max ms");
        ByWay(sizes[^1]);
        Console.WriteLine();
        Planted(Math.Min(100_000, sizes[^1]));
        return 0;
    }

    private static void Measure(int size, bool joins)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        var index = new DuplicateIndex(Records(size), size);
        var rate = size / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        var times = Times(index, size);
        start = Stopwatch.GetTimestamp();
        var pairs = joins ? index.Pairs(threads: Environment.ProcessorCount).Length.ToString("N0", CultureInfo.InvariantCulture) : "";
        var seconds = joins ? Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("N1", CultureInfo.InvariantCulture) : "";
        Table.Row($"{size:N0}", $"{rate:N0}", $"{memory:N1}", $"{times.Count}", $"{At(times, 0.5):N2}", $"{At(times, 0.95):N2}",
            $"{times[^1]:N2}", $"{seconds}", $"{pairs}");
    }

    private static void ByWay(int size)
    {
        var index = new DuplicateIndex(Records(size), size);
        foreach (var way in Ways) Line(way.ToString(), Again(size, way).ToList());
        Line("commune unknown", [.. Again(size, Rewriting.Typo).Select(asked => (asked.First, WithoutCommune(asked.Sheet)))]);
        Line("unrelated", [.. Enumerable.Range(0, 60).Select(i => ("", DuplicatesWorld.Organisation(size + (i * 7919))))]);

        void Line(string name, List<(string First, DuplicateRecord Sheet)> asked)
        {
            var right = asked.Count(one => index.Find(one.Sheet, 1) is [var found] ? found.Key == one.First : one.First.Length == 0);
            var times = asked.Select(one => Once(index, one.Sheet)).Order().ToList();
            Table.Row($"{name}", $"{asked.Count}", $"{right}", $"{At(times, 0.5):N2}", $"{At(times, 0.95):N2}", $"{times[^1]:N2}");
        }
    }

    /// <summary>One record in twenty comes a second time, rewritten; every pair found that is not one of these counts as false.</summary>
    private static void Planted(int size)
    {
        var planted = Enumerable.Range(0, size / 20).Select(i => (Way: Ways[i % Ways.Length], First: DuplicatesWorld.Organisation(i * 20)))
            .ToArray();
        var records = Records(size).Concat(planted.Select((one, i) => DuplicatesWorld.Again(one.First, one.Way, i, Key(i))));
        var index = new DuplicateIndex(records, size + planted.Length);
        var pairs = index.Pairs(threads: Environment.ProcessorCount);
        var truth = planted.Select((one, i) => (Pair: (Key(i), one.First.Key), one.Way)).ToDictionary(one => one.Pair, one => one.Way);
        Console.WriteLine($"{planted.Length:N0} second sheets planted among {size:N0}:");
        Console.WriteLine();
        Table.Head(["score at least", .. Ways.Select(way => $"{way}, found"), "all", "other pairs", "per 1,000 records"]);
        foreach (var least in new[] { DuplicateWeights.Candidate, 500_000, 600_000, 700_000, 800_000 })
        {
            var kept = pairs.Where(pair => pair.Answer.ScoreMillionths >= least).ToArray();
            var found = kept.Select(pair => (pair.First, pair.Second)).Where(truth.ContainsKey).Select(pair => truth[pair]).ToArray();
            var shares = Ways.Select(way => found.Count(one => one == way) / (double)planted.Count(one => one.Way == way));
            var others = kept.Length - found.Length;
            Table.Row([$"{least / 1e6:N2}", .. shares.Select(share => (FormattableString)$"{share:P0}"),
                $"{found.Length / (double)planted.Length:P1}", $"{others:N0}", $"{others * 1000.0 / size:N1}"]);
        }

        static string Key(int rank) => "d" + rank.ToString(CultureInfo.InvariantCulture);
    }

    private static List<double> Times(DuplicateIndex index, int size)
        => [.. Ways.SelectMany(way => Again(size, way)).Select(asked => asked.Sheet)
            .Concat(Again(size, Rewriting.Typo).Take(20).Select(asked => WithoutCommune(asked.Sheet)))
            .Concat(Enumerable.Range(0, 60).Select(i => DuplicatesWorld.Organisation(size + (i * 7919))))
            .Select(sheet => Once(index, sheet)).Order()];

    /// <summary>Fifty organisations of the index, spread over it, entered again.</summary>
    private static IEnumerable<(string First, DuplicateRecord Sheet)> Again(int size, Rewriting way)
        => Enumerable.Range(0, 50).Select(i =>
        {
            var first = DuplicatesWorld.Organisation((int)((i * 7 + (int)way) * 2_147L % size));
            return (first.Key, DuplicatesWorld.Again(first, way, i, "new"));
        });

    /// <summary>The quickest of three: what is measured is the question, not what else the machine does.</summary>
    private static double Once(DuplicateIndex index, DuplicateRecord sheet)
    {
        var least = double.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var found = index.Find(sheet);
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (found.Length > 10) throw new InvalidOperationException("Too many answers.");
        }

        return least;
    }

    private static DuplicateRecord WithoutCommune(DuplicateRecord sheet) => sheet with { Communes = [], Postcode = null };

    private static IEnumerable<DuplicateRecord> Records(int size) => Enumerable.Range(0, size).Select(DuplicatesWorld.Organisation);

    private static double At(List<double> sorted, double share) => sorted[(int)(sorted.Count * share)];
}
