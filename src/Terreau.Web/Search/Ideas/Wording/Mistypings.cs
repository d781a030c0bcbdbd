using System.Text;
using Terreau.Web.Search.Text;

namespace Terreau.Web.Search.Ideas.Wording;

/// <summary>
/// The known word that an unknown one seems to be a mistyping of: it sounds the same, or is one letter away, two from eight letters
/// on. A word that is French and of no interest is listed in the file, and is no mistyping.
/// </summary>
internal sealed class Mistypings
{
    private const int Shortest = 6;
    private const int TwoFrom = 9;
    private const int LongestRead = 30;

    /// <summary>Words that sound the same are written alike all the same.</summary>
    private const int MostForSound = 3;

    private readonly Dictionary<string, string> stems;
    private readonly HashSet<string> others;
    private readonly Dictionary<string, string> bySound = new(StringComparer.Ordinal);
    private readonly ILookup<(char, int), string> byShape;

    /// <param name="forms">The known words, each with its stem.</param>
    /// <param name="others">Words that are written as meant.</param>
    public Mistypings(Dictionary<string, string> forms, IEnumerable<string> others)
    {
        stems = forms;
        this.others = [.. others.Select(FrenchFolding.Line)];
        foreach (var form in forms.Keys.Where(form => form.Length >= Shortest).Order(StringComparer.Ordinal))
            bySound.TryAdd(Sound(form), form);
        byShape = forms.Keys.Where(form => form.Length >= Shortest && char.IsAsciiLetter(form[0]))
            .ToLookup(form => (form[0], form.Length));
    }

    /// <summary>The stem of the word meant; null when it is none of those known, or one of them as it is.</summary>
    public string? Of(string form)
    {
        if (WithoutElision(form) is { } whole) return whole;
        if (form.Length is < Shortest or > LongestRead || stems.ContainsKey(form) || others.Contains(form)) return null;
        if (bySound.TryGetValue(Sound(form), out var same) && Distance(form, same, MostForSound + 1) <= MostForSound)
            return stems[same];
        var most = form.Length >= TwoFrom ? 2 : 1;
        var (best, edits) = ("", most + 1);
        for (var length = form.Length - most; length <= form.Length + most; length++)
        {
            foreach (var known in byShape[(form[0], length)])
            {
                var distance = Distance(form, known, edits);
                if (distance < edits) (best, edits) = (known, distance);
            }
        }
        return best.Length == 0 ? null : stems[best];
    }

    /// <summary>"dargent" for "d'argent": the article that lost its apostrophe.</summary>
    private string? WithoutElision(string form)
        => form.Length > Shortest && form[0] is 'd' or 'l' && form[1] is 'a' or 'e' or 'i' or 'o' or 'u' or 'h' && !stems.ContainsKey(form)
            && stems.TryGetValue(form[1..], out var stem) ? stem : null;

    /// <summary>
    /// Changes, additions, losses and swaps of neighbours between two words (optimal string alignment); <paramref name="limit"/> when
    /// there are at least so many.
    /// </summary>
    internal static int Distance(string one, string other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) >= limit) return limit;
        var (older, old, row) = (new int[other.Length + 1], new int[other.Length + 1], new int[other.Length + 1]);
        for (var at = 0; at <= other.Length; at++) old[at] = at;
        for (var i = 1; i <= one.Length; i++)
        {
            var least = row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(old[j] + 1, row[j - 1] + 1), old[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) row[j] = Math.Min(row[j], older[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }
            if (least >= limit) return limit;
            (older, old, row) = (old, row, older);
        }
        return Math.Min(old[other.Length], limit);
    }

    /// <summary>How a word sounds, roughly: letters that say the same made one, silent ends dropped.</summary>
    internal static string Sound(string form)
    {
        var word = form.Replace("ph", "f", StringComparison.Ordinal).Replace("qu", "k", StringComparison.Ordinal)
            .Replace("eau", "o", StringComparison.Ordinal).Replace("au", "o", StringComparison.Ordinal)
            .Replace("ch", "\u0001", StringComparison.Ordinal).Replace("gn", "\u0002", StringComparison.Ordinal)
            .Replace("ai", "e", StringComparison.Ordinal).Replace("ei", "e", StringComparison.Ordinal)
            .Replace("y", "i", StringComparison.Ordinal).Replace("z", "s", StringComparison.Ordinal)
            .Replace("em", "an", StringComparison.Ordinal).Replace("en", "an", StringComparison.Ordinal)
            .Replace("am", "an", StringComparison.Ordinal).Replace("om", "on", StringComparison.Ordinal)
            .Replace("ti", "si", StringComparison.Ordinal);
        var sound = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length; at++)
        {
            var letter = word[at];
            var next = at + 1 < word.Length ? word[at + 1] : '\0';
            letter = letter switch
            {
                'c' => next is 'e' or 'i' ? 's' : 'k',
                'g' when next is 'e' or 'i' => 'j',
                'h' => '\0',
                _ => letter,
            };
            if (letter != '\0' && (sound.Length == 0 || sound[^1] != letter)) sound.Append(letter);
        }
        if (sound.Length > Shortest && sound[^1] is 'e') sound.Length--;
        if (sound.Length >= Shortest && sound[^1] is 's' or 't' or 'd' or 'x') sound.Length--;
        return sound.ToString();
    }
}
