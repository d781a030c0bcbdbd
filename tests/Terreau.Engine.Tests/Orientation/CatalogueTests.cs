using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;
using static Terreau.Engine.Tests.Orientation.Worlds;

namespace Terreau.Engine.Tests.Orientation;

/// <summary>The packed scan against the plain evaluation of each offer, over many made-up offers and projects.</summary>
public sealed class CatalogueTests
{
    private static readonly string[] Flags = ["existe", "actif", "label.ess", "qpv", "insertion"];
    private static readonly string[] Themes = ["culture", "numerique", "alimentation-agriculture"];
    private static readonly string[] Audiences = ["tous", "jeunes", "seniors"];
    private static readonly string[] Places = ["COMMUNE:93010", "COMMUNE:93048", "QPV:QN09314M", "EPT:200057875", "DEP:93", "REG:11",
        "PAYS:FR"];

    [Fact]
    public void Orient_MoreEqualsThanShown_ShowsTheFirstOfTheFairOrder()
    {
        string[] ids = [.. Enumerable.Range(0, 400).Select(i => $"o{i}")];
        var catalogue = new OfferCatalogue(ids.Select(id => Offer(id)), Zones);

        var answer = catalogue.Orient(Problem(Bondy, Grant(10_000)) with { Shown = 7 }).Needs[0];

        var shown = answer.EligibleCount > 0 ? Ids(answer.Eligible) : Ids(answer.ToConfirm);
        Assert.Equal(400, answer.EligibleCount + answer.ToConfirmCount);
        Assert.Equal(FairOrder.Of(Today, ids).Take(7), shown);
    }

    [Fact]
    public void Prepare_SeveralDays_ChangesNoAnswerOfAny()
    {
        var random = new Random(7);
        var offers = Offers(random, 200).ToList();
        var problems = Enumerable.Range(0, 12).Select(i => Project(random) with { Day = Today.AddDays(i % 5) }).ToList();
        var (prepared, plain) = (new OfferCatalogue(offers, Zones), new OfferCatalogue(offers, Zones));

        prepared.Prepare(Today);
        prepared.Prepare(Today.AddDays(1));

        foreach (var problem in problems)
        {
            foreach (var (one, other) in prepared.Orient(problem).Needs.Zip(plain.Orient(problem).Needs))
            {
                Assert.Equal(Ids(other.Eligible), Ids(one.Eligible));
                Assert.Equal(Ids(other.ToConfirm), Ids(one.ToConfirm));
                Assert.Equal(other.ExcludedCount, one.ExcludedCount);
            }
        }
    }

    [Fact]
    public void Orient_ManyWorlds_RanksByScoreNeverShowsTheRefusedAndCountsAll()
    {
        foreach (var seed in Enumerable.Range(100, 40))
        {
            var random = new Random(seed);
            var catalogue = new OfferCatalogue(Offers(random, 80), Zones);
            var problem = Project(random) with { Shown = 1000 };
            var result = catalogue.Orient(problem);
            foreach (var answer in result.Needs)
            {
                Assert.All(answer.Eligible, one => Assert.Equal(EligibilityStatus.Eligible, one.Evaluation.Status));
                Assert.All(answer.ToConfirm, one => Assert.Equal(EligibilityStatus.ToConfirm, one.Evaluation.Status));
                Assert.All(answer.Excluded, one => Assert.Equal(EligibilityStatus.NotEligible, one.Evaluation.Status));
                Assert.Equal(
                    (answer.Eligible.Length, answer.ToConfirm.Length, answer.Excluded.Length),
                    (answer.EligibleCount, answer.ToConfirmCount, answer.ExcludedCount));
                foreach (var block in new[] { answer.Eligible, answer.ToConfirm })
                {
                    Assert.Equal(
                        block.OrderByDescending(one => one.RankBillionths)
                            .ThenBy(one => FairOrder.Of(problem.Day, block.Select(other => other.Offer.Id)).ToList().IndexOf(one.Offer.Id)),
                        block);
                }
            }

            // The weights of the questions, counted the plain way.
            var plain = result.Needs.SelectMany((need, n) => need.ToConfirm
                    .Where(one => one.IsExactNature && one.StageFit != StageFit.Far)
                    .SelectMany(one => one.Evaluation.UnknownFacts
                    .Where(fact => fact != FactIds.Audiences || !problem.Facts.Knows(fact))
                    .Select(fact => (Key: (fact, Need: fact.StartsWith("besoin.", StringComparison.Ordinal) ? n : (int?)null),
                        Share: 1m / Waited(one, problem)))))
                .GroupBy(one => one.Key).ToDictionary(group => group.Key, group => group.Sum(one => one.Share));
            Assert.Equal(plain.Count, result.Questions.Length);
            Assert.All(result.Questions, one => Assert.Equal(plain[(one.FactId, one.NeedIndex)], one.Weight, 6));
        }
    }

    [Fact]
    public void Orient_OffersInAnyOrderAndOnTwoThreads_IsTheSame()
    {
        var random = new Random(7);
        var offers = Offers(random, 200).ToList();
        OrientationProblem[] problems = [.. Enumerable.Range(0, 50).Select(_ => Project(random))];
        var one = new OfferCatalogue(offers, Zones);
        var other = new OfferCatalogue(offers.AsEnumerable().Reverse(), Zones);

        var together = other.OrientAll(problems, result => result, 2);

        for (var i = 0; i < problems.Length; i++)
        {
            var alone = one.Orient(problems[i]);
            Assert.Equal(alone.Questions, together[i].Questions);
            Assert.Equal(
                alone.Needs.Select(need => string.Join(' ', Ids(need.Eligible).Concat(Ids(need.ToConfirm))) + need.Rupture?.Kind),
                together[i].Needs.Select(need => string.Join(' ', Ids(need.Eligible).Concat(Ids(need.ToConfirm))) + need.Rupture?.Kind));
        }
    }

    [Fact]
    public void Orient_TenTimesTheOffers_AllocatesNoMore()
    {
        var small = Measure(500);
        var large = Measure(5000);

        Assert.True(large - small < 4500, $"{small} then {large} bytes");

        static long Measure(int count)
        {
            var offers = Enumerable.Range(0, count).Select(i => Offer($"o{i}") with { Rule = Flag(Flags[i % Flags.Length]) });
            var catalogue = new OfferCatalogue(offers, Zones);
            var problem = Problem() with { Shown = 5 };
            for (var turn = 0; turn < 3; turn++) catalogue.Orient(problem);
            var before = GC.GetAllocatedBytesForCurrentThread();
            catalogue.Orient(problem);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static int Waited(OfferAnswer answer, OrientationProblem problem)
        => answer.Evaluation.UnknownFacts.Count(fact => fact != FactIds.Audiences || !problem.Facts.Knows(fact));

    private static IEnumerable<Offer> Offers(Random random, int count) => Enumerable.Range(0, count).Select(i => Offer($"o{i}") with
    {
        Needs = [random.Next(4) == 0 ? new OfferNeed(NeedKind.Premises, "cuisine")
            : new OfferNeed(NeedKind.Funding, random.Next(2) == 0 ? "subvention" : "pret")],
        Stages = [.. Codes.Stages.Where(_ => random.Next(2) == 0)],
        Themes = random.Next(2) == 0 ? [] : [Themes[random.Next(3)]],
        Audiences = random.Next(2) == 0 ? [] : [Audiences[random.Next(3)]],
        Perimeter = [Places[random.Next(Places.Length)]],
        AmountMin = random.Next(3) == 0 ? Money.FromEuros(random.Next(2) == 0 ? 1000 : 50000) : null,
        AmountMax = random.Next(2) == 0 ? Money.FromEuros(60000) : null,
        Window = random.Next(3) switch
        {
            0 => OfferWindow.Permanent,
            1 => OfferWindow.Dated(new DaySpan(Today.AddDays(-20), Today.AddDays(random.Next(-10, 90)))),
            _ => OfferWindow.Annual(1, 15, 4, 15),
        },
        CheckedOn = random.Next(4) == 0 ? null : Today.AddDays(-random.Next(360, 370)),
        IsSaturated = random.Next(5) == 0,
        DecisionDays = random.Next(2) == 0 ? null : 30,
        Rule = new AllRule([Flag(Flags[random.Next(5)], "a"),
            new AnyRule([Flag(Flags[random.Next(5)], "b"), new NotRule(Flag(Flags[random.Next(5)], "c"))])]),
        Quality = random.Next(11) / 10m,
    });

    private static OrientationProblem Project(Random random)
    {
        var facts = Flags.Where(_ => random.Next(2) == 0).Aggregate(Facts.Empty, (sheet, flag) => sheet.With(flag, random.Next(2) == 0));
        if (random.Next(3) > 0) facts = facts.WithMany(FactIds.Stages, "EMERGENCE", "AMORCAGE");
        if (random.Next(3) > 0) facts = facts.WithMany(FactIds.Themes, Themes[random.Next(3)]);
        if (random.Next(3) > 0) facts = facts.WithMany(FactIds.Audiences, Audiences[random.Next(3)]);
        if (random.Next(3) > 0) facts = facts.WithMany(FactIds.ActivityZones, "COMMUNE:93010");
        return Problem(facts, Grant(random.Next(2) == 0 ? 30000 : null), new Need { Kind = NeedKind.Premises, Nature = "cuisine" });
    }
}
