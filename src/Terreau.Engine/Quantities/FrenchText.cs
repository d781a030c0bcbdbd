using System.Globalization;

namespace Terreau.Engine.Quantities;

/// <summary>
/// How the engine writes numbers, days and lists in French sentences. It does not read the culture
/// of the machine, so that a sentence is the same everywhere.
/// </summary>
public static class FrenchText
{
    /// <summary>U+202F: between groups of three digits.</summary>
    public const char NarrowSpace = '\u202F';

    /// <summary>U+00A0: between a number and its unit.</summary>
    public const char HardSpace = '\u00A0';

    private static readonly string[] Months =
    [
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    /// <summary>"12 500", "0,5", "−3": grouped by U+202F, decimal comma, no needless zero after the comma.</summary>
    public static string Number(decimal value)
    {
        var digits = Math.Abs(value).ToString("0.############", CultureInfo.InvariantCulture);
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits : digits[..point];
        var text = Grouped(whole) + (point < 0 ? "" : "," + digits[(point + 1)..]);
        return value < 0 ? "−" + text : text;
    }

    /// <summary>"1er mars 2027", "15 mars 2027".</summary>
    public static string Day(DateOnly day) => $"{DayAndMonth(day)} {day.Year}";

    /// <summary>"1er mars", "15 mars".</summary>
    public static string DayAndMonth(DateOnly day)
        => $"{(day.Day == 1 ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture))}{HardSpace}{Months[day.Month - 1]}";

    /// <summary>"janvier" for 1, up to "décembre" for 12.</summary>
    public static string Month(int month) => Months[month - 1];

    /// <summary>"a", "a et b", "a, b et c"; with "ou" when asked. Empty for no item.</summary>
    public static string List(IReadOnlyList<string> items, string last = "et") => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}",
    };

    /// <summary>"1 jour", "2 jours", "0 jour": the plural begins at two.</summary>
    public static string Count(long count, string one, string many)
        => $"{Number(count)}{HardSpace}{(Math.Abs(count) >= 2 ? many : one)}";

    /// <summary>The same text with a capital first letter.</summary>
    public static string Capital(string text)
        => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];

    /// <summary>The same text with a small first letter, unless the word is an acronym or a name of several capitals.</summary>
    public static string Small(string text)
        => text.Length == 0 || (text.Length > 1 && char.IsUpper(text[1]))
            ? text
            : char.ToLower(text[0], CultureInfo.InvariantCulture) + text[1..];

    /// <summary>The text without the full stop or colon it may end with.</summary>
    public static string Bare(string text) => text.TrimEnd().TrimEnd('.', ':').TrimEnd();

    internal static string Grouped(string digits)
    {
        var text = new System.Text.StringBuilder(digits.Length + 4);
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % 3 == 0) text.Append(NarrowSpace);
            text.Append(digits[i]);
        }

        return text.ToString();
    }
}
