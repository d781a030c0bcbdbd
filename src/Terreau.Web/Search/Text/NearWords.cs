using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Util.Automaton;

namespace Terreau.Web.Search.Text;

/// <summary>
/// Words that a mistyped word may stand for: one letter added, dropped, changed or swapped with its neighbour from 5 letters on, two
/// from 8. They begin alike: a first letter is seldom mistyped, and another one is mostly another word ("laine" is not "plaine").
/// Only asked for words that neither the index nor the synonym base knows.
/// </summary>
internal sealed class NearWords(IndexReader reader, string formField, string stemField, IEnumerable<Word> vocabulary)
{
    private const int OneEditFrom = 5;
    private const int TwoEditsFrom = 8;
    private const int LongestTyped = 32;
    private const int MostWords = 8;

    // So much of a word is typed before its beginning alone tells which word it will be: "compta" is not yet "comptoir".
    private const int BeginningFrom = 7;

    /// <summary>The nearest words, least edits first, then the most frequent; empty when none is near. With
    /// <c>beginning</c>, words that begin nearly so are accepted when no whole word is near.</summary>
    public List<Word> Of(string typed, bool beginning)
    {
        if (typed.Length is < OneEditFrom or > LongestTyped || typed.AsSpan().ContainsAnyInRange('0', '9'))
            return [];
        var levenshtein = new LevenshteinAutomata(typed, withTranspositions: true);
        for (var edits = 1; edits <= (typed.Length >= TwoEditsFrom ? 2 : 1); edits++)
        {
            var near = Matching(new CompiledAutomaton(levenshtein.ToAutomaton(edits), true, false), typed[..edits], vocabulary);
            if (near.Count > 0)
                return near;
        }
        return beginning && typed.Length >= BeginningFrom
            ? Matching(new CompiledAutomaton(
                BasicOperations.Concatenate(levenshtein.ToAutomaton(1), BasicAutomata.MakeAnyString()), null, true), typed[..3], [])
            : [];
    }

    /// <summary>Words two letters away whatever they begin with: never searched in the place of what was typed, only proposed.</summary>
    public List<Word> Loosely(string typed)
        => typed.Length is < OneEditFrom or > LongestTyped || typed.AsSpan().ContainsAnyInRange('0', '9') ? []
            : Matching(new CompiledAutomaton(
                new LevenshteinAutomata(typed, withTranspositions: true).ToAutomaton(typed.Length >= TwoEditsFrom ? 2 : 1), true, false),
                "", vocabulary);

    private List<Word> Matching(CompiledAutomaton automaton, string start, IEnumerable<Word> others)
    {
        var words = new FrenchWords();
        var byStem = new Dictionary<string, Word>(StringComparer.Ordinal);
        foreach (var leaf in reader.Leaves)
        {
            if (leaf.AtomicReader.GetTerms(formField) is not { } terms)
                continue;
            for (var cursor = terms.Intersect(automaton, null); cursor.MoveNext();)
                Add(words.Known(cursor.Term.Utf8ToString()));
        }
        foreach (var word in others)
        {
            var bytes = Encoding.UTF8.GetBytes(word.Form);
            if (automaton.RunAutomaton.Run(bytes, 0, bytes.Length))
                Add(word);
        }
        return [.. byStem.Values
            .Select(w => (Word: w, Count: reader.DocFreq(new Term(stemField, w.Stem))))
            .OrderByDescending(w => w.Count).ThenBy(w => w.Word.Form, StringComparer.Ordinal)
            .Take(MostWords)
            .Select(w => w.Word)];

        void Add(Word word)
        {
            if (word.Form.StartsWith(start, StringComparison.Ordinal))
                byStem.TryAdd(word.Stem, word);
        }
    }
}
