using System.Collections.Immutable;
using Terreau.Engine.Chain;
using Terreau.Engine.Eligibility;

namespace Terreau.Engine.Orientation;

/// <summary>What happened to one offer for one need when answers changed.</summary>
/// <param name="Need">The need.</param>
/// <param name="Offer">The offer.</param>
/// <param name="Before">Its class before; null when it was not a candidate (other need).</param>
/// <param name="After">Its class after; null when it is not a candidate any more.</param>
public sealed record OfferMove(Need Need, Offer Offer, EligibilityStatus? Before, EligibilityStatus? After)
{
    /// <summary>It was not shown and now is.</summary>
    public bool Appears => !IsShown(Before) && IsShown(After);

    /// <summary>It was shown and no longer is.</summary>
    public bool Disappears => IsShown(Before) && !IsShown(After);

    private static bool IsShown(EligibilityStatus? status) => status is EligibilityStatus.Eligible or EligibilityStatus.ToConfirm;
}

/// <summary>A break that opened, closed or changed its kind; null on a side = the chain held, or the need was not there.</summary>
public sealed record RuptureMove(Need Need, RuptureKind? Before, RuptureKind? After);

/// <summary>What changed between two answers, over all offers and not only the ones shown.</summary>
/// <param name="Moves">Offers that changed class, by need, what appears first, then by id.</param>
/// <param name="Ruptures">Breaks that opened, closed or changed kind.</param>
public sealed record OrientationChange(ImmutableArray<OfferMove> Moves, ImmutableArray<RuptureMove> Ruptures)
{
    /// <summary>True when nothing changed.</summary>
    public bool IsEmpty => Moves.IsEmpty && Ruptures.IsEmpty;

    /// <summary>
    /// Compares two answers of the same catalogue. Needs are matched by kind and nature, in order; a need that is on
    /// one side only moves all its shown offers.
    /// </summary>
    public static OrientationChange Between(OfferCatalogue catalogue, OrientationResult before, OrientationResult after)
    {
        var moves = ImmutableArray.CreateBuilder<OfferMove>();
        var ruptures = ImmutableArray.CreateBuilder<RuptureMove>();
        var earlier = new EligibilityStatus?[catalogue.Offers.Length];
        var later = new EligibilityStatus?[catalogue.Offers.Length];
        var rest = before.Needs.ToList();
        foreach (var now in after.Needs)
        {
            var then = rest.FirstOrDefault(one => one.Need.Kind == now.Need.Kind && one.Need.Nature == now.Need.Nature);
            if (then is not null) rest.Remove(then);
            Compare(then, now);
        }

        foreach (var gone in rest) Compare(gone, null);
        return new OrientationChange(moves.ToImmutable(), ruptures.ToImmutable());

        void Compare(NeedAnswer? then, NeedAnswer? now)
        {
            Array.Clear(earlier);
            Array.Clear(later);
            if (then is not null) catalogue.Statuses(before.Problem, then.Need, earlier);
            if (now is not null) catalogue.Statuses(after.Problem, now.Need, later);
            var need = (now ?? then)!.Need;
            var changed = Enumerable.Range(0, earlier.Length).Where(i => Shown(earlier[i]) != Shown(later[i]))
                .Select(i => new OfferMove(need, catalogue.Offers[i], earlier[i], later[i]));
            moves.AddRange(changed.OrderByDescending(move => move.After ?? EligibilityStatus.NotEligible));
            if (then?.Rupture?.Kind != now?.Rupture?.Kind) ruptures.Add(new RuptureMove(need, then?.Rupture?.Kind, now?.Rupture?.Kind));
        }
    }

    // Not eligible and not a candidate are one for the person: neither is shown.
    private static int Shown(EligibilityStatus? status) => (int)(status ?? EligibilityStatus.NotEligible);
}
