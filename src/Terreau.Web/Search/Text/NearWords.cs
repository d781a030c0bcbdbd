using Lucene.Net.Index;
using Lucene.Net.Util.Automaton;

namespace Terreau.Web.Search.Text;

/// <summary>
/// Words of the index that a mistyped word may stand for: one letter added, dropped, changed or swapped
/// with its neighbour from 4 letters on, two from 8. Only asked for words the index does not know.
/// </summary>
internal static class NearWords
{
    private const int OneEditFrom = 4;
    private const int TwoEditsFrom = 8;
    private const int LongestTyped = 32;
    private const int MostWords = 8;

    /// <summary>The nearest words, least edits first, then the most frequent; empty when none is near. With
    /// <c>beginning</c>, words that begin nearly so are accepted when no whole word is near.</summary>
    public static List<Word> Of(IndexReader reader, string formField, string stemField, string typed, bool beginning)
    {
        if (typed.Length is < OneEditFrom or > LongestTyped || typed.AsSpan().ContainsAnyInRange('0', '9'))
            return [];
        var levenshtein = new LevenshteinAutomata(typed, withTranspositions: true);
        for (var edits = 1; edits <= (typed.Length >= TwoEditsFrom ? 2 : 1); edits++)
        {
            var near = Matching(reader, formField, stemField, new CompiledAutomaton(levenshtein.ToAutomaton(edits), true, false));
            if (near.Count > 0)
                return near;
        }
        return beginning && typed.Length > OneEditFrom
            ? Matching(reader, formField, stemField, new CompiledAutomaton(
                BasicOperations.Concatenate(levenshtein.ToAutomaton(1), BasicAutomata.MakeAnyString()), null, true))
            : [];
    }

    private static List<Word> Matching(IndexReader reader, string formField, string stemField, CompiledAutomaton automaton)
    {
        var words = new FrenchWords();
        var byStem = new Dictionary<string, Word>(StringComparer.Ordinal);
        foreach (var leaf in reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(formField) is not { } terms)
                continue;
            for (var cursor = terms.Intersect(automaton, null); cursor.MoveNext();)
            {
                var word = words.Known(cursor.Term.Utf8ToString());
                byStem.TryAdd(word.Stem, word);
            }
        }
        return [.. byStem.Values
            .Select(w => (Word: w, Count: reader.DocFreq(new Term(stemField, w.Stem))))
            .Where(w => w.Count > 0)
            .OrderByDescending(w => w.Count).ThenBy(w => w.Word.Form, StringComparer.Ordinal)
            .Take(MostWords)
            .Select(w => w.Word)];
    }
}
