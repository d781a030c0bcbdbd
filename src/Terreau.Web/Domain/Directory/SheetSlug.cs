using Terreau.Engine.Quantities;

namespace Terreau.Web.Domain.Directory;

/// <summary>The end of a sheet's address, made of its name once and for all.</summary>
internal static class SheetSlug
{
    private const int Longest = 100;

    /// <summary>The words of a name in small Latin letters: "Café de l’Est" gives "cafe-de-l-est".</summary>
    public static string Of(string name)
    {
        var words = UnicodeText.Words(name, '-', isAscii: true);
        if (words.Length > Longest) words = words[..Longest].TrimEnd('-');
        // A name without a Latin letter still needs an address; and some words are addresses already.
        return words.Length == 0 || words is "nouvelle-fiche" or "export" ? $"fiche-{words}".TrimEnd('-') : words;
    }

    /// <summary>These words, else with the first number that makes them free.</summary>
    public static string Free(string words, IReadOnlySet<string> taken)
        => !taken.Contains(words) ? words
            : Enumerable.Range(2, taken.Count + 1).Select(number => $"{words}-{number}").First(slug => !taken.Contains(slug));
}
