using System.Collections.Immutable;

namespace Terreau.Engine.Orientation;

/// <summary>How the gain of a relevance is counted.</summary>
public enum Gain
{
    /// <summary>The relevance itself.</summary>
    Linear,

    /// <summary>2^relevance − 1.</summary>
    Exponential,
}

/// <summary>
/// The measures of the evaluation protocol, on labelled cases: see docs/algorithms/orientation.md. An undefined
/// measure is null, never 0 nor 1.
/// </summary>
public static class RankingQuality
{
    /// <summary>Discounted cumulative gain of relevances in shown order, over the first <paramref name="at"/> (null = all): Σ gain / log2(rank + 1).</summary>
    public static double Dcg(IReadOnlyList<int> relevances, Gain gain, int? at = null)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(relevances.Count, at ?? int.MaxValue); i++)
            sum += (gain == Gain.Linear ? relevances[i] : Math.Pow(2, relevances[i]) - 1) / Math.Log2(i + 2);
        return sum;
    }

    /// <summary>DCG over that of the best order of the same relevances; null when every relevance is zero.</summary>
    public static double? Ndcg(IReadOnlyList<int> relevances, Gain gain, int? at = null)
    {
        var ideal = Dcg([.. relevances.OrderDescending()], gain, at);
        return ideal == 0 ? null : Dcg(relevances, gain, at) / ideal;
    }

    /// <summary>1 / rank of the first relevant item; 0 when none is.</summary>
    public static double ReciprocalRank(IReadOnlyList<int> relevances)
    {
        for (var i = 0; i < relevances.Count; i++)
        {
            if (relevances[i] > 0) return 1.0 / (i + 1);
        }

        return 0;
    }

    /// <summary>Inequality of exposures: 0 when equal, (n−1)/n when one has all; null when there is none or all are zero.</summary>
    /// <exception cref="ArgumentException">An exposure is negative.</exception>
    public static double? Gini(IEnumerable<double> exposures)
    {
        double[] sorted = [.. exposures.Order()];
        if (sorted.Length > 0 && sorted[0] < 0) throw new ArgumentException("An exposure is zero or more.", nameof(exposures));
        var total = sorted.Sum();
        if (total == 0) return null;
        var sum = 0.0;
        for (var i = 0; i < sorted.Length; i++) sum += ((2.0 * (i + 1)) - sorted.Length - 1) * sorted[i];
        return sum / (sorted.Length * total);
    }

    /// <summary>Wilson's lower bound of a proportion; z = 1.96 for 95 %. Null for no case.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More successes than cases, or a negative number.</exception>
    public static double? WilsonLow(int successes, int cases, double z = 1.96)
    {
        if (successes < 0 || successes > cases) throw new ArgumentOutOfRangeException(nameof(successes), "Between 0 and the number of cases.");
        if (cases == 0) return null;
        var p = (double)successes / cases;
        var square = z * z;
        var root = Math.Sqrt((p * (1 - p) / cases) + (square / (4.0 * cases * cases)));
        return Math.Max(0, (p + (square / (2.0 * cases)) - (z * root)) / (1 + (square / cases)));
    }

    /// <summary>Agreement of two assessors beyond chance (Cohen's kappa); null when chance alone would agree always, or for no case.</summary>
    public static double? Kappa<T>(IReadOnlyList<(T First, T Second)> labels)
        where T : notnull
    {
        if (labels.Count == 0) return null;
        var n = (double)labels.Count;
        var observed = labels.Count(pair => pair.First.Equals(pair.Second)) / n;
        var expected = labels.Select(pair => pair.First).Distinct()
            .Sum(label => labels.Count(pair => pair.First.Equals(label)) / n * (labels.Count(pair => pair.Second.Equals(label)) / n));
        return expected >= 1 ? null : (observed - expected) / (1 - expected);
    }

    /// <summary>The protocol's table from labelled answers. Hard gate: <see cref="LabelledQuality.IneligibleShown"/> must be zero.</summary>
    public static LabelledQuality Of(IEnumerable<LabelledAnswer> answers)
    {
        var all = answers.ToImmutableArray();
        var said = all.Where(answer => answer.Said == Eligibility.EligibilityStatus.Eligible).ToList();
        var right = said.Count(answer => answer.True == Eligibility.EligibilityStatus.Eligible);
        var eligible = all.Count(answer => answer.True == Eligibility.EligibilityStatus.Eligible);
        return new LabelledQuality(
            Cases: all.Length,
            IneligibleShown: said.Count(answer => answer.True == Eligibility.EligibilityStatus.NotEligible),
            Precision: said.Count == 0 ? null : (double)right / said.Count,
            PrecisionLow: WilsonLow(right, said.Count),
            Recall: eligible == 0 ? null : (double)right / eligible,
            Resolution: all.IsEmpty ? null : 1.0 - ((double)all.Count(answer => answer.Said == Eligibility.EligibilityStatus.ToConfirm) / all.Length));
    }
}

/// <summary>One pair of a project and an offer: what the engine said and what assessors hold true.</summary>
public sealed record LabelledAnswer(Eligibility.EligibilityStatus Said, Eligibility.EligibilityStatus True);

/// <summary>The protocol's table; null where a measure is undefined.</summary>
/// <param name="Cases">Labelled pairs.</param>
/// <param name="IneligibleShown">Said eligible, held not eligible: must be zero.</param>
/// <param name="Precision">Share of "eligible" that are.</param>
/// <param name="PrecisionLow">Wilson's lower bound of it.</param>
/// <param name="Recall">Share of the eligible that were said so.</param>
/// <param name="Resolution">1 − share of "to confirm".</param>
public sealed record LabelledQuality(int Cases, int IneligibleShown, double? Precision, double? PrecisionLow, double? Recall, double? Resolution);
