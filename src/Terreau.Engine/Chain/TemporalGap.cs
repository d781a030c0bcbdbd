using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Chain;

/// <summary>When an offer could start helping a project that is ready on a day.</summary>
/// <param name="Deposit">First day one may ask, on or after the ready day.</param>
/// <param name="Start">Deposit and the days of decision; an unknown delay counts for none.</param>
/// <param name="Days">Days between the ready day and the start.</param>
public sealed record TemporalGap(DateOnly Deposit, DateOnly Start, int Days)
{
    /// <summary>The gap left by one offer; null when its dates are not known or it is over.</summary>
    public static TemporalGap? Of(DateOnly ready, OfferWindow window, int? decisionDays)
    {
        if (window.NextDeposit(ready) is not { } deposit) return null;
        var start = deposit.AddDays(decisionDays ?? 0);
        return new TemporalGap(deposit, start, start.DayNumber - ready.DayNumber);
    }

    /// <summary>The smallest gap among several offers; null when none has known dates.</summary>
    public static TemporalGap? Smallest(DateOnly ready, IEnumerable<(OfferWindow Window, int? DecisionDays)> offers)
        => offers.Select(offer => Of(ready, offer.Window, offer.DecisionDays)).Where(gap => gap is not null).MinBy(gap => gap!.Days);

    /// <summary>True when the gap breaks the chain: more than δ days.</summary>
    public bool IsRupture(int delta = 90) => Days > delta;
}

/// <summary>How the chain holds along the stages: coverage by stage, in order; null where there is no demand.</summary>
public sealed record ChainContinuity(IReadOnlyList<(Stage Stage, decimal? Coverage)> Stages)
{
    /// <summary>The first stage, in order, whose coverage is under the threshold; null when none is.</summary>
    public Stage? FirstBroken(decimal threshold = 0.5m)
    {
        foreach (var (stage, coverage) in Stages.OrderBy(one => one.Stage))
        {
            if (coverage < threshold) return stage;
        }

        return null;
    }

    /// <summary>The weakest stage and its coverage, the first of equals: the headline. Null when there is no demand at all.</summary>
    public (Stage Stage, decimal Coverage)? Weakest
        => Stages.Where(one => one.Coverage is not null).OrderBy(one => one.Coverage).ThenBy(one => one.Stage)
            .Select(one => ((Stage, decimal)?)(one.Stage, one.Coverage!.Value)).FirstOrDefault();

    /// <summary>The geometric mean of the stages with demand, a secondary figure: one broken stage makes it zero. Null without demand.</summary>
    public double? GeometricMean
    {
        get
        {
            double[] known = [.. Stages.Where(one => one.Coverage is not null).Select(one => (double)one.Coverage!.Value)];
            return known.Length == 0 ? null : known.Any(value => value == 0) ? 0 : Math.Exp(known.Average(Math.Log));
        }
    }

    /// <summary>The index of a territory: the mean of the sure coverages weighted by demand; null without demand.</summary>
    public static decimal? TerritoryIndex(IEnumerable<CellCoverage> cells)
    {
        var (covered, demand) = cells.Aggregate((0L, 0L), (sum, cell) => (sum.Item1 + cell.SureFlow, sum.Item2 + cell.Demand));
        return demand == 0 ? null : (decimal)covered / demand;
    }
}
