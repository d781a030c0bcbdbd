using System.Globalization;
using System.Text;

namespace Terreau.Engine.Quantities;

/// <summary>
/// The forms of Unicode, for any text that anyone sends. The platform refuses, by an exception, to put a text in a form when it holds
/// half of a surrogate pair or U+FFFE: here each of them becomes U+FFFD, the sign for what cannot be read.
/// </summary>
/// <remarks>Method: Unicode Standard Annex 15, normalisation forms C and D.</remarks>
public static class UnicodeText
{
    private const char Unreadable = '\uFFFD';

    /// <summary>Form C: a letter with its mark is one sign. Never throws.</summary>
    public static string Composed(string text) => Sound(text).Normalize(NormalizationForm.FormC);

    /// <summary>Form D: a letter, then its marks. Never throws.</summary>
    public static string Decomposed(string text) => Sound(text).Normalize(NormalizationForm.FormD);

    /// <summary>
    /// The letters and digits of a text in small letters without marks, and one sign between for all that lies between; none at either
    /// end. "Café de l’Est" gives "cafe-de-l-est". Empty when there is no letter.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="between">What stands between two words; not a letter.</param>
    /// <param name="isAscii">True to keep Latin letters and digits only; else those of any script.</param>
    public static string Words(string text, char between, bool isAscii)
    {
        var words = new StringBuilder(text.Length);
        foreach (var sign in Decomposed(text))
        {
            var small = char.ToLowerInvariant(sign);
            if (isAscii ? char.IsAsciiLetterOrDigit(small) : char.IsLetterOrDigit(small)) words.Append(small);
            else if (CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark && words.Length > 0 && words[^1] != between)
                words.Append(between);
        }

        return words.ToString().TrimEnd(between);
    }

    private static string Sound(string text)
    {
        var isSound = true;
        for (var at = 0; at < text.Length && isSound; at++)
        {
            if (!char.IsSurrogate(text[at])) isSound = text[at] != '\uFFFE';
            else if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])) at++;
            else isSound = false;
        }

        if (isSound) return text;
        var sound = new StringBuilder(text.Length);
        // Runes read a lone half as U+FFFD already.
        foreach (var rune in text.EnumerateRunes()) sound.Append(rune.Value == 0xFFFE ? Unreadable.ToString() : rune.ToString());
        return sound.ToString();
    }
}
