using System.Collections.Immutable;

namespace Terreau.Engine.Duplicates;

/// <summary>What a pair of records is found to be. Nothing is ever joined without a person.</summary>
public enum DuplicateVerdict
{
    /// <summary>Two organisations, as far as is known.</summary>
    Distinct,

    /// <summary>One organisation, two establishments: not a duplicate.</summary>
    OtherEstablishment,

    /// <summary>Perhaps the same: a person decides.</summary>
    Candidate,
}

/// <summary>The answer on one pair: a verdict, a score and the reasons. Immutable.</summary>
public sealed class DuplicateAnswer
{
    private DuplicateAnswer(DuplicateVerdict verdict, int millionths, ImmutableArray<DuplicateReason> reasons)
    {
        Verdict = verdict;
        ScoreMillionths = millionths;
        Reasons = reasons;
    }

    /// <summary>What the pair is found to be.</summary>
    public DuplicateVerdict Verdict { get; }

    /// <summary>
    /// From 0 to 1,000,000; at least <see cref="DuplicateWeights.Candidate"/> for a candidate, below for two organisations, 0 where numbers
    /// forbid.
    /// </summary>
    public int ScoreMillionths { get; }

    /// <summary>In the order of <see cref="DuplicateReasonKind"/>. The place is always there.</summary>
    public ImmutableArray<DuplicateReason> Reasons { get; }

    internal static DuplicateAnswer Scored(int millionths, ImmutableArray<DuplicateReason> reasons)
        => new(millionths >= DuplicateWeights.Candidate ? DuplicateVerdict.Candidate : DuplicateVerdict.Distinct, millionths, reasons);

    internal static DuplicateAnswer Forbidden(ImmutableArray<DuplicateReason> reasons) => new(DuplicateVerdict.Distinct, 0, reasons);

    internal static DuplicateAnswer Establishments(ImmutableArray<DuplicateReason> reasons)
        => new(DuplicateVerdict.OtherEstablishment, 0, reasons);
}

/// <summary>A record of the index that may be the same as the one asked about.</summary>
/// <param name="Key">The key of the record found.</param>
/// <param name="Answer">Why; its first is the record asked about.</param>
public sealed record DuplicateMatch(string Key, DuplicateAnswer Answer);

/// <summary>Two records of an index that may be the same.</summary>
/// <param name="First">The key that comes first, ordinally.</param>
/// <param name="Second">The other key.</param>
/// <param name="Answer">Why.</param>
public sealed record DuplicatePair(string First, string Second, DuplicateAnswer Answer);
