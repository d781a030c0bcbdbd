using Terreau.Engine.Quantities;

namespace Terreau.Engine.Eligibility;

/// <summary>What a reason is about.</summary>
public enum ReasonKind
{
    /// <summary>A condition of the rule.</summary>
    Condition,

    /// <summary>The zones the offer reaches.</summary>
    Perimeter,

    /// <summary>The filières the offer serves.</summary>
    Theme,

    /// <summary>The publics the offer serves.</summary>
    Audience,

    /// <summary>The least amount the offer deals with.</summary>
    Amount,

    /// <summary>The dates: the offer is over.</summary>
    Window,

    /// <summary>The offer was not checked for too long, or never.</summary>
    Stale,
}

/// <summary>One reason of an answer.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Sentence">
/// Plain French. It begins with "parce que" when the point is settled, with "à confirmer :" and a question when not.
/// </param>
/// <param name="FactId">The fact it rests on; null when no fact of the project can change it (<see cref="ReasonKind.Stale"/>).</param>
/// <param name="Condition">The predicate, for <see cref="ReasonKind.Condition"/>; else null.</param>
/// <param name="IsNegated">True when the predicate stands under an odd number of "not".</param>
public sealed record Reason(ReasonKind Kind, string Sentence, string? FactId, Predicate? Condition = null, bool IsNegated = false)
{
    /// <summary>The question to put to the person; null when the point is settled or nobody but the staff can answer.</summary>
    public string? Question { get; init; }

    internal static Reason Of(Predicate predicate, bool negated, Truth whole)
    {
        var text = FrenchText.Bare(ConditionText.Words(predicate));
        var question = QuestionOf(predicate);
        var sentence = whole switch
        {
            Truth.Unknown => $"à confirmer : {question}",
            Truth.True when negated => $"parce que ce cas est écarté : {FrenchText.Small(text)}.",
            Truth.True => $"parce que cette condition est remplie : {FrenchText.Small(text)}.",
            _ when negated => $"parce que ce cas est exclu : {FrenchText.Small(text)}.",
            _ => $"parce que cette condition n’est pas remplie : {FrenchText.Small(text)}.",
        };
        return new Reason(ReasonKind.Condition, sentence, predicate.FactId, predicate, negated)
        {
            Question = whole == Truth.Unknown ? question : null,
        };
    }

    internal static string QuestionOf(Predicate predicate) => predicate switch
    {
        { Question: { Length: > 0 } own } => own,
        ManualPredicate manual => manual.Asked,
        _ => FactCatalogue.Find(predicate.FactId)?.Question ?? $"{FrenchText.Bare(ConditionText.Words(predicate))} ?",
    };
}
