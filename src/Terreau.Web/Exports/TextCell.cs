using System.Buffers;
using System.Text;

namespace Terreau.Web.Exports;

/// <summary>
/// A cell of a table that is written as text. Which sign parts the cells is settled by who opens the file, not by us: a spreadsheet set to
/// another one cuts inside our texts. So a formula is disarmed at every place where a cell could begin, and not at the beginning alone.
/// </summary>
internal static class TextCell
{
    /// <summary>Signs that part cells or rows in one spreadsheet or another.</summary>
    private static readonly SearchValues<char> Parting = SearchValues.Create(",;|\t\n");

    /// <summary>What is written between quotes, whichever of them parts the cells of this file.</summary>
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;|\t\r\n\"");

    public static void Append(StringBuilder line, object? value)
    {
        var text = SafeCell.Written(value);
        if (text.AsSpan().ContainsAny(Parting)) text = Disarmed(text);
        if (!text.AsSpan().ContainsAny(Quoted)) line.Append(text);
        else line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private static string Disarmed(string text)
    {
        var safe = new StringBuilder(text.Length + 2);
        var begins = false;
        foreach (var sign in text)
        {
            if (begins && SafeCell.BeginsFormula(sign)) safe.Append('\'');
            // Blanks and quotes before it do not keep a formula from being one.
            begins = Parting.Contains(sign) || (begins && (char.IsWhiteSpace(sign) || sign == '"'));
            safe.Append(sign);
        }
        return safe.ToString();
    }
}
