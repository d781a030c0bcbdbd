using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Orientation.Scan;

/// <summary>
/// What the naming of a rupture needs, counted over the offers of the very nature asked for, at the project's stage or one beside it.
/// </summary>
internal sealed class RuptureTally
{
    /// <summary>Offers of the nature asked for, whatever their stage and even over: what the catalogue knows at all.</summary>
    public int Known { get; set; }

    public int Existing { get; private set; }

    public int Reaching { get; private set; }

    public int Serving { get; private set; }

    public int Eligible { get; private set; }

    public int Free { get; private set; }

    public int ToConfirm { get; private set; }

    /// <summary>Sum of the tickets of the eligible offers with places; null once one has no known limit.</summary>
    public long? TicketCents { get; private set; } = 0;

    /// <summary>Earliest decision among them; null when the dates of one are not known.</summary>
    public int? EarliestDecision { get; private set; } = int.MaxValue;

    public int EarliestOffer { get; private set; } = -1;

    public void Count(
        OfferTable table, Workspace work, int index, EligibilityStatus status, Truth perimeter, Truth theme, Truth audience,
        OrientationProblem problem, Need need)
    {
        Existing++;
        if (perimeter != Truth.False) Reaching++;
        if (perimeter != Truth.False && theme != Truth.False && audience != Truth.False) Serving++;
        if (status == EligibilityStatus.ToConfirm) ToConfirm++;
        if (status != EligibilityStatus.Eligible) return;
        Eligible++;
        if (table.Saturated[index]) return;
        Free++;
        var offer = table.Offers[index];
        TicketCents = need.Amount is null || TicketOf(offer, problem.Facts) is not { } ticket ? null : TicketCents + ticket.Cents;
        var deposit = work.Day.WindowDeposit[table.WindowOf[index]];
        if (deposit < 0)
        {
            EarliestDecision = null;
        }
        else if (EarliestDecision is { } earliest && deposit + (offer.DecisionDays ?? 0) < earliest)
        {
            EarliestDecision = deposit + (offer.DecisionDays ?? 0);
            EarliestOffer = index;
        }
    }

    /// <summary>The most an offer can bring: its ceiling, and its share of the cost where both are known. Null = no known limit.</summary>
    public static Money? TicketOf(Offer offer, Facts facts)
    {
        var ticket = offer.AmountMax;
        if (offer.RateMax is { } rate && facts.ValueOf(FactIds.EligibleCost) is FactValue.Number { Value.High: { } cost })
        {
            // A share is never rounded up: the offer would pay more than its rate.
            var share = new Money((long)decimal.Floor(rate * Math.Min(cost, 1e12m) * 100m));
            if (ticket is null || share < ticket) ticket = share;
        }

        return ticket;
    }
}
