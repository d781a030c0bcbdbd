namespace Terreau.Engine.Measuring;

/// <summary>What can be said of shares and counts: how sure a share is, how far two judges agree, how evenly something is spread.</summary>
public static class Shares
{
    /// <summary>Ninety-five times in a hundred.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The bounds of Wilson (1927) of a share seen on a few cases, at 95 %: 42 of 42 is "at least .916", and not 1.</summary>
    /// <param name="held">Cases where it held, between 0 and <paramref name="all"/>.</param>
    /// <param name="all">Cases looked at.</param>
    /// <returns>Between 0 and 1, both; null when there is no case.</returns>
    public static (double Low, double High)? Wilson(int held, int all)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(held);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(held, all);
        if (all == 0) return null;
        double n = all, p = held / n;
        var centre = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n))) / (1 + (Z * Z / n));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>The κ of Cohen (1960): how far two judges agree beyond chance. 1 = always, 0 = as chance would.</summary>
    /// <param name="pairs">What each judge said of the same thing, in any labels.</param>
    /// <returns>Null when there is nothing to compare, or when both always say one same thing.</returns>
    public static double? Kappa<T>(IReadOnlyCollection<(T One, T Other)> pairs) where T : notnull
    {
        if (pairs.Count == 0) return null;
        double n = pairs.Count;
        var agreed = pairs.Count(pair => pair.One.Equals(pair.Other)) / n;
        var chance = pairs.Select(pair => pair.One).Concat(pairs.Select(pair => pair.Other)).Distinct()
            .Sum(label => pairs.Count(pair => pair.One.Equals(label)) / n * (pairs.Count(pair => pair.Other.Equals(label)) / n));
        return chance >= 1 ? null : (agreed - chance) / (1 - chance);
    }

    /// <summary>The coefficient of Gini (1912): 0 when all have the same, near 1 when one has everything.</summary>
    /// <param name="amounts">What each has, 0 or more.</param>
    /// <returns>Between 0 and 1; null when nobody has anything.</returns>
    public static double? Gini(IReadOnlyCollection<double> amounts)
    {
        var sorted = amounts.Order().ToArray();
        var total = sorted.Sum();
        if (total <= 0) return null;
        var weighted = sorted.Select((amount, index) => (index + 1) * amount).Sum();
        return (2 * weighted / (sorted.Length * total)) - ((sorted.Length + 1.0) / sorted.Length);
    }
}
