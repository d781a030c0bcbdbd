using System.Collections.Immutable;
using Terreau.Engine.Geography;

namespace Terreau.Engine.Eligibility;

/// <summary>The three possible answers.</summary>
public enum EligibilityStatus
{
    /// <summary>NON_ELIGIBLE: one condition at least fails, whatever is still unknown.</summary>
    NotEligible = 0,

    /// <summary>A_CONFIRMER: it depends on what is not known, or the offer itself is to be checked.</summary>
    ToConfirm = 1,

    /// <summary>ELIGIBLE: every condition holds, whatever is still unknown.</summary>
    Eligible = 2,
}

/// <summary>A closed outcome: eligible, not eligible or to confirm, with the reasons of that answer.</summary>
public sealed class Evaluation
{
    private readonly ImmutableArray<Reason> reasons;
    private readonly ImmutableArray<Reason> satisfied;

    private Evaluation(
        EligibilityStatus status, ImmutableArray<Reason> reasons, ImmutableArray<Reason> satisfied, EligibilityStatus? situation = null)
    {
        Status = status;
        Situation = situation ?? status;
        this.reasons = reasons;
        this.satisfied = satisfied;
    }

    /// <summary>Which of the three.</summary>
    public EligibilityStatus Status { get; }

    /// <summary>
    /// What the situation of the project alone answers, were the offer checked today. It is the status but for an offer to be
    /// checked again: "your situation fits" and "this offer is to be checked" are two answers.
    /// </summary>
    public EligibilityStatus Situation { get; }

    /// <summary>True when the status is held back because the offer was not checked for too long, or never.</summary>
    public bool IsToCheck => reasons.Any(reason => reason.Kind == ReasonKind.Stale);

    /// <summary>The reasons of the answer, whichever it is, in the order of the rule.</summary>
    public ImmutableArray<Reason> Reasons => reasons;

    /// <summary>
    /// What holds. For <see cref="EligibilityStatus.Eligible"/>, and for an offer whose rule holds but that is to be checked.
    /// </summary>
    /// <exception cref="InvalidOperationException">The answer is not one where the rule is known to hold.</exception>
    public ImmutableArray<Reason> Satisfied => satisfied.IsDefault
        ? throw new InvalidOperationException("Only an answer whose conditions all hold says what holds.")
        : satisfied;

    /// <summary>What fails, all of it.</summary>
    /// <exception cref="InvalidOperationException">The answer is not <see cref="EligibilityStatus.NotEligible"/>.</exception>
    public ImmutableArray<Reason> Failed => Status == EligibilityStatus.NotEligible
        ? reasons
        : throw new InvalidOperationException("Only a refusal says what fails.");

    /// <summary>The ids of the facts to learn, sorted, without repeats; empty when only the offer is to be checked.</summary>
    /// <exception cref="InvalidOperationException">The answer is not <see cref="EligibilityStatus.ToConfirm"/>.</exception>
    public ImmutableArray<string> UnknownFacts => Status == EligibilityStatus.ToConfirm
        ? [.. reasons.Where(reason => reason.FactId is not null).Select(reason => reason.FactId!)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        : throw new InvalidOperationException("Only an answer to confirm has facts to learn.");

    /// <summary>Every condition holds.</summary>
    public static Evaluation Eligible(ImmutableArray<Reason> satisfied) => new(EligibilityStatus.Eligible, satisfied, satisfied);

    /// <summary>These conditions fail.</summary>
    public static Evaluation NotEligible(ImmutableArray<Reason> failed) => new(EligibilityStatus.NotEligible, failed, default);

    /// <summary>This is still to be known.</summary>
    public static Evaluation ToConfirm(ImmutableArray<Reason> unknown) => new(EligibilityStatus.ToConfirm, unknown, default);

    /// <summary>Evaluates a rule alone, with the minimal explanation.</summary>
    public static Evaluation Of(Rule rule, Facts facts, Zones zones)
    {
        var truth = rule.Evaluate(facts, zones);
        var reasons = Explanation.Of(rule, truth, facts, zones);
        return truth switch
        {
            Truth.True => Eligible(reasons),
            Truth.False => NotEligible(reasons),
            _ => ToConfirm(reasons),
        };
    }

    /// <summary>
    /// Evaluates a rule of an offer last checked on <paramref name="checkedOn"/> (null = never): a stale offer is at
    /// best to confirm, with a reason of its own, whatever its conditions say.
    /// </summary>
    public static Evaluation Of(Rule rule, Facts facts, Zones zones, DateOnly? checkedOn, DateOnly day,
        int staleAfterMonths = Freshness.DefaultMonths)
    {
        var evaluation = Of(rule, facts, zones);
        return Freshness.IsStale(checkedOn, day, staleAfterMonths) ? evaluation.AtBestToConfirm(checkedOn) : evaluation;
    }

    /// <summary>The same answer brought down to "to confirm" because the offer is to be checked; a refusal stays one.</summary>
    public Evaluation AtBestToConfirm(DateOnly? checkedOn) => Status switch
    {
        EligibilityStatus.NotEligible => this,
        EligibilityStatus.Eligible => new Evaluation(
            EligibilityStatus.ToConfirm, [Freshness.Reason(checkedOn)], reasons, EligibilityStatus.Eligible),
        _ => new Evaluation(EligibilityStatus.ToConfirm, [.. reasons, Freshness.Reason(checkedOn)], satisfied, Situation),
    };
}

/// <summary>When an offer must be checked again at its source.</summary>
public static class Freshness
{
    /// <summary>Months a check stays good.</summary>
    public const int DefaultMonths = 12;

    /// <summary>
    /// True when never checked, or checked more than that many months before <paramref name="day"/>. The anniversary
    /// itself is still fresh.
    /// </summary>
    public static bool IsStale(DateOnly? checkedOn, DateOnly day, int months = DefaultMonths)
        => checkedOn is not { } on || day > on.AddMonths(months);

    internal static Reason Reason(DateOnly? checkedOn) => new(
        ReasonKind.Stale,
        Truth.Unknown,
        factId: null,
        checkedOn is { } on
            ? $"à confirmer : cette offre est-elle toujours valable ? Dernière vérification le {French.Date(on)}."
            : "à confirmer : cette offre est-elle toujours valable ? Elle reste à vérifier à sa source.");
}
