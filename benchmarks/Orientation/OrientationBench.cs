using System.CommandLine;
using System.Diagnostics;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;

namespace Terreau.Bench;

/// <summary>Orientation: one project against 10³ to 10⁶ offers, many projects, memory, and the plain walk of the trees beside.</summary>
internal static class OrientationBench
{
    public static Command Verb()
    {
        var largest = new Option<int>("--largest") { Description = "The largest number of offers.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("orientation",
            "One project against many offers, many projects, and the plain walk of the trees.") { largest };
        command.SetAction(parse => Run(parse.GetValue(largest)));
        return command;
    }

    private static void Run(int largest)
    {
        Table.Head("offers", "distinct predicates", "build, ms", "day prepared, ms", "first, ms", "median, ms", "slowest, ms",
            "plain walk of the trees, ms", "bytes per evaluation");
        for (var size = 1000; size <= largest; size *= 10) OneProject(size);
        Console.WriteLine();
        ManyProjects(2000, 5000);
    }

    private static void OneProject(int size)
    {
        var made = new OrientationOffers(20261123);
        var offers = made.Offers(size).ToList();
        var clock = Stopwatch.StartNew();
        var catalogue = new OfferCatalogue(offers, OrientationOffers.Zones);
        var build = clock.Elapsed.TotalMilliseconds;

        // Warm code, not this catalogue: the first answer of a day is measured too. Long enough for the compiler to have
        // made its best of each loop, as on a site that was not started a moment ago.
        var small = new OfferCatalogue(offers.Take(1000), OrientationOffers.Zones);
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < TimeSpan.FromSeconds(3);)
        {
            foreach (var problem in made.Problems(50)) small.Orient(problem);
        }

        var problems = made.Problems(16);
        // As the site does: once built, then each day for the next one, beside the answers.
        clock.Restart();
        catalogue.Prepare(problems[0].Day);
        var prepared = clock.Elapsed.TotalMilliseconds;
        var times = new List<double>();
        long allocated = 0, evaluations = 0;
        foreach (var problem in problems)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            clock.Restart();
            var result = catalogue.Orient(problem);
            times.Add(clock.Elapsed.TotalMilliseconds);
            if (times.Count == 1) continue;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            evaluations += result.Needs.Sum(need => need.EligibleCount + need.ToConfirmCount + need.ExcludedCount);
        }

        clock.Restart();
        var held = 0;
        foreach (var offer in offers)
        {
            foreach (var need in problems[0].Needs)
                held += offer.Rule.Evaluate(problems[0].Facts, OrientationOffers.Zones) == Truth.True ? 1 : 0;
        }

        var plain = clock.Elapsed.TotalMilliseconds;
        var sorted = times.Skip(1).Order().ToList();
        Table.Row($"{size:N0}", $"{catalogue.DistinctPredicates}", $"{build:N0}", $"{prepared:F1}", $"{times[0]:F2}",
            $"{sorted[sorted.Count / 2]:F2}", $"{sorted[^1]:F2}", $"{plain:F2}", $"{(double)allocated / Math.Max(1, evaluations):F1}");
        GC.KeepAlive(held);
    }

    private static void ManyProjects(int projects, int offers)
    {
        var made = new OrientationOffers(5);
        var catalogue = new OfferCatalogue(made.Offers(offers), OrientationOffers.Zones);
        var problems = made.Problems(projects);
        catalogue.OrientAll([.. problems.Take(100)], Read);
        Console.WriteLine($"{projects} projects of three needs × {offers} offers:");
        Console.WriteLine();
        Table.Head("reasons written and read for", "threads", "time, s", "bytes allocated per project");
        foreach (var (shown, threads) in new[] { (50, 1), (50, 2), (10, 2), (0, 2) })
        {
            OrientationProblem[] asked = [.. problems.Select(problem => problem with { Shown = shown })];
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            var results = catalogue.OrientAll(asked, Read, threads);
            var time = clock.Elapsed.TotalSeconds;
            var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / projects;
            var read = shown == 0 ? "none, counts only" : $"the {shown} best of each class";
            Table.Row($"{read}", $"{threads}", $"{time:F2}", $"{bytes:N0}");
            GC.KeepAlive(results);
        }
    }

    /// <summary>Reads every sentence of an answer, as a page would write it; reasons are worded when they are read.</summary>
    private static int Read(OrientationResult result) => result.Needs.Sum(need =>
        need.Eligible.Concat(need.ToConfirm).Sum(answer => answer.Factors.Sum(factor => factor.Sentence.Length) + Length(answer.Evaluation))
        + need.Excluded.Sum(offer => Length(offer.Evaluation)));

    private static int Length(Evaluation evaluation) => evaluation.Reasons.Sum(reason => reason.Sentence.Length);
}
