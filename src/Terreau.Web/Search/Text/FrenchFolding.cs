using System.Globalization;
using System.Text;

namespace Terreau.Web.Search.Text;

/// <summary>
/// A letter as it is compared: lower case, without accent, ligatures opened. Done before stemming, because
/// people type accents or not and both must give the same word.
/// </summary>
internal static class FrenchFolding
{
    private const int TableSize = 0x250;
    private static readonly string[] Table = [.. Enumerable.Range(0, TableSize).Select(c => Compute((char)c))];

    /// <summary>The folded form of a character, of 0 (combining mark), 1 or 2 characters.</summary>
    public static string Fold(char c) => c < TableSize ? Table[c] : Compute(c);

    /// <summary>A whole text folded, its runs of anything but letters and digits being one space; for sorting and exact names.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            var folded = IsWordPart(c) ? Fold(c) : "";
            if (folded.Length == 0)
            {
                gap |= !IsMark(c);
                continue;
            }
            if (gap && line.Length > 0)
                line.Append(' ');
            gap = false;
            line.Append(folded);
        }
        return line.ToString();
    }

    public static bool IsWordPart(char c) => c < 128 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) || IsMark(c);

    private static bool IsMark(char c) => c >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static string Compute(char c)
    {
        switch (c)
        {
            case 'œ' or 'Œ': return "oe";
            case 'æ' or 'Æ': return "ae";
            case 'ß': return "ss";
            case 'ø' or 'Ø': return "o";
            case 'ł' or 'Ł': return "l";
            case 'đ' or 'Đ': return "d";
            case 'ı': return "i";
        }
        if (char.IsSurrogate(c) || c == '\uFFFE' || IsMark(c))
            return "";
        var folded = new StringBuilder(2);
        foreach (var part in c.ToString().Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark && char.IsLetterOrDigit(part))
                folded.Append(char.ToLowerInvariant(part));
        return folded.Length > 2 ? folded.ToString(0, 2) : folded.ToString();
    }
}
