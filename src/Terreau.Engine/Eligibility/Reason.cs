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

    /// <summary>The stage, where the offer refuses the others.</summary>
    Stage,

    /// <summary>The dates: the offer is over, or nobody knows whether its call is open.</summary>
    Window,

    /// <summary>The offer was not checked for too long, or never.</summary>
    Stale,
}

/// <summary>One reason of an answer. Immutable; its sentence is worded when it is read.</summary>
public sealed class Reason
{
    private readonly string? sentence;
    private readonly string? question;

    internal Reason(ReasonKind kind, Truth truth, string? factId, string? sentence, string? question = null)
    {
        Kind = kind;
        Truth = truth;
        FactId = factId;
        this.sentence = sentence;
        this.question = question;
    }

    internal Reason(Predicate condition, bool isNegated, Truth truth, bool isAssumed)
    {
        IsAssumed = isAssumed;
        Kind = ReasonKind.Condition;
        Truth = truth;
        FactId = condition.FactId;
        Condition = condition;
        IsNegated = isNegated;
    }

    /// <summary>What it is about.</summary>
    public ReasonKind Kind { get; }

    /// <summary>True when it speaks for the offer, False against, Unknown when the point is open.</summary>
    public Truth Truth { get; }

    /// <summary>The fact it rests on; null when no fact of the project can change it.</summary>
    public string? FactId { get; }

    /// <summary>The predicate, for <see cref="ReasonKind.Condition"/>; else null.</summary>
    public Predicate? Condition { get; }

    /// <summary>True when the predicate stands under an odd number of "not".</summary>
    public bool IsNegated { get; }

    /// <summary>True when nobody said it: the rule supposes it, and the sentence says so.</summary>
    public bool IsAssumed { get; }

    /// <summary>
    /// Plain French. It begins with "parce que" when the point is settled, "nous" when it is supposed, "à confirmer :" and a question when
    /// it is open.
    /// </summary>
    public string Sentence => sentence ?? (Condition is null ? $"à confirmer : {question}" : Worded(Condition));

    /// <summary>The question to put to the person; null when the point is settled or nobody but the staff can answer.</summary>
    public string? Question => question ?? (Truth == Truth.Unknown && Condition is not null ? QuestionOf(Condition) : null);

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;

    private string Worded(Predicate condition)
    {
        if (Truth == Truth.Unknown) return $"à confirmer : {QuestionOf(condition)}";
        var text = French.Lower(French.Bare(ConditionText.Words(condition)));
        if (IsAssumed && Truth == Truth.True)
            return IsNegated ? $"nous supposons que ce n’est pas le cas : {text}." : $"nous le supposons : {text}.";
        return (Truth, IsNegated) switch
        {
            (Truth.True, true) => $"parce que ce cas est écarté : {text}.",
            (Truth.True, false) => $"parce que cette condition est remplie : {text}.",
            (_, true) => $"parce que ce cas est exclu : {text}.",
            _ => $"parce que cette condition n’est pas remplie : {text}.",
        };
    }

    internal static string QuestionOf(Predicate predicate) => predicate switch
    {
        { Question: { Length: > 0 } own } => own,
        ManualPredicate manual => manual.Asked,
        _ => FactCatalogue.Find(predicate.FactId)?.Question ?? $"{French.Bare(ConditionText.Words(predicate))} ?",
    };
}
