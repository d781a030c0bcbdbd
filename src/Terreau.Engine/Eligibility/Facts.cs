using System.Collections.Immutable;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Eligibility;

/// <summary>The value of a fact. Closed; immutable; an unknown fact has no value at all.</summary>
public abstract record FactValue
{
    private FactValue()
    {
    }

    /// <summary>Yes or no.</summary>
    public sealed record Flag(bool IsTrue) : FactValue;

    /// <summary>One code of a list, or a short text.</summary>
    public sealed record Choice(string Code) : FactValue
    {
        /// <summary>The code read as a commune: "COMMUNE:93010" for "93010". Kept once, so that reading it costs nothing.</summary>
        internal string AsCommune { get; } = Code.Contains(':', StringComparison.Ordinal) ? Code : "COMMUNE:" + Code;
    }

    /// <summary>A quantity, possibly known between bounds only; never <see cref="Interval.Unknown"/>.</summary>
    public sealed record Number(Interval Value) : FactValue;

    /// <summary>A day.</summary>
    public sealed record Date(DateOnly Day) : FactValue;

    /// <summary>Several codes, sorted, without repeats, wholly known: what is not listed is not so. May be empty.</summary>
    public sealed record Many(ImmutableArray<string> Codes) : FactValue
    {
        /// <inheritdoc />
        public bool Equals(Many? other) => other is not null && Codes.AsSpan().SequenceEqual(other.Codes.AsSpan());

        /// <inheritdoc />
        public override int GetHashCode() => Codes.Aggregate(3, HashCode.Combine);
    }

    /// <summary>A list of items, wholly known as a list, each with its own sheet, where attributes may be unknown.</summary>
    public sealed record Items(ImmutableArray<Facts> Sheets) : FactValue
    {
        /// <inheritdoc />
        public bool Equals(Items? other) => other is not null && Sheets.AsSpan().SequenceEqual(other.Sheets.AsSpan());

        /// <inheritdoc />
        public override int GetHashCode() => Sheets.Length;
    }
}

/// <summary>A known fact with where it comes from.</summary>
/// <param name="Value">What is known.</param>
/// <param name="Source">A register, a document…; null = said by the person.</param>
/// <param name="On">The day of the source or of the answer.</param>
/// <param name="DeclaredBy">Who declared it; null = not kept.</param>
public sealed record Fact(FactValue Value, string? Source = null, DateOnly? On = null, string? DeclaredBy = null);

/// <summary>
/// What is known of a project: an immutable sheet of facts. A fact that is not on the sheet is unknown, which is
/// neither yes nor no. Types are checked against <see cref="FactCatalogue"/>, except on the sheet of an item.
/// </summary>
public sealed class Facts : IEquatable<Facts>
{
    private readonly Dictionary<string, Fact> known;

    private Facts(Dictionary<string, Fact> known) => this.known = known;

    /// <summary>Nothing is known.</summary>
    public static Facts Empty { get; } = new([]);

    /// <summary>The known facts, by id, in the ordinal order of ids.</summary>
    public IEnumerable<KeyValuePair<string, Fact>> Known => known.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The fact, or null when unknown.</summary>
    public Fact? this[string id] => known.GetValueOrDefault(id);

    /// <summary>The value, or null when unknown.</summary>
    public FactValue? ValueOf(string id) => known.TryGetValue(id, out var fact) ? fact.Value : null;

    /// <summary>True when something is known of it.</summary>
    public bool Knows(string id) => known.ContainsKey(id);

    /// <summary>The sheet with that fact set; an unknown interval takes the fact away.</summary>
    /// <exception cref="ArgumentException">The catalogue gives that fact another type.</exception>
    public Facts With(string id, Fact fact)
    {
        if (FactCatalogue.Find(id) is { } definition && !definition.Accepts(fact.Value))
            throw new ArgumentException($"The fact « {id} » is of type {definition.Type}.", nameof(fact));
        var copy = new Dictionary<string, Fact>(known, StringComparer.Ordinal);
        if (fact.Value is FactValue.Number { Value.IsUnknown: true }) copy.Remove(id);
        else copy[id] = fact;
        return new Facts(copy);
    }

    /// <summary>The sheet without that fact: it is unknown again.</summary>
    public Facts Without(string id)
    {
        if (!known.ContainsKey(id)) return this;
        var copy = new Dictionary<string, Fact>(known, StringComparer.Ordinal);
        copy.Remove(id);
        return new Facts(copy);
    }

    /// <summary>The sheet with several facts set or, where null, taken away, in one copy; types are not checked.</summary>
    internal Facts Changed(params ReadOnlySpan<(string Id, FactValue? Value)> changes)
    {
        var copy = new Dictionary<string, Fact>(known, StringComparer.Ordinal);
        foreach (var (id, value) in changes)
        {
            if (value is null) copy.Remove(id);
            else copy[id] = new Fact(value);
        }

        return new Facts(copy);
    }

    /// <summary>Sets a yes or no.</summary>
    public Facts With(string id, bool value) => With(id, new Fact(new FactValue.Flag(value)));

    /// <summary>Sets one code.</summary>
    public Facts With(string id, string code) => With(id, new Fact(new FactValue.Choice(code)));

    /// <summary>Sets a quantity in the unit of the fact.</summary>
    public Facts With(string id, Interval value) => With(id, new Fact(new FactValue.Number(value)));

    /// <summary>Sets an exact quantity in the unit of the fact.</summary>
    public Facts With(string id, decimal value) => With(id, Interval.Exactly(value));

    /// <summary>Sets a day.</summary>
    public Facts With(string id, DateOnly day) => With(id, new Fact(new FactValue.Date(day)));

    /// <summary>Sets several codes; sorted and without repeats. An empty list means "none", which is known.</summary>
    public Facts WithMany(string id, params IEnumerable<string> codes)
        => With(id, new Fact(new FactValue.Many([.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])));

    /// <summary>Sets a list of items, each a sheet of its attributes.</summary>
    public Facts WithItems(string id, params IEnumerable<Facts> items)
        => With(id, new Fact(new FactValue.Items([.. items])));

    /// <summary>True when the same facts have the same values; sources and dates do not count.</summary>
    public bool Equals(Facts? other)
        => other is not null && known.Count == other.known.Count
            && known.All(pair => pair.Value.Value.Equals(other.ValueOf(pair.Key)));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Facts);

    /// <inheritdoc />
    public override int GetHashCode() => known.Count;
}
