using Terreau.Engine.Quantities;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Actors;

/// <summary>What a column most likely says, and why.</summary>
/// <param name="Column">Its place in the file, from 0.</param>
/// <param name="Target">What it says; null when nothing fits.</param>
/// <param name="Percent">How sure, from 0 to 100.</param>
/// <param name="Why">The reason, as a sentence.</param>
internal sealed record ColumnGuess(int Column, ImportTarget? Target, int Percent, string Why);

/// <summary>
/// Guesses the columns of a file from their headings and from what they hold. Where both disagree what is held wins: "Coord. X" full
/// of latitudes is a latitude. See docs/algorithms/import-mapping.md.
/// </summary>
internal static class ColumnGuessing
{
    /// <summary>Below this nothing is proposed.</summary>
    public const int LeastPercent = 50;

    private const int Sample = 300;

    public static IReadOnlyList<ColumnGuess> Of(SourceTable table)
    {
        var candidates = new List<(int Column, ImportTarget Target, double Score, double Heading, double? Content)>();
        for (var column = 0; column < table.Headings.Count; column++)
        {
            var held = table.Column(column).Where(text => !Blank.Is(text)).Take(Sample).ToList();
            if (held.Count == 0) continue;
            foreach (var target in ImportTarget.All)
            {
                var heading = Likeness(table.Headings[column], target);
                double? content = target.Shape is { } shape ? (double)held.Count(shape) / held.Count : null;
                if (Score(target, heading, content) is > 0 and var score) candidates.Add((column, target, score, heading, content));
            }
        }

        var (given, taken) = (new Dictionary<int, ColumnGuess>(), new HashSet<ImportTarget>());
        foreach (var best in candidates.OrderByDescending(one => one.Score).ThenBy(one => one.Column).ThenBy(one => IndexOf(one.Target)))
        {
            if (best.Score * 100 < LeastPercent || given.ContainsKey(best.Column)
                || (taken.Contains(best.Target) && !(best.Target.IsMany && best.Heading > 0))) continue;
            given[best.Column] = new ColumnGuess(best.Column, best.Target, (int)Math.Round(best.Score * 100),
                Why(best.Heading, best.Content));
            taken.Add(best.Target);
        }
        return [.. Enumerable.Range(0, table.Headings.Count)
            .Select(column => given.GetValueOrDefault(column) ?? new ColumnGuess(column, null, 0, "rien ne la distingue"))];
    }

    /// <summary>A heading as it is compared: small letters, no accent, words apart.</summary>
    public static string Plain(string heading) => UnicodeText.Words(heading, ' ', isAscii: false);

    private static double Score(ImportTarget target, double heading, double? content) => content switch
    {
        null => heading,
        // What holds nothing of the shape is not it, whatever its heading.
        < 0.3 => heading * 0.3,
        { } share when heading > 0 => (heading * 0.6) + (share * 0.4),
        >= 0.8 and var share when target.IsTelling => share * 0.6,
        _ => 0,
    };

    private static double Likeness(string heading, ImportTarget target)
    {
        var words = Plain(heading);
        if (words.Length == 0) return 0;
        var best = 0.0;
        for (var at = 0; at < target.Names.Length; at++)
        {
            // The surest names come first and win between two targets that both know the word.
            var rank = 1 - (at * 0.004);
            var name = target.Names[at];
            var likeness = words == name ? rank
                : name.Length < 5 ? 0
                : $" {words} ".Contains($" {name} ", StringComparison.Ordinal) ? 0.85 * rank
                : words.Replace(" ", "", StringComparison.Ordinal) == name.Replace(" ", "", StringComparison.Ordinal) ? 0.95 * rank : 0;
            best = Math.Max(best, likeness);
        }
        return best;
    }

    private static string Why(double heading, double? content) => (heading, content) switch
    {
        (> 0, { } share) => $"son titre le dit, et {share:P0} de ce qu’elle contient y ressemble",
        (> 0, null) => "son titre le dit",
        (_, { } share) => $"{share:P0} de ce qu’elle contient y ressemble",
        _ => "",
    };

    private static int IndexOf(ImportTarget target)
    {
        for (var at = 0; at < ImportTarget.All.Count; at++)
        {
            if (ImportTarget.All[at] == target) return at;
        }
        return -1;
    }
}

/// <summary>What files write for nothing.</summary>
internal static class Blank
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "-", "--", "—", ".", "/", "none", "null", "nan", "#n/d", "#n/a", "n/a", "na", "nd", "n.d.", "nc", "n.c.", "néant", "neant",
        "#ref!", "#valeur!", "non renseigné", "non renseignée", "inconnu", "(null)",
    };

    private static readonly int Longest = Words.Max(word => word.Length);

    public static bool Is(string text) => text.AsSpan().Trim() is { } words && words.Length <= Longest && Words.Contains(words.ToString());

    /// <summary>The text without useless blanks; "" when it says nothing.</summary>
    public static string Clean(string text) => Is(text) ? "" : text.Replace('\u00A0', ' ').Replace('\u202F', ' ').Trim();
}
