using System.Collections.Immutable;
using Terreau.Engine.Geography;

namespace Terreau.Engine.Eligibility;

/// <summary>
/// A leaf of a rule: one question put to one fact. Under a "not", <see cref="Label"/> still states the predicate
/// itself; the sheet then writes "Sauf si : …".
/// </summary>
public abstract record Predicate : Rule
{
    private protected Predicate()
    {
    }

    /// <summary>Its name within the rule, kebab-case; "" is allowed inside <see cref="ExistsPredicate.Where"/> only.</summary>
    public required string Id { get; init; }

    /// <summary>What must hold, in plain French; when empty, <see cref="ConditionText"/> words it from the fact.</summary>
    public string Label { get; init; } = "";

    /// <summary>What to ask when unknown; null = the question of the fact.</summary>
    public string? Question { get; init; }

    /// <summary>Where the condition is published.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>The day of that source.</summary>
    public DateOnly? SourceDate { get; init; }

    /// <summary>The day someone last checked the condition there.</summary>
    public DateOnly? CheckedOn { get; init; }

    /// <summary>What a missing fact stands for: null = unknown (the rule), or a stated override, which the screen shows.</summary>
    public bool? Missing { get; init; }

    /// <summary>The fact it asks of; see <see cref="FactCatalogue"/>. For a manual question, "manuel." and its id.</summary>
    public abstract string FactId { get; }

    /// <summary>The truth when the fact is known, at least in part.</summary>
    internal abstract Truth TestKnown(FactValue value, Zones zones);

    /// <inheritdoc />
    public sealed override Truth Evaluate(Facts facts, Zones zones) => Test(facts.ValueOf(FactId), zones);

    internal Truth Test(FactValue? value, Zones zones) => value is not null
        ? TestKnown(value, zones)
        : Missing is { } stated ? Kleene.Of(stated) : Truth.Unknown;
}

/// <summary>The fact is yes.</summary>
public sealed record FlagPredicate(string Fact) : Predicate
{
    /// <inheritdoc />
    public override string FactId => Fact;

    internal override Truth TestKnown(FactValue value, Zones zones)
        => value is FactValue.Flag flag ? Kleene.Of(flag.IsTrue) : Truth.Unknown;
}

/// <summary>The choice is one of the values; for a fact of several values, one of them at least is.</summary>
public sealed record InPredicate(string Fact, ImmutableArray<string> Values) : Predicate
{
    /// <inheritdoc />
    public override string FactId => Fact;

    internal override Truth TestKnown(FactValue value, Zones zones)
    {
        switch (value)
        {
            case FactValue.Choice choice:
                return Kleene.Of(Has(choice.Code));
            case FactValue.Many many:
                foreach (var code in many.Codes)
                {
                    if (Has(code)) return Truth.True;
                }

                return Truth.False;
            default:
                return Truth.Unknown;
        }
    }

    private bool Has(string code)
    {
        foreach (var value in Values)
        {
            if (string.Equals(value, code, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <inheritdoc />
    public bool Equals(InPredicate? other)
        => base.Equals(other) && Fact == other!.Fact && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => Values.Aggregate(HashCode.Combine(base.GetHashCode(), Fact), HashCode.Combine);
}

/// <summary>
/// The quantity lies between the bounds, both inclusive; at least one is given. An interval wholly inside is True,
/// wholly outside False, astride Unknown.
/// </summary>
public sealed record NumberPredicate(string Fact, decimal? Min, decimal? Max) : Predicate
{
    /// <inheritdoc />
    public override string FactId => Fact;

    internal override Truth TestKnown(FactValue value, Zones zones)
    {
        if (value is not FactValue.Number { Value: var number }) return Truth.Unknown;
        var above = Min is not { } min || number.Low >= min ? Truth.True : number.High < min ? Truth.False : Truth.Unknown;
        var below = Max is not { } max || number.High <= max ? Truth.True : number.Low > max ? Truth.False : Truth.Unknown;
        return above.And(below);
    }
}

/// <summary>The day lies in the window, both bounds inclusive; at least one is given.</summary>
public sealed record DatePredicate(string Fact, DateOnly? From, DateOnly? To) : Predicate
{
    /// <inheritdoc />
    public override string FactId => Fact;

    internal override Truth TestKnown(FactValue value, Zones zones)
        => value is FactValue.Date { Day: var day } ? Kleene.Of(!(day < From) && !(day > To)) : Truth.Unknown;
}

/// <summary>Which of the project's places a zone predicate looks at.</summary>
public enum ZoneMode
{
    /// <summary>The registered seat ("siege.commune").</summary>
    Seat,

    /// <summary>Where the activity takes place ("lieuActivite.zones").</summary>
    Activity,

    /// <summary>Where the persons served live ("public.zones").</summary>
    Audience,
}

/// <summary>One of the project's places, of the given mode, is inside one of the zones; see <see cref="Zones.Inside"/>.</summary>
public sealed record ZonePredicate(ImmutableArray<string> Codes, ZoneMode Mode) : Predicate
{
    /// <inheritdoc />
    public override string FactId => Mode switch
    {
        ZoneMode.Seat => FactIds.Seat,
        ZoneMode.Activity => FactIds.ActivityZones,
        _ => FactIds.AudienceZones,
    };

    internal override Truth TestKnown(FactValue value, Zones zones)
    {
        switch (value)
        {
            case FactValue.Choice choice:
                return zones.AnyInside([choice.AsCommune], Codes);
            case FactValue.Many many:
                return zones.AnyInside(many.Codes, Codes);
            default:
                return Truth.Unknown;
        }
    }

    /// <inheritdoc />
    public bool Equals(ZonePredicate? other)
        => base.Equals(other) && Mode == other!.Mode && Codes.AsSpan().SequenceEqual(other.Codes.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => Codes.Aggregate(HashCode.Combine(base.GetHashCode(), Mode), HashCode.Combine);
}

/// <summary>At least <c>Count</c> items of the list satisfy <c>Where</c>, read over the item's own attributes.</summary>
public sealed record ExistsPredicate(string List, Rule Where, int Count) : Predicate
{
    /// <inheritdoc />
    public override string FactId => List;

    internal override Truth TestKnown(FactValue value, Zones zones)
    {
        if (value is not FactValue.Items items) return Truth.Unknown;
        int held = 0, unknown = 0;
        foreach (var item in items.Sheets)
        {
            var truth = Where.Evaluate(item, zones);
            if (truth == Truth.True) held++;
            else if (truth == Truth.Unknown) unknown++;
        }

        return Kleene.AtLeast(Count, held, unknown);
    }
}

/// <summary>A question to a person: unknown until answered by the fact "manuel." + id.</summary>
public sealed record ManualPredicate(string Asked) : Predicate
{
    /// <inheritdoc />
    public override string FactId => FactIds.Manual(Id);

    internal override Truth TestKnown(FactValue value, Zones zones)
        => value is FactValue.Flag flag ? Kleene.Of(flag.IsTrue) : Truth.Unknown;
}
