using System.Collections.Immutable;
using Terreau.Engine.Geography;

namespace Terreau.Engine.Eligibility;

/// <summary>
/// A condition over the facts of a project, as a tree. Closed: <see cref="AllRule"/>, <see cref="AnyRule"/>,
/// <see cref="NotRule"/>, <see cref="AtLeastRule"/> and the predicates. Immutable, compared by content.
/// </summary>
public abstract record Rule
{
    private protected Rule()
    {
    }

    /// <summary>The rule with no condition: always True.</summary>
    public static Rule None { get; } = new AllRule([]);

    /// <summary>
    /// The truth of the rule in strong Kleene logic, by a plain walk of the tree. Monotone: learning a fact never
    /// turns True into False nor False into True, as long as no predicate overrides what is missing.
    /// </summary>
    public abstract Truth Evaluate(Facts facts, Zones zones);
}

/// <summary>Holds when every child holds; True when empty.</summary>
public sealed record AllRule(ImmutableArray<Rule> Of) : Rule
{
    /// <inheritdoc />
    public override Truth Evaluate(Facts facts, Zones zones)
    {
        var least = Truth.True;
        foreach (var child in Of)
        {
            least = least.And(child.Evaluate(facts, zones));
            if (least == Truth.False) break;
        }

        return least;
    }

    /// <inheritdoc />
    public bool Equals(AllRule? other) => other is not null && Of.AsSpan().SequenceEqual(other.Of.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => Of.Aggregate(1, HashCode.Combine);
}

/// <summary>Holds when one child at least holds; False when empty.</summary>
public sealed record AnyRule(ImmutableArray<Rule> Of) : Rule
{
    /// <inheritdoc />
    public override Truth Evaluate(Facts facts, Zones zones)
    {
        var greatest = Truth.False;
        foreach (var child in Of)
        {
            greatest = greatest.Or(child.Evaluate(facts, zones));
            if (greatest == Truth.True) break;
        }

        return greatest;
    }

    /// <inheritdoc />
    public bool Equals(AnyRule? other) => other is not null && Of.AsSpan().SequenceEqual(other.Of.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => Of.Aggregate(2, HashCode.Combine);
}

/// <summary>Holds when its child does not.</summary>
public sealed record NotRule(Rule Of) : Rule
{
    /// <inheritdoc />
    public override Truth Evaluate(Facts facts, Zones zones) => Of.Evaluate(facts, zones).Not();
}

/// <summary>Holds when at least <c>Count</c> children hold.</summary>
public sealed record AtLeastRule(int Count, ImmutableArray<Rule> Of) : Rule
{
    /// <inheritdoc />
    public override Truth Evaluate(Facts facts, Zones zones)
    {
        int held = 0, unknown = 0;
        foreach (var child in Of)
        {
            var truth = child.Evaluate(facts, zones);
            if (truth == Truth.True) held++;
            else if (truth == Truth.Unknown) unknown++;
        }

        return Kleene.AtLeast(Count, held, unknown);
    }

    /// <inheritdoc />
    public bool Equals(AtLeastRule? other)
        => other is not null && Count == other.Count && Of.AsSpan().SequenceEqual(other.Of.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => Of.Aggregate(Count, HashCode.Combine);
}
