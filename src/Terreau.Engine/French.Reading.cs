using System.Globalization;

namespace Terreau.Engine;

/// <content>Amounts, numbers and days as people type them.</content>
public static partial class French
{
    /// <summary>Reads "30 000", "30.000,50 €", "30000,5"; refuses what is negative, absurd or not a number.</summary>
    public static bool TryParseMoney(string? text, out long cents)
    {
        cents = 0;
        if (!TryParseNumber(text?.Replace("€", "", StringComparison.Ordinal).Replace("euros", "", StringComparison.OrdinalIgnoreCase),
            out var euros)
            || euros is < 0 or > 1_000_000_000_000m)
            return false;
        cents = (long)decimal.Round(euros * 100, MidpointRounding.AwayFromZero);
        return true;
    }

    /// <summary>Reads a number as people type it: spaces between thousands, comma or point before decimals.</summary>
    public static bool TryParseNumber(string? text, out decimal number)
    {
        number = 0;
        var figures = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (figures.Length is 0 or > 20)
            return false;
        // "30.000" and "30.000,50" group by points; "30.5" does not.
        var groupedByPoints = figures.Contains(',', StringComparison.Ordinal)
            || (figures.Length > 4 && figures[^4] == '.' && figures.IndexOf('.', StringComparison.Ordinal) > 0);
        if (groupedByPoints)
            figures = figures.Replace(".", "", StringComparison.Ordinal);
        return decimal.TryParse(
            figures.Replace(',', '.'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out number);
    }

    /// <summary>Reads "2027-03-15", as date boxes post it, and "15/03/2027", as people type it.</summary>
    public static bool TryParseDate(string? text, out DateOnly date) => DateOnly.TryParseExact(
        text?.Trim(),
        ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.None,
        out date);
}
