using System.Collections.Immutable;
using Terreau.Engine.Geography;

namespace Terreau.Engine.Eligibility;

/// <summary>
/// The minimal explanation of a truth: at a False "all" every False child, at a False "any" all children; at a True
/// "any" the True children; at an Unknown node its Unknown children; "not" passes on. Order is that of the rule.
/// </summary>
internal static class Explanation
{
    /// <summary>The reasons of a rule whose truth for these facts is already known.</summary>
    public static ImmutableArray<Reason> Of(Rule rule, Truth truth, Facts facts, Zones zones)
    {
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        Walk(rule, truth, negated: false, truth, facts, zones, reasons);
        return reasons.ToImmutable();
    }

    private static void Walk(
        Rule rule, Truth truth, bool negated, Truth whole, Facts facts, Zones zones, ImmutableArray<Reason>.Builder reasons)
    {
        switch (rule)
        {
            case Predicate predicate:
                // One fact may be open in two conditions; the person is asked once.
                if (whole != Truth.Unknown
                    || !reasons.Any(known => known.FactId == predicate.FactId && known.Question == Reason.QuestionOf(predicate)))
                    reasons.Add(new Reason(predicate, negated, whole, predicate.Missing is not null && !facts.Knows(predicate.FactId)));
                break;
            case NotRule not:
                Walk(not.Of, truth.Not(), !negated, whole, facts, zones, reasons);
                break;
            case AllRule all:
                Children(all.Of, truth, negated, whole, facts, zones, reasons);
                break;
            case AnyRule any:
                Children(any.Of, truth, negated, whole, facts, zones, reasons);
                break;
            case AtLeastRule atLeast:
                Children(atLeast.Of, truth, negated, whole, facts, zones, reasons);
                break;
        }
    }

    // A child speaks for its parent when it has the parent's truth: for a False "all" its False children, for a
    // False "any" all of them (all are False), for an Unknown node the Unknown ones, for True the True ones.
    private static void Children(
        ImmutableArray<Rule> children, Truth truth, bool negated, Truth whole, Facts facts, Zones zones,
        ImmutableArray<Reason>.Builder reasons)
    {
        foreach (var child in children)
        {
            if (child.Evaluate(facts, zones) == truth) Walk(child, truth, negated, whole, facts, zones, reasons);
        }
    }
}
