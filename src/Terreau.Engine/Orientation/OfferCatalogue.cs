using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Geography;
using Terreau.Engine.Orientation.Scan;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Orientation;

/// <summary>
/// The offers of a territory, made ready once to answer any number of projects. Immutable, safe to share between
/// threads; the same problem always gets the same result.
/// </summary>
/// <remarks>
/// Equal conditions of all offers are one node of one graph, evaluated once for a project; an offer then costs a few
/// table reads. See docs/algorithms/orientation.md.
/// </remarks>
public sealed class OfferCatalogue
{
    // Today, tomorrow once prepared, and one that somebody asked about.
    private const int DaysKept = 3;

    private readonly OfferTable table;
    private readonly ConcurrentBag<Workspace> spare = [];
    private volatile DayView[] days = [];

    /// <summary>Makes the offers ready. Their order does not matter.</summary>
    /// <param name="offers">The offers; ids are unique, each answers at least one need.</param>
    /// <param name="zones">What the zone codes of offers, rules and projects stand for.</param>
    /// <exception cref="ArgumentException">A repeated id, an offer without need, or more than 64 filières or publics.</exception>
    public OfferCatalogue(IEnumerable<Offer> offers, Zones zones)
    {
        table = new OfferTable(offers);
        Zones = zones;
        Offers = ImmutableArray.Create(table.Offers);
    }

    /// <summary>The offers, in the ordinal order of ids.</summary>
    public ImmutableArray<Offer> Offers { get; }

    /// <summary>The zones it was made with.</summary>
    public Zones Zones { get; }

    /// <summary>How many different predicates the rules hold, all offers together.</summary>
    public int DistinctPredicates => table.Program.PredicateCount;

    internal OfferTable Table => table;

    /// <summary>The offer with that id, or null.</summary>
    public Offer? Find(string id) => table.IndexOf.TryGetValue(id, out var index) ? table.Offers[index] : null;

    /// <summary>
    /// Computes now what the answers of a day need beyond the project: how each window falls, the fair order of
    /// equals, and room to work in. Answers are the same without it; the first of that day then pays for it.
    /// </summary>
    public void Prepare(DateOnly day)
    {
        ViewOf(day).Ties.ComputeAll();
        // Memory is only had once it was written: a project that says nothing walks all of it.
        Orient(new OrientationProblem
        {
            Facts = Facts.Empty, Needs = [.. Enum.GetValues<NeedKind>().Select(kind => new Need { Kind = kind })], Day = day,
        });
    }

    /// <summary>Answers a project: for each need, what fits, what is to confirm, what does not, and where the chain breaks.</summary>
    public OrientationResult Orient(OrientationProblem problem)
    {
        var workspace = Borrow();
        workspace.Read(problem, Zones, ViewOf(problem.Day));
        var questions = new QuestionTally(table);
        var needs = ImmutableArray.CreateBuilder<NeedAnswer>(problem.Needs.Length);
        for (var n = 0; n < problem.Needs.Length; n++)
        {
            var need = problem.Needs[n];
            var facts = WithNeed(problem.Facts, need);
            var tally = Scan(workspace, problem, need, facts);
            questions.Add(workspace, n);
            needs.Add(Answer(workspace, problem, need, facts, tally));
        }

        // Given back only when all went well: a scan cut short would leave its counts behind.
        spare.Add(workspace);
        return new OrientationResult
        {
            Problem = problem,
            Needs = needs.MoveToImmutable(),
            Questions = questions.Ranked(),
            OfferCount = table.Offers.Length,
        };
    }

    /// <summary>Answers many projects on at most that many threads, and keeps of each answer only what is asked.</summary>
    /// <param name="problems">The projects.</param>
    /// <param name="keep">
    /// What to keep of an answer, which is that of <see cref="Orient"/>. Called once for each project, from several threads and in
    /// no order. A whole answer weighs half a megabyte: two thousand of them held at once cost more than making them.
    /// </param>
    /// <param name="threads">At least 1.</param>
    /// <returns>What was kept, in the order of the projects.</returns>
    public ImmutableArray<T> OrientAll<T>(IReadOnlyList<OrientationProblem> problems, Func<OrientationResult, T> keep, int threads = 2)
    {
        var kept = new T[problems.Count];
        Parallel.For(0, problems.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) },
            i => kept[i] = keep(Orient(problems[i])));
        return ImmutableCollectionsMarshal.AsImmutableArray(kept);
    }

    private static Facts WithNeed(Facts facts, Need need) => facts.Changed(
        (FactIds.NeedNature, need.Nature is { } nature ? new FactValue.Many([nature]) : null),
        (FactIds.NeedAmount, need.Amount is { } amount ? new FactValue.Number(Interval.Exactly(amount.Euros)) : null),
        (FactIds.NeedDate, need.By is { } by ? new FactValue.Date(by) : null));

    private Workspace Borrow() => spare.TryTake(out var workspace) ? workspace : new Workspace(table);

    private DayView ViewOf(DateOnly day)
    {
        var known = days;
        foreach (var view in known)
        {
            if (view.Day == day) return view;
        }

        var made = new DayView(table, day);
        // Who asks about another day must not cost the usual ones.
        days = [made, .. known.Take(DaysKept - 1)];
        return made;
    }

    private RuptureTally Scan(Workspace work, OrientationProblem problem, Need need, Facts facts)
    {
        work.Eligible.Clear();
        work.ToConfirm.Clear();
        work.Excluded.Clear();
        work.EvaluateRules(need.Kind, facts, Zones);
        var tally = new RuptureTally();
        var nature = Codes.IndexOfNature(need.Nature);
        var natureBit = nature >= 0 ? 1UL << nature : 0;
        var weights = problem.Weights.Thousandths.AsSpan();
        var isMoney = need.Kind == NeedKind.Funding;
        var staleBefore = problem.Day.AddMonths(-problem.StaleAfterMonths).DayNumber;
        foreach (var i in table.ByKind[(int)need.Kind])
        {
            var perimeter = work.PerimeterTruth[table.PerimeterOf[i]];
            var theme = work.ThemeTruth(i);
            var audience = work.AudienceTruth(i);
            var stage = work.StageTruth(i);
            var rule = work.Nodes[table.Root[i]];
            var amount = AmountTruth(isMoney ? table.AmountMin[i] : 0, need);
            var open = work.OpenTruth(i);
            var truth = perimeter.And(theme).And(audience).And(stage).And(rule).And(amount).And(open);
            var exact = natureBit == 0 || (table.Natures[i] & natureBit) != 0;
            var isNear = exact && work.IsNearStage(table.Stages[i]);
            var score = weights[0] * (exact ? Factors.One : Factors.One / 2)
                + (weights[1] * work.StageFactor(table.Stages[i]))
                + (weights[2] * work.ThemeFactor(table.Themes[i]))
                + (weights[3] * work.PerimeterFactor[table.PerimeterOf[i]])
                + (weights[4] * work.Day.WindowFactor[table.WindowOf[i]])
                + (weights[5] * (table.Saturated[i] ? 0 : Factors.One))
                + (weights[6] * table.Quality[i]);
            var key = 1_000_000_000L - score;
            var status = truth == Truth.False ? EligibilityStatus.NotEligible
                : truth == Truth.Unknown || IsStale(i, problem, staleBefore) ? EligibilityStatus.ToConfirm
                : EligibilityStatus.Eligible;
            switch (status)
            {
                case EligibilityStatus.Eligible:
                    work.Eligible.Add(key, i);
                    break;
                case EligibilityStatus.ToConfirm:
                    work.ToConfirm.Add(key + Factors.Doubt(work.OpenFacts(table.Root[i]) + Unsettled(perimeter) + Unsettled(theme)
                        + Unsettled(audience) + Unsettled(stage) + Unsettled(amount) + Unsettled(open)), i);
                    // Only what would move an offer that answers this very need is worth asking.
                    if (isNear)
                    {
                        work.Wait(table.Root[i], table.Perimeters[table.PerimeterOf[i]].IsEmpty ? Truth.True : perimeter, theme,
                            work.AudiencesKnown ? Truth.True : audience, amount, stage);
                    }

                    break;
                default:
                    var obstacles = Obstacle(perimeter) + Obstacle(theme) + Obstacle(audience) + Obstacle(stage) + Obstacle(rule)
                        + Obstacle(amount) + Obstacle(open);
                    work.Excluded.Add(((long)obstacles << 30) + key, i);
                    break;
            }

            if (exact) tally.Known++;
            if (isNear && open != Truth.False) tally.Count(table, work, i, status, perimeter, theme, audience, problem, need);
        }

        return tally;
    }

    private bool IsStale(int index, OrientationProblem problem, int staleBefore)
    {
        var on = table.CheckedOn[index];
        if (on == OfferTable.NoStaleLimit) return true;

        // Months have no fixed length: near the anniversary the exact rule decides.
        return on < staleBefore - 3 || (on < staleBefore + 3
            && Freshness.IsStale(DateOnly.FromDayNumber(on), problem.Day, problem.StaleAfterMonths));
    }

    internal static Truth AmountTruth(long leastCents, Need need)
        => leastCents <= 0 ? Truth.True
            : need.Amount is not { } amount ? Truth.Unknown
            : Kleene.Of(amount.Cents >= leastCents);

    private static int Unsettled(Truth truth) => truth == Truth.Unknown ? 1 : 0;

    private static int Obstacle(Truth truth) => truth == Truth.False ? 1 : 0;

    private NeedAnswer Answer(Workspace work, OrientationProblem problem, Need need, Facts facts, RuptureTally tally)
    {
        var wording = new OfferWording(table, Zones, work, problem, need, facts);
        var order = work.Day.Ties;
        var eligible = Worded(work.Eligible.Best(problem.Shown, order));
        var toConfirm = Worded(work.ToConfirm.Best(problem.Shown, order));
        var excluded = work.Excluded.Best(problem.Shown, order)
            .Select(index => new ExcludedOffer(table.Offers[index], wording.Evaluate(index))).ToImmutableArray();
        var steps = Codes.Stages.Select(stage => new PathStep(
            stage,
            work.StageMask == 0 || (work.StageMask & (1 << (int)stage)) != 0,
            [.. eligible.Where(answer => answer.PathStage == stage).Select(answer => answer.Offer.Id)],
            [.. toConfirm.Where(answer => answer.PathStage == stage).Select(answer => answer.Offer.Id)]));
        return new NeedAnswer
        {
            Need = need,
            Eligible = eligible,
            ToConfirm = toConfirm,
            Excluded = excluded,
            EligibleCount = work.Eligible.Count,
            ToConfirmCount = work.ToConfirm.Count,
            ExcludedCount = work.Excluded.Count,
            Path = [.. steps],
            Rupture = new RuptureWording(problem, need, Zones, work.Places, eligible, toConfirm, excluded)
                .Of(tally),
        };

        ImmutableArray<OfferAnswer> Worded(int[] indexes) => [.. indexes.Select(wording.Answer)];
    }
}
