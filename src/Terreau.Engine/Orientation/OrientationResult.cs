using System.Collections.Immutable;
using Terreau.Engine.Chain;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Orientation;

/// <summary>One part of a score.</summary>
/// <param name="Kind">Which part.</param>
/// <param name="Millionths">Its value between 0 and 1, in millionths.</param>
/// <param name="WeightThousandths">Its public weight, in thousandths.</param>
/// <param name="Sentence">Why, in plain French, beginning with "parce que".</param>
public sealed record Factor(FactorKind Kind, int Millionths, int WeightThousandths, string Sentence)
{
    /// <summary>What it brings to the score, out of 1.</summary>
    public decimal Contribution => (decimal)Millionths * WeightThousandths / 1_000_000_000m;
}

/// <summary>Where an offer stands on the path, seen from the project's stage.</summary>
public enum StageFit
{
    /// <summary>The offer serves the project's stage, or every stage, or the stage is not known.</summary>
    Now,

    /// <summary>It serves a stage just before or after.</summary>
    Adjacent,

    /// <summary>It serves stages further away.</summary>
    Far,
}

/// <summary>An offer that may answer a need, with every reason. Never an ineligible one.</summary>
public sealed record OfferAnswer
{
    /// <summary>The offer.</summary>
    public required Offer Offer { get; init; }

    /// <summary>Eligible or to confirm, and why.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>The seven parts of the score.</summary>
    public required ImmutableArray<Factor> Factors { get; init; }

    /// <summary>The score in billionths; comparable within a class only.</summary>
    public required int ScoreBillionths { get; init; }

    /// <summary>The score out of 1.</summary>
    public decimal Score => ScoreBillionths / 1_000_000_000m;

    /// <summary>What the order within the class rests on: the score less <see cref="Factors.Doubt"/>; ties are of the day.</summary>
    public int RankBillionths => ScoreBillionths - Orientation.Factors.Doubt(OpenQuestions);

    /// <summary>How many things are still to learn of the project or of the offer's dates; 0 when all that is left is a check.</summary>
    public int OpenQuestions => Evaluation.Reasons
        .Where(reason => reason.Truth == Truth.Unknown && reason.Kind != ReasonKind.Stale)
        .DistinctBy(reason => (reason.Kind, reason.FactId)).Count();

    /// <summary>Where it stands on the path.</summary>
    public required StageFit StageFit { get; init; }

    /// <summary>The stage of the path it belongs to: the one it serves that is nearest to the project's.</summary>
    public required Stage PathStage { get; init; }

    /// <summary>True when it answers the very nature asked for, or no nature was asked for.</summary>
    public required bool IsExactNature { get; init; }

    /// <summary>The most it can bring to this need; null when not limited or not known, or no amount is at stake.</summary>
    public Money? Ticket { get; init; }

    /// <summary>True when its ticket is known and smaller than the need: it must be added to others.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Earliest day of a decision when asking as soon as possible; null when its dates are not known.</summary>
    public DateOnly? EarliestDecision { get; init; }

    /// <summary>Things to know besides: partial amount, opening day, unknown delay. Plain French sentences.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];
}

/// <summary>An offer that is not a resource for this need, kept so that a person may ask why.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Evaluation">Always not eligible.</param>
public sealed record ExcludedOffer(Offer Offer, Evaluation Evaluation);

/// <summary>A question worth asking.</summary>
/// <param name="FactId">The fact to learn.</param>
/// <param name="Question">The words to ask it with.</param>
/// <param name="NeedIndex">The need it is about; null when it is about the project.</param>
/// <param name="Weight">Sum over the offers to confirm of 1 / number of facts they wait for, over all needs.</param>
/// <param name="Offers">How many answers to confirm wait for it.</param>
public sealed record UsefulQuestion(string FactId, string Question, int? NeedIndex, decimal Weight, int Offers);

/// <summary>One stage of the path of a need.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="IsCurrent">True for a stage of the project today; for every stage when it is not known.</param>
/// <param name="Eligible">Ids of the shown eligible offers that belong here, in rank order.</param>
/// <param name="ToConfirm">Ids of the shown offers to confirm that belong here, in rank order.</param>
public sealed record PathStep(Stage Stage, bool IsCurrent, ImmutableArray<string> Eligible, ImmutableArray<string> ToConfirm);

/// <summary>The answer to one need.</summary>
public sealed record NeedAnswer
{
    /// <summary>The need.</summary>
    public required Need Need { get; init; }

    /// <summary>The eligible offers, best first, as many as asked for.</summary>
    public required ImmutableArray<OfferAnswer> Eligible { get; init; }

    /// <summary>The offers to confirm, best first; never mixed with the eligible ones.</summary>
    public required ImmutableArray<OfferAnswer> ToConfirm { get; init; }

    /// <summary>Offers of the right kind that are not resources, fewest obstacles first; as many as asked for.</summary>
    public required ImmutableArray<ExcludedOffer> Excluded { get; init; }

    /// <summary>How many are eligible in all.</summary>
    public required int EligibleCount { get; init; }

    /// <summary>How many are to confirm in all.</summary>
    public required int ToConfirmCount { get; init; }

    /// <summary>How many of the right kind are not resources.</summary>
    public required int ExcludedCount { get; init; }

    /// <summary>The five stages with the shown offers of each.</summary>
    public required ImmutableArray<PathStep> Path { get; init; }

    /// <summary>Where the chain breaks for this need at the project's stage; null when it holds.</summary>
    public required Rupture? Rupture { get; init; }
}

/// <summary>The whole answer: a closed record that carries its reasons and can be stored and replayed.</summary>
public sealed record OrientationResult
{
    /// <summary>The question.</summary>
    public required OrientationProblem Problem { get; init; }

    /// <summary>One answer for each need, in the same order.</summary>
    public required ImmutableArray<NeedAnswer> Needs { get; init; }

    /// <summary>The questions worth asking, most useful first.</summary>
    public required ImmutableArray<UsefulQuestion> Questions { get; init; }

    /// <summary>The most useful question; null when there is none.</summary>
    public UsefulQuestion? NextQuestion => Questions.IsEmpty ? null : Questions[0];

    /// <summary>How many offers were looked at.</summary>
    public required int OfferCount { get; init; }

    /// <summary>The weights used.</summary>
    public OrientationWeights Weights => Problem.Weights;
}
