using System.Globalization;

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

    /// <summary>
    /// Reads what people type: "30000", "30 000 €", "30 000,50", "30000.5 euros". Refuses a negative
    /// amount, more than two decimals, and anything else.
    /// </summary>
    public static bool TryParse(string? text, out Money money)
    {
        money = Zero;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40) return false;
        var kept = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        foreach (var unit in new[] { "€", "euros", "euro", "eur" })
        {
            if (!kept.EndsWith(unit, StringComparison.Ordinal)) continue;
            kept = kept[..^unit.Length];
            break;
        }

        kept = kept.Replace(',', '.');
        var point = kept.IndexOf('.', StringComparison.Ordinal);
        if (kept.Length is 0 or > 16 || kept.Any(c => !char.IsAsciiDigit(c) && c != '.') || point == 0) return false;
        if (point >= 0 && (kept.Length - point - 1 is 0 or > 2 || kept.LastIndexOf('.') != point)) return false;
        if (!decimal.TryParse(kept, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros)) return false;
        money = FromEuros(euros);
        return true;
    }

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
    public override string ToString()
    {
        var absolute = Cents == long.MinValue ? (ulong)long.MaxValue + 1 : (ulong)Math.Abs(Cents);
        var euros = FrenchText.Grouped((absolute / 100).ToString(CultureInfo.InvariantCulture));
        var cents = absolute % 100;
        return (Cents < 0 ? "−" : "") + euros
            + (cents == 0 ? "" : "," + cents.ToString("00", CultureInfo.InvariantCulture)) + FrenchText.HardSpace + "€";
    }
}
