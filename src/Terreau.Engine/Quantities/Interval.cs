namespace Terreau.Engine.Quantities;

/// <summary>A quantity known between two bounds, both inclusive; a missing bound is unlimited. Both missing = nothing is known.</summary>
/// <remarks>The unit is that of the fact that holds it (persons, euros, years).</remarks>
public readonly record struct Interval
{
    private Interval(decimal? low, decimal? high)
    {
        Low = low;
        High = high;
    }

    /// <summary>The least possible value, inclusive; null = no lower bound.</summary>
    public decimal? Low { get; }

    /// <summary>The greatest possible value, inclusive; null = no upper bound.</summary>
    public decimal? High { get; }

    /// <summary>Nothing is known of the quantity. It is also the default value.</summary>
    public static Interval Unknown => default;

    /// <summary>True when neither bound is known.</summary>
    public bool IsUnknown => Low is null && High is null;

    /// <summary>True when both bounds are the same value.</summary>
    public bool IsExact => Low is not null && Low == High;

    /// <summary>The quantity is exactly this value.</summary>
    public static Interval Exactly(decimal value) => new(value, value);

    /// <summary>The quantity is this value or more.</summary>
    public static Interval AtLeast(decimal low) => new(low, null);

    /// <summary>The quantity lies between the two values, bounds included; either may be null.</summary>
    /// <exception cref="ArgumentException">The low bound is above the high one.</exception>
    public static Interval Between(decimal? low, decimal? high)
        => low > high
            ? throw new ArgumentException("The low bound is above the high bound.", nameof(low))
            : new Interval(low, high);

    /// <summary>Sum bound by bound; a missing bound stays missing.</summary>
    public static Interval operator +(Interval left, Interval right)
        => new(left.Low + right.Low, left.High + right.High);

    /// <summary>Sum bound by bound; a missing bound stays missing.</summary>
    public static Interval Add(Interval left, Interval right) => left + right;

    /// <summary>Plain French: "12", "entre 10 et 19", "10 ou plus", "10 ou moins", "inconnu".</summary>
    public override string ToString() => (Low, High) switch
    {
        (null, null) => "inconnu",
        (null, { } high) => $"{French.Number(high, 12)} ou moins",
        ({ } low, null) => $"{French.Number(low, 12)} ou plus",
        ({ } low, { } high) when low == high => French.Number(low, 12),
        ({ } low, { } high) => $"entre {French.Number(low, 12)} et {French.Number(high, 12)}",
    };
}
