using Terreau.Engine.Duplicates.Holding;

namespace Terreau.Engine.Duplicates.Reading;

/// <summary>Whether two words may be one word written in two ways.</summary>
internal static class WordNearness
{
    private const int Longest = 40;

    /// <summary>
    /// Equal; or one begins the other and has three letters at least; or one letter added, lost, changed or swapped with its
    /// neighbour from four letters on, two from eight. Words with a digit are near only when equal.
    /// </summary>
    public static bool AreNear(string first, string second)
    {
        if (first == second) return true;
        var least = Math.Min(first.Length, second.Length);
        if (least < 3 || first.Any(char.IsDigit) || second.Any(char.IsDigit)) return false;
        if (first.AsSpan(0, least).SequenceEqual(second.AsSpan(0, least))) return true;
        var most = least < 4 ? 0 : least < 8 ? 1 : 2;
        return most > 0 && Math.Max(first.Length, second.Length) is <= Longest and var longest && longest - least <= most
            && Distance(first, second) <= most;
    }

    /// <summary>The first word of one list to which none of the other comes near; -1 when there is none.</summary>
    public static int Own(WordPool pool, ReadOnlySpan<int> words, ReadOnlySpan<int> others)
    {
        foreach (var word in words)
        {
            if (others.Contains(word)) continue;
            var isNear = false;
            foreach (var other in others) isNear |= AreNear(pool[word], pool[other]);
            if (!isNear) return word;
        }

        return -1;
    }

    // Optimal string alignment: Levenshtein's with the swap of two neighbours.
    private static int Distance(string first, string second)
    {
        Span<int> before = stackalloc int[Longest + 1];
        Span<int> above = stackalloc int[Longest + 1];
        Span<int> row = stackalloc int[Longest + 1];
        for (var j = 0; j <= second.Length; j++) above[j] = j;
        for (var i = 1; i <= first.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var least = Math.Min(above[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1), Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                    least = Math.Min(least, before[j - 2] + 1);
                row[j] = least;
            }

            var spare = before;
            before = above;
            above = row;
            row = spare;
        }

        return above[second.Length];
    }
}
