using System.Collections.Immutable;

namespace Terreau.Engine.Eligibility;

/// <summary>What came of reading a rule: a rule, or every error found, each with its path in the tree.</summary>
public sealed class RuleReading
{
    private readonly Rule? rule;

    private RuleReading(Rule? rule, ImmutableArray<string> errors)
    {
        this.rule = rule;
        Errors = errors;
    }

    /// <summary>True when the text was a rule.</summary>
    public bool IsRule => rule is not null;

    /// <summary>The rule.</summary>
    /// <exception cref="InvalidOperationException">There are errors.</exception>
    public Rule Rule => rule ?? throw new InvalidOperationException("There is no rule: " + string.Join(" ", Errors));

    /// <summary>Sentences in French, "all[1].any[0] : …"; empty when there is a rule.</summary>
    public ImmutableArray<string> Errors { get; }

    internal static RuleReading Read(Rule rule) => new(rule, []);

    internal static RuleReading Refused(ImmutableArray<string> errors) => new(null, errors);
}
