using System.Collections.Immutable;

namespace Terreau.Engine.Orientation;

/// <summary>The parts of the score.</summary>
public enum FactorKind
{
    /// <summary>How well the offer answers the need: 1 same nature, 0.5 same kind.</summary>
    Need,

    /// <summary>1 same stage, 0.5 next to it, 0 further.</summary>
    Stage,

    /// <summary>Share of common filières (Jaccard).</summary>
    Theme,

    /// <summary>How near the offer is: 1 commune, 0.9 territory, 0.8 département, 0.6 region, 0.4 country.</summary>
    Territory,

    /// <summary>How well the dates fall; see <see cref="Factors.Calendar"/>.</summary>
    Calendar,

    /// <summary>0 when the offer takes no more projects, else 1.</summary>
    Capacity,

    /// <summary>How complete the sheet of the offer is.</summary>
    Sheet,
}

/// <summary>
/// The public weights of the score, in thousandths that sum to 1000. Versioned: a result names the version it used.
/// No payment, no popularity and nothing learnt on persons enters the score.
/// </summary>
public sealed record OrientationWeights
{
    private OrientationWeights(string version, ImmutableArray<int> thousandths)
    {
        Version = version;
        Thousandths = thousandths;
    }

    /// <summary>
    /// The weights proposed at the start: need 300, stage 200, theme 150, territory 150, calendar 100, capacity 50, sheet 50.
    /// </summary>
    public static OrientationWeights Default { get; } = Create("2026-1", 300, 200, 150, 150, 100, 50, 50);

    /// <summary>The name of this set of weights.</summary>
    public string Version { get; }

    /// <summary>The weights in the order of <see cref="FactorKind"/>.</summary>
    public ImmutableArray<int> Thousandths { get; }

    /// <summary>The weight of a factor, in thousandths.</summary>
    public int this[FactorKind kind] => Thousandths[(int)kind];

    /// <summary>A set of weights, in thousandths.</summary>
    /// <exception cref="ArgumentException">A weight is negative, or they do not sum to 1000, or there is no version.</exception>
    public static OrientationWeights Create(
        string version, int need, int stage, int theme, int territory, int calendar, int capacity, int sheet)
    {
        ImmutableArray<int> weights = [need, stage, theme, territory, calendar, capacity, sheet];
        if (string.IsNullOrWhiteSpace(version) || weights.Any(weight => weight < 0) || weights.Sum() != 1000)
            throw new ArgumentException("Seven weights of zero or more thousandths that sum to 1000, and a version, are needed.",
                nameof(version));
        return new OrientationWeights(version, weights);
    }

    /// <inheritdoc />
    public bool Equals(OrientationWeights? other)
        => other is not null && Version == other.Version && Thousandths.AsSpan().SequenceEqual(other.Thousandths.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Version, Thousandths[0]);
}

/// <summary>The formulas of the score, in millionths so that equal offers are exactly equal.</summary>
public static class Factors
{
    /// <summary>One, in millionths.</summary>
    public const int One = 1_000_000;

    /// <summary>
    /// By days left until the end of the open window: closed (negative) 0; under 7 days 0.5; 7 to 60 days 1; then
    /// 1 − (d − 60)/240, never under 0.5 (reached at 180 days).
    /// </summary>
    public static int Calendar(int daysLeft) => daysLeft switch
    {
        < 0 => 0,
        < 7 => One / 2,
        <= 60 => One,
        >= 180 => One / 2,
        _ => One - Ratio(daysLeft - 60, 240),
    };

    /// <summary>
    /// What an answer to confirm loses in the order for each thing still to learn, in billionths: 0.05, six times at most. It ranks what
    /// is nearly sure before what is only not excluded; the score itself does not change.
    /// </summary>
    public static int Doubt(int open) => 50_000_000 * Math.Min(open, 6);

    /// <summary>A permanent window: 0.8.</summary>
    public const int PermanentCalendar = 800_000;

    /// <summary>Dates not known: 0.5, as for the least certain open window.</summary>
    public const int UnknownCalendar = 500_000;

    /// <summary>Common over all, in millionths, halves up; 0 when there is nothing.</summary>
    public static int Ratio(int part, int whole) => whole == 0 ? 0 : (int)(((2L * part * One) + whole) / (2L * whole));

    /// <summary>The score in billionths: the sum of weight × factor. At most 1 000 000 000.</summary>
    public static int Score(OrientationWeights weights, ReadOnlySpan<int> millionths)
    {
        var score = 0;
        for (var i = 0; i < millionths.Length; i++) score += weights.Thousandths[i] * millionths[i];
        return score;
    }
}
