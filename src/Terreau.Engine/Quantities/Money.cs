namespace Terreau.Engine.Quantities;

/// <summary>An amount in euros, kept as a whole number of cents: sums are exact.</summary>
/// <param name="Cents">The amount in cents; may be negative.</param>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    /// <summary>No money. It is also the default value.</summary>
    public static Money Zero => default;

    /// <summary>The amount in euros, exact.</summary>
    public decimal Euros => Cents / 100m;

    /// <summary>From euros; a fraction of a cent is rounded half away from zero.</summary>
    /// <exception cref="OverflowException">More than about 92 million billion euros.</exception>
    public static Money FromEuros(decimal euros)
        => new(checked((long)Math.Round(euros * 100m, 0, MidpointRounding.AwayFromZero)));

    /// <summary>Sum; throws on overflow.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Cents + right.Cents));

    /// <summary>Difference; throws on overflow.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Cents - right.Cents));

    /// <summary>Sum; throws on overflow.</summary>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>Difference; throws on overflow.</summary>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <summary>True when the left amount is smaller.</summary>
    public static bool operator <(Money left, Money right) => left.Cents < right.Cents;

    /// <summary>True when the left amount is greater.</summary>
    public static bool operator >(Money left, Money right) => left.Cents > right.Cents;

    /// <summary>True when the left amount is smaller or equal.</summary>
    public static bool operator <=(Money left, Money right) => left.Cents <= right.Cents;

    /// <summary>True when the left amount is greater or equal.</summary>
    public static bool operator >=(Money left, Money right) => left.Cents >= right.Cents;

    /// <inheritdoc />
    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    /// <summary>"30 000 €", "12,50 €", "−3 €": U+202F between thousands, U+00A0 before the sign; cents only when there are some.</summary>
    public override string ToString() => French.Money(Cents);
}
