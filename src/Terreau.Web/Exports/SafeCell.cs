using System.Buffers;
using System.Globalization;
using System.Text;

namespace Terreau.Web.Exports;

/// <summary>
/// Turns a value into what may stand in a spreadsheet cell. A text that a spreadsheet would run as a
/// formula is given an apostrophe in front (OWASP, "CSV Injection"); numbers stay numbers.
/// </summary>
internal static class SafeCell
{
    private const string ListSeparator = " | ";

    // A spreadsheet cell holds 32,767 characters; the end of a longer text is left on the page.
    private const int LongestText = 32_000;

    // What a text must be walked through for: controls, halves of signs, and the two that are none.
    private static readonly SearchValues<char> Suspect = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(sign => (char)sign)
            .Where(sign => (char.IsControl(sign) && sign != '\n') || char.IsSurrogate(sign) || sign is '\uFFFE' or '\uFFFF')]);

    /// <returns>A string, or a number as it came; the empty string for null.</returns>
    public static object Of(object? value) => value switch
    {
        null => "",
        string text => Text(text),
        bool truth => truth ? "oui" : "non",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IEnumerable<string> list => Text(string.Join(ListSeparator, list)),
        int or long or double or decimal => value,
        _ => Text(value.ToString() ?? ""),
    };

    /// <summary>The same as written in a text file: numbers with a point for decimals.</summary>
    public static string Written(object? value) => Of(value) switch
    {
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    private static string Text(string text)
    {
        var clean = WithoutControls(text);
        return StartsFormula(clean) ? "'" + clean : clean;
    }

    private static bool StartsFormula(string text)
    {
        var start = text.AsSpan().TrimStart();
        // The wide forms are read as their narrow ones by spreadsheets in some languages.
        return !start.IsEmpty && BeginsFormula(start[0]);
    }

    internal static bool BeginsFormula(char sign) => sign is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    /// <summary>Characters that a spreadsheet file cannot hold are dropped; line ends are kept.</summary>
    private static string WithoutControls(string text)
    {
        if (text.Length <= LongestText && !text.AsSpan().ContainsAny(Suspect)) return text;
        var end = Math.Min(text.Length, LongestText);
        var builder = new StringBuilder(end);
        foreach (var rune in text.AsSpan(0, end).EnumerateRunes())
        {
            if (rune.Value is '\t') builder.Append(' ');
            else if (rune.Value is '\n' || (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF))) builder.Append(rune.ToString());
        }
        return builder.ToString();
    }
}
