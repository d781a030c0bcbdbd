using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Actors;

/// <summary>A value that a list of ours does not know, and which of ours it may be.</summary>
/// <param name="Target">What the column says: a filière, a role.</param>
/// <param name="Value">As the file writes it.</param>
/// <param name="Rows">How many rows have it.</param>
/// <param name="Code">The nearest of the list; null when none is near.</param>
/// <param name="Percent">How near, from 0 to 100.</param>
internal sealed record ValueGuess(ImportTarget Target, string Value, int Rows, string? Code, int Percent);

/// <summary>
/// Guesses values as columns are guessed: by what they say. A guess is only proposed; until somebody agrees, the value is left aside.
/// See docs/algorithms/import-mapping.md.
/// </summary>
internal static class ValueGuessing
{
    /// <summary>What can be chosen from a list of ours.</summary>
    public static readonly IReadOnlyList<ImportTarget> Targets =
        [.. ImportTarget.All.Where(target => target.Field is { } field && SheetFields.Find(field)!.Codes is not null)];

    /// <summary>More different values than this are no list.</summary>
    public const int Most = 60;

    private const int LeastPercent = 50;
    private static readonly char[] Between = [';', '|', '\n'];

    /// <summary>What people also put between the words of a list, and what may stand within one.</summary>
    private static readonly char[] Perhaps = [',', '/'];

    /// <summary>The list that a value is chosen from: code and words.</summary>
    public static IReadOnlyList<(string Code, string Label)> ChoicesOf(ImportTarget target, Atlas atlas)
        => SheetFields.Find(target.Field!)!.Codes!.Options(atlas);

    /// <summary>The several values of one cell.</summary>
    public static IEnumerable<string> Items(string text)
        => text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(item => !Blank.Is(item));

    /// <summary>The same for a list of ours: parted by commas and strokes too, where that gives a word of it.</summary>
    public static IEnumerable<string> Items(string text, Func<string, bool> isKnown) => Items(text).SelectMany(item =>
    {
        if (item.IndexOfAny(Perhaps) < 0 || isKnown(item)) return [item];
        var parts = item.Split(Perhaps, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Any(isKnown) ? parts : [item];
    });

    /// <summary>The values of a file that are not words of our lists, the most frequent first.</summary>
    public static IReadOnlyList<ValueGuess> Of(SourceTable table, ImportMapping mapping, Atlas atlas)
    {
        var guesses = new List<ValueGuess>();
        foreach (var target in Targets)
        {
            var columns = mapping.ColumnsOf(table, target);
            if (columns.Length == 0) continue;
            var choices = ChoicesOf(target, atlas);
            var known = choices.SelectMany(choice => new[] { ColumnGuessing.Plain(choice.Code), ColumnGuessing.Plain(choice.Label) })
                .ToHashSet(StringComparer.Ordinal);
            var unknown = columns.SelectMany(column => table.Column(column).SelectMany(text => Items(Blank.Clean(text), IsKnown)))
                .Where(item => !IsKnown(item)).GroupBy(ColumnGuessing.Plain, StringComparer.Ordinal)
                    .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal);
            foreach (var group in unknown.Take(Most))
            {
                var (code, percent) = choices.Select(choice
                    => (choice.Code, Percent: Nearness(group.Key, ColumnGuessing.Plain(choice.Label)))).MaxBy(near => near.Percent);
                guesses.Add(new ValueGuess(target, group.First(), group.Count(), percent >= LeastPercent ? code : null,
                    percent >= LeastPercent ? percent : 0));
            }

            bool IsKnown(string item) => known.Contains(ColumnGuessing.Plain(item));
        }
        return guesses;
    }

    // Of the words of four letters or more of the shorter, those that the other has, if only by their first five letters; then by trigrams.
    private static int Nearness(string value, string label)
    {
        string[] mine = Long(value), theirs = Long(label);
        var shorter = Math.Min(mine.Length, theirs.Length);
        var common = shorter == 0 ? 0 : mine.Count(word => theirs.Any(other => Stem(word) == Stem(other))) * 90 / shorter;
        var (a, b) = (Trigrams(value), Trigrams(label));
        var dice = a.Count + b.Count == 0 ? 0 : 200 * a.Intersect(b).Count() / (a.Count + b.Count);
        return Math.Min(99, Math.Max(common, dice));
    }

    private static string[] Long(string text) => [.. text.Split(' ').Where(word => word.Length >= 4)];

    private static string Stem(string word) => word.Length <= 5 ? word : word[..5];

    private static HashSet<string> Trigrams(string text)
    {
        var padded = $" {text} ";
        return [.. Enumerable.Range(0, Math.Max(0, padded.Length - 2)).Select(at => padded.Substring(at, 3))];
    }
}
