using CsCheck;
using Terreau.Engine.Chain;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Tests.Chain;

/// <summary>The worked examples of docs/algorithms/chain.md, and a brute-force oracle for the coverage.</summary>
public sealed class ChainTests
{
    [Fact]
    public void Coverage_WorkedExample_GivesItsFlowsCutAndReasons()
    {
        var cell = Coverage.Of(
            [new("P", 6), new("Q", 4), new("R", 2)],
            [new("O1", 3), new("O2", 4), new("O3", 5)],
            [
                new("P", "O1", EligibilityStatus.Eligible), new("P", "O2", EligibilityStatus.Eligible),
                new("Q", "O2", EligibilityStatus.Eligible), new("Q", "O3", EligibilityStatus.ToConfirm),
                new("P", "O3", EligibilityStatus.NotEligible), new("R", "O3", EligibilityStatus.NotEligible),
            ]);

        Assert.Equal((12, 7, 10), (cell.Demand, cell.SureFlow, cell.PossibleFlow));
        Assert.Equal(0.5833m, Math.Round(cell.Sure!.Value, 4));
        Assert.Equal(0.8333m, Math.Round(cell.Possible!.Value, 4));
        Assert.Equal(["O1", "O2"], cell.SaturatedOffers);
        Assert.Equal(RuptureKind.Capacity, cell.Uncovered["P"]);
        Assert.Equal(RuptureKind.Capacity, cell.Uncovered["Q"]);
        Assert.Equal(RuptureKind.Eligibility, cell.Uncovered["R"]);
        Assert.False(cell.IsRupture());
        Assert.True(cell.IsRupture(threshold: 0.6m));
        Assert.True(cell.IsIgnorance(threshold: 0.6m));
        Assert.False(cell.IsRupture(threshold: 0.6m, minDemand: 13));
    }

    [Fact]
    public void Coverage_WithoutDemand_IsUndefinedAndNoRupture()
    {
        var cell = Coverage.Of([], [new("O", 3)], []);

        Assert.Null(cell.Sure);
        Assert.False(cell.IsRupture());
    }

    [Fact]
    public void Coverage_UnknownCapacity_CountsForNothingSureAndForAllPossible()
    {
        var cell = Coverage.Of([new("P", 5)], [new("O", null)], [new("P", "O", EligibilityStatus.Eligible)]);

        Assert.Equal((0, 5), (cell.SureFlow, cell.PossibleFlow));
        Assert.Equal(["O"], cell.UnknownCapacities);
    }

    [Fact]
    public void Coverage_LinkToNowhere_IsRefused()
        => Assert.Throws<ArgumentException>(() => Coverage.Of([new("P", 1)], [], [new("P", "O", EligibilityStatus.Eligible)]));

    [Fact]
    public void Coverage_RandomCells_AgreeWithHallsBound()
        => Gen.Select(Gen.Int[0, 5].Array[1, 4], Gen.Int[0, 5].Array[1, 4], Gen.Int[0, 2].Array[16]).Sample((demand, supply, status) =>
        {
            var groups = demand.Select((projects, i) => new DemandGroup($"d{i}", projects)).ToList();
            var sources = supply.Select((capacity, i) => new SupplySource($"s{i}", capacity)).ToList();
            var links = groups.SelectMany((group, d) => sources.Select((source, s) =>
                new SupplyLink(group.Id, source.Id, (EligibilityStatus)status[(d * 4) + s]))).ToList();

            var cell = Coverage.Of(groups, sources, links);

            Assert.Equal(Oracle(EligibilityStatus.Eligible), cell.SureFlow);
            Assert.Equal(Oracle(EligibilityStatus.ToConfirm), cell.PossibleFlow);

            // The least cut over every subset of groups: what is left out, and the capacities the subset can use.
            int Oracle(EligibilityStatus least) => Enumerable.Range(0, 1 << groups.Count).Min(kept =>
                groups.Where((_, d) => (kept & (1 << d)) == 0).Sum(group => group.Projects)
                + sources.Where((source, s) => groups.Where((_, d) => (kept & (1 << d)) != 0 && status[(Index(d) * 4) + s] >= (int)least).Any())
                    .Sum(source => source.Capacity!.Value));

            int Index(int d) => d;
        });

    [Fact]
    public void Continuity_WorkedExample_NamesTheFirstBreakAndTheWeakest()
    {
        var chain = new ChainContinuity(
            [(Stage.Emergence, 1m), (Stage.Seed, 7m / 12), (Stage.Launch, 0.8m), (Stage.Consolidation, 0.5m), (Stage.ScaleUp, 0m)]);

        Assert.Equal((Stage.ScaleUp, 0m), chain.Weakest);
        Assert.Equal(Stage.ScaleUp, chain.FirstBroken());
        Assert.Equal(Stage.Seed, chain.FirstBroken(0.6m));
        Assert.Equal(0, chain.GeometricMean);
        Assert.Equal(0.695, new ChainContinuity([.. chain.Stages.Take(4)]).GeometricMean!.Value, 3);
        Assert.Null(new ChainContinuity([(Stage.Seed, null)]).Weakest);
    }

    [Fact]
    public void TerritoryIndex_TwoCells_IsWeightedByDemand()
    {
        var full = Coverage.Of([new("P", 2)], [new("O", 2)], [new("P", "O", EligibilityStatus.Eligible)]);
        var empty = Coverage.Of([new("P", 6)], [new("O", 0)], []);

        Assert.Equal(0.25m, ChainContinuity.TerritoryIndex([full, empty]));
        Assert.Null(ChainContinuity.TerritoryIndex([]));
    }

    [Fact]
    public void TemporalGap_WorkedExample_IsTooLateForBoth()
    {
        var ready = new DateOnly(2026, 5, 31);

        var yearly = TemporalGap.Of(ready, OfferWindow.Annual(1, 15, 3, 15), 60)!;
        var ongoing = TemporalGap.Of(ready, OfferWindow.Permanent, 120)!;

        Assert.Equal((new DateOnly(2027, 3, 16), 289), (yearly.Start, yearly.Days));
        Assert.Equal((new DateOnly(2026, 9, 28), 120), (ongoing.Start, ongoing.Days));
        Assert.True(ongoing.IsRupture());
        Assert.False(ongoing.IsRupture(120));
        Assert.Equal(ongoing, TemporalGap.Smallest(ready, [(OfferWindow.Annual(1, 15, 3, 15), 60), (OfferWindow.Unknown, 5), (OfferWindow.Permanent, 120)]));
        Assert.Null(TemporalGap.Of(ready, OfferWindow.Unknown, 60));
    }
}
