using System.Globalization;
using System.Text;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Duplicates.Reading;

/// <summary>How a name or an address becomes words that can be compared.</summary>
internal static class NameText
{
    /// <summary>A text is read up to this many UTF-16 units.</summary>
    public const int Longest = 300;

    private static readonly HashSet<string> Articles = Set(
        "le la les un une des de du d l et a au aux en pour par sur dans avec ne pas est sont qui que ce cette ces son sa ses leur leurs nos notre");

    // What an organisation is in law says nothing of which one it is.
    private static readonly HashSet<string> LegalForms = Set(
        "association associations asso assoc societe sarl sas sasu eurl sci scop scic ets etablissements");

    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["st"] = "saint", ["ste"] = "sainte", ["cie"] = "compagnie", ["ctre"] = "centre",
    };

    /// <summary>Small letters and digits without marks, one space between words: NFD, marks dropped, œ and æ opened.</summary>
    public static string Plain(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var read = text.AsSpan(0, Math.Min(text.Length, Longest));
        var plain = new StringBuilder(read.Length);
        foreach (var rune in Decomposed(read).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark) continue;
            if (rune.Value is 'œ' or 'Œ') plain.Append("oe");
            else if (rune.Value is 'æ' or 'Æ') plain.Append("ae");
            else if (rune.Value == 'ß') plain.Append("ss");
            else if (Rune.IsLetterOrDigit(rune)) Append(plain, Rune.ToLowerInvariant(rune));
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().TrimEnd();
    }

    /// <summary>The words of a name, in order, without articles and legal forms; with them when nothing else is left.</summary>
    public static string[] Words(string? text)
    {
        var all = Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var own = all.Where(word => !Articles.Contains(word) && !LegalForms.Contains(word)).ToArray();
        if (own.Length == 0) own = [.. all.Where(word => !Articles.Contains(word))];
        if (own.Length == 0) own = all;
        for (var i = 0; i < own.Length; i++) own[i] = Short.GetValueOrDefault(own[i], own[i]);
        return own;
    }

    public static bool IsArticle(string word) => Articles.Contains(word);

    /// <summary>" mot mot ": what trigrams are taken from. Two spaces, hence no trigram, without a word.</summary>
    public static string Padded(IEnumerable<string> words) => $" {string.Join(' ', words)} ";

    /// <summary>The distinct trigrams of a padded text, each packed in 48 bits.</summary>
    public static HashSet<ulong> Trigrams(ReadOnlySpan<char> padded)
    {
        var grams = new HashSet<ulong>();
        for (var i = 0; i + 2 < padded.Length; i++) grams.Add(Gram(padded, i));
        return grams;
    }

    public static ulong Gram(ReadOnlySpan<char> text, int at) => ((ulong)text[at] << 32) | ((ulong)text[at + 1] << 16) | text[at + 2];

    private static string Decomposed(ReadOnlySpan<char> text)
        => Ascii.IsValid(text) ? text.ToString() : UnicodeText.Decomposed(text.ToString());

    private static void Append(StringBuilder plain, Rune rune)
    {
        if (rune.IsBmp) plain.Append((char)rune.Value);
        else plain.Append(rune.ToString());
    }

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
