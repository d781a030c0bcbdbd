namespace Terreau.Engine.Quantities;

/// <summary>Four measures of a family of the social economy on a territory, all of the same source and day. They are never mixed.</summary>
/// <param name="Establishments">Employing establishments.</param>
/// <param name="Employees">Salaried persons.</param>
/// <param name="FullTime">Full-time equivalents.</param>
/// <param name="GrossPay">Gross pay of the year.</param>
public sealed record EssFigures(long Establishments, long Employees, long FullTime, Money GrossPay)
{
    /// <summary>Full-time equivalents for one salaried person, not rounded; null when there is no one.</summary>
    public decimal? FullTimePerEmployee => Employees == 0 ? null : (decimal)FullTime / Employees;

    /// <summary>Gross pay of one full-time equivalent, rounded to the cent; null when there is none.</summary>
    public Money? PayPerFullTime
        => FullTime == 0 ? null : new Money((long)Math.Round((decimal)GrossPay.Cents / FullTime, 0, MidpointRounding.AwayFromZero));

    /// <summary>Sum, measure by measure.</summary>
    public static EssFigures Sum(IEnumerable<EssFigures> families) => families.Aggregate(
        new EssFigures(0, 0, 0, Money.Zero),
        (total, one) => new EssFigures(
            total.Establishments + one.Establishments,
            total.Employees + one.Employees,
            total.FullTime + one.FullTime,
            total.GrossPay + one.GrossPay));

    /// <summary>
    /// The whole behind a part whose share was printed rounded: with 1274 = 9.3 % the whole lies between 13 626 and
    /// 13 773, and a single number would claim too much. Bounds are rounded to the nearest unit.
    /// </summary>
    /// <param name="part">The part, in units.</param>
    /// <param name="share">The printed share, between 0 and 1 (0.093).</param>
    /// <param name="step">The rounding step of the printed share (0.001 for 0.1 %).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not above half a step.</exception>
    public static Interval WholeFromShare(long part, decimal share, decimal step)
    {
        if (step <= 0 || share <= step / 2) throw new ArgumentOutOfRangeException(nameof(share), "The share must be above half its step.");
        return Interval.Between(
            Math.Round(part / (share + (step / 2)), 0, MidpointRounding.AwayFromZero),
            Math.Round(part / (share - (step / 2)), 0, MidpointRounding.AwayFromZero));
    }
}
