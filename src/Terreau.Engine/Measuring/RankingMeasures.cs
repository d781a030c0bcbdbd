namespace Terreau.Engine.Measuring;

/// <summary>How well an order puts first what people judged useful. Judgements are whole grades, 0 = of no use.</summary>
/// <remarks>Sources: Järvelin and Kekäläinen 2002 (discounted cumulative gain), Voorhees 1999 (reciprocal rank).</remarks>
public static class RankingMeasures
{
    /// <summary>
    /// Normalised discounted cumulative gain with linear gain: Σ gradeᵢ / log₂(i + 1) over the first <paramref name="depth"/>, divided by
    /// the same sum of the best order possible.
    /// </summary>
    /// <param name="grades">The grades in the order given, best place first; 0 or more.</param>
    /// <param name="known">Every grade there is, whether or not the order holds it: the best order is made of these.</param>
    /// <param name="depth">How many places count, at least 1.</param>
    /// <returns>Between 0 and 1; null when no grade is above 0, where the measure has no meaning.</returns>
    public static double? Ndcg(IReadOnlyList<int> grades, IEnumerable<int> known, int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        var best = Gain([.. known.OrderDescending()], depth);
        return best > 0 ? Gain(grades, depth) / best : null;
    }

    /// <summary>One over the place of the first item whose grade is above 0; 0 when there is none.</summary>
    public static double ReciprocalRank(IReadOnlyList<int> grades)
    {
        for (var place = 0; place < grades.Count; place++)
        {
            if (grades[place] > 0) return 1.0 / (place + 1);
        }

        return 0;
    }

    private static double Gain(IReadOnlyList<int> grades, int depth)
    {
        var gain = 0.0;
        for (var place = 0; place < Math.Min(depth, grades.Count); place++) gain += grades[place] / Math.Log2(place + 2);
        return gain;
    }
}
