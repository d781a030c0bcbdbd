using System.Collections.Immutable;
using Terreau.Engine.Eligibility;

namespace Terreau.Engine.Chain;

/// <summary>Projects of one cell (stage, need, theme, place, public, period) with the same profile.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Projects">How many; zero or more.</param>
public sealed record DemandGroup(string Id, int Projects);

/// <summary>An offer seen from a period.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Capacity">Projects it can take in the period; null = not known: none in the sure coverage, no limit in the possible one.</param>
public sealed record SupplySource(string Id, int? Capacity);

/// <summary>What an offer answers to a group, where it is open in the period and its ticket covers the amount.</summary>
public sealed record SupplyLink(string Demand, string Supply, EligibilityStatus Status);

/// <summary>The coverage of one cell.</summary>
public sealed record CellCoverage
{
    /// <summary>Projects in all.</summary>
    public required int Demand { get; init; }

    /// <summary>Projects that eligible offers can all take at once.</summary>
    public required int SureFlow { get; init; }

    /// <summary>The same with the offers to confirm.</summary>
    public required int PossibleFlow { get; init; }

    /// <summary>SureFlow / Demand, between 0 and 1; null without demand, which is not full coverage.</summary>
    public decimal? Sure => Demand == 0 ? null : (decimal)SureFlow / Demand;

    /// <summary>PossibleFlow / Demand, between <see cref="Sure"/> and 1; null without demand.</summary>
    public decimal? Possible => Demand == 0 ? null : (decimal)PossibleFlow / Demand;

    /// <summary>The offers of the minimal cut of the sure coverage: the saturated ones, sorted.</summary>
    public required ImmutableArray<string> SaturatedOffers { get; init; }

    /// <summary>Why each group that is not wholly covered is not: eligibility, capacity or information; by group id.</summary>
    public required ImmutableSortedDictionary<string, RuptureKind> Uncovered { get; init; }

    /// <summary>Offers whose capacity is not known, sorted: they count for nothing in the sure coverage.</summary>
    public required ImmutableArray<string> UnknownCapacities { get; init; }

    /// <summary>
    /// True when the cell is a break: coverage under <paramref name="threshold"/> and demand of at least
    /// <paramref name="minDemand"/> (under it, nothing is said, so that no project is recognised).
    /// </summary>
    public bool IsRupture(decimal threshold = 0.5m, int minDemand = 3) => Demand >= minDemand && Sure < threshold;

    /// <summary>True when the break is ignorance: the possible coverage reaches the threshold, the sure one does not.</summary>
    public bool IsIgnorance(decimal threshold = 0.5m) => Possible >= threshold && Sure < threshold;
}

/// <summary>Coverage of a cell by the greatest flow from projects to capacities. Exact, in whole projects.</summary>
/// <remarks>An offer that serves several cells must be shared between them before: its capacity here is that of the cell.</remarks>
public static class Coverage
{
    private const int Unlimited = int.MaxValue / 4;

    /// <summary>The coverage of one cell.</summary>
    /// <exception cref="ArgumentException">A repeated id, a link to an unknown id, or a negative number.</exception>
    public static CellCoverage Of(IEnumerable<DemandGroup> demand, IEnumerable<SupplySource> supply, IEnumerable<SupplyLink> links)
    {
        var groups = demand.OrderBy(group => group.Id, StringComparer.Ordinal).ToImmutableArray();
        var sources = supply.OrderBy(source => source.Id, StringComparer.Ordinal).ToImmutableArray();
        var edges = links.Distinct().ToImmutableArray();
        var names = groups.Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        var offers = sources.Select(source => source.Id).ToHashSet(StringComparer.Ordinal);
        if (names.Count != groups.Length || offers.Count != sources.Length
            || groups.Any(group => group.Projects < 0) || sources.Any(source => source.Capacity < 0)
            || edges.Any(link => !names.Contains(link.Demand) || !offers.Contains(link.Supply)))
            throw new ArgumentException("Ids are unique and known, numbers zero or more.", nameof(links));

        var sure = Flow(groups, sources, edges, EligibilityStatus.Eligible, unknownCapacity: 0);
        var possible = Flow(groups, sources, edges, EligibilityStatus.ToConfirm, unknownCapacity: Unlimited);
        var uncovered = ImmutableSortedDictionary.CreateBuilder<string, RuptureKind>(StringComparer.Ordinal);
        for (var g = 0; g < groups.Length; g++)
        {
            // On the source's side of the minimal cut: some of the group stays out, in one greatest flow or another.
            if (!sure.Reached(g) || groups[g].Projects == 0) continue;
            var own = edges.Where(link => link.Demand == groups[g].Id).ToList();
            uncovered[groups[g].Id] = own.Count == 0 ? RuptureKind.Absent
                : own.Any(link => link.Status == EligibilityStatus.Eligible) ? RuptureKind.Capacity
                : own.Any(link => link.Status == EligibilityStatus.ToConfirm) ? RuptureKind.Information
                : RuptureKind.Eligibility;
        }

        return new CellCoverage
        {
            Demand = groups.Sum(group => group.Projects),
            SureFlow = sure.Value,
            PossibleFlow = possible.Value,
            SaturatedOffers = [.. sources.Where((source, s) => sure.Reached(groups.Length + s)).Select(source => source.Id)],
            Uncovered = uncovered.ToImmutable(),
            UnknownCapacities = [.. sources.Where(source => source.Capacity is null).Select(source => source.Id)],
        };
    }

    private static MaxFlow Flow(
        ImmutableArray<DemandGroup> groups, ImmutableArray<SupplySource> sources, ImmutableArray<SupplyLink> links,
        EligibilityStatus least, int unknownCapacity)
    {
        var (from, to) = (groups.Length + sources.Length, groups.Length + sources.Length + 1);
        var flow = new MaxFlow(to + 1);
        for (var g = 0; g < groups.Length; g++) flow.Link(from, g, groups[g].Projects);
        for (var s = 0; s < sources.Length; s++) flow.Link(groups.Length + s, to, sources[s].Capacity ?? unknownCapacity);
        var group = groups.Select((one, index) => (one.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        var source = sources.Select((one, index) => (one.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        foreach (var link in links.Where(link => link.Status >= least && link.Status != EligibilityStatus.NotEligible))
            flow.Link(group[link.Demand], groups.Length + source[link.Supply], Unlimited);
        flow.Solve(from, to);
        return flow;
    }
}
