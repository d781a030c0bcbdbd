using Terreau.Engine.Duplicates.Reading;

namespace Terreau.Engine.Tests.Duplicates;

/// <summary>How much two short texts in French look alike, written plainly: what the packed index must find.</summary>
/// <remarks>
/// A text becomes words: Unicode NFD, marks dropped, small letters, everything but letters and digits a space, articles
/// and legal forms (association, SARL, SCOP…) left out. When nothing else is left they stay, so that "L’Association" has
/// a word. Only the first 300 UTF-16 units are read. Source of the measures: Jaccard 1901; trigrams as in PostgreSQL's
/// pg_trgm but over the whole padded text, so that neighbouring words count.
/// </remarks>
internal static class NameSimilarity
{
    /// <summary>
    /// Shared trigrams over all trigrams of both texts, between 0 and 1. A trigram is three characters of the words set
    /// between single spaces, with one space before and after. Two texts without a word give 1.
    /// </summary>
    public static double Trigrams(string? first, string? second)
        => Jaccard(NameText.Trigrams(NameText.Padded(NameText.Words(first))), NameText.Trigrams(NameText.Padded(NameText.Words(second))));

    /// <summary>Shared words over all words of both texts, between 0 and 1. Two texts without a word give 1.</summary>
    public static double Words(string? first, string? second)
        => Jaccard(NameText.Words(first).ToHashSet(StringComparer.Ordinal), NameText.Words(second).ToHashSet(StringComparer.Ordinal));

    private static double Jaccard<T>(HashSet<T> first, HashSet<T> second)
    {
        var common = first.Count(second.Contains);
        var all = first.Count + second.Count - common;
        return all == 0 ? 1 : common / (double)all;
    }
}
