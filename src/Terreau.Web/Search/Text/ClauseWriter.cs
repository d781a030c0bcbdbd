using Lucene.Net.Search;
using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Text;

/// <summary>Writes the clauses of a query from its words, and notes how each was read.</summary>
internal sealed class ClauseWriter(IndexTerms terms, WordReader reader, CompiledExpansions expansions)
{
    // Weights of what was not typed, beside an exact word's own score (its rarity, 0 to about 14).
    private const float LongerWordBoost = 0.3f;
    private const float NearWordBoost = 0.6f;
    private const float PhraseBoost = 0.8f;
    private const float NearBoost = 0.35f;
    private const float ValueBoost = 0.5f;
    private const float PlaceBoost = 0.5f;

    // What answers in several ways answers a little better than by the best of them alone.
    private const float OtherWays = 0.1f;

    /// <summary>From so many documents on, words are not completed by what only comes near them.</summary>
    private const int NearUnder = 20;

    /// <summary>From so many documents on, a word has enough of its own: synonyms would only cost.</summary>
    private const int SynonymsUnder = 5_000;

    private const int MostReadings = 5;

    private readonly List<SearchCorrection> corrections = [];
    private readonly List<SearchReading> readings = [];

    public IReadOnlyList<SearchCorrection> Corrections => corrections;
    public IReadOnlyList<SearchReading> Readings => readings;

    public IEnumerable<TextClause> Write(QueryWords query)
    {
        var words = reader.Read(query);
        corrections.AddRange(words.Where(word => word.Reading == WordReading.Mistyped)
            .Select(word => new SearchCorrection(word.Typed.Form, [.. word.As.Select(read => read.Form)])));
        var matches = expansions.Match([.. words.Select(word => word.Stems)]);
        var joined = Joins(query, words, matches);
        var clauses = new (int At, TextClause Clause)?[words.Count];
        var taken = new bool[words.Count];
        foreach (var (at, word) in joined)
        {
            taken[at] = taken[at + 1] = true;
            clauses[at] = (at, Joined(words, at, word));
        }
        foreach (var match in matches.Where(match => !match.Words.Any(at => taken[at])))
        {
            foreach (var at in match.Words) taken[at] = true;
            clauses[match.Words[0]] = (match.Words[0], Matched(words, match));
        }
        for (var at = 0; at < words.Count; at++)
            if (!taken[at])
                clauses[at] = (at, Alone(words[at]));
        return clauses.OfType<(int At, TextClause Clause)>().Select(clause => clause.Clause);
    }

    /// <summary>Where two words stand that make one, unless they mean something together as they are.</summary>
    private List<(int At, Word Word)> Joins(QueryWords query, IReadOnlyList<ReadWord> words, IReadOnlyList<ExpansionMatch> matches)
    {
        var together = matches.Where(match => match.Words.Count > 1).SelectMany(match => match.Words).ToHashSet();
        var joins = new List<(int, Word)>();
        for (var at = 0; at + 1 < words.Count; at++)
        {
            if (!query.Follows[at + 1] || together.Contains(at) || together.Contains(at + 1)) continue;
            if (reader.Joined(words[at].Typed, words[at + 1].Typed) is { } word) joins.Add((at++, word));
        }
        return joins;
    }

    /// <summary>"micro-crédit": both words, or the one word they make, with what that one bears.</summary>
    private TextClause Joined(IReadOnlyList<ReadWord> words, int at, Word joined)
    {
        var both = IndexTerms.Every([Word(words[at]), Word(words[at + 1])]);
        // Two words known as one are no typing errors.
        corrections.RemoveAll(correction => correction.Typed == words[at].Typed.Form || correction.Typed == words[at + 1].Typed.Form);
        var itself = IndexTerms.Either([both, terms.Stem(joined.Stem)]);
        return expansions.Match([[joined.Stem]]) is [{ Place: null } match]
            ? Expanded(itself, reader.Frequency(joined.Stem), $"{words[at].Typed.Form} {words[at + 1].Typed.Form}", match)
            : TextClause.Must(itself);
    }

    private TextClause Alone(ReadWord word)
    {
        var query = Word(word);
        return new(query, query, false, expansions.SlightStems.Contains(word.Typed.Stem));
    }

    private TextClause Matched(IReadOnlyList<ReadWord> words, ExpansionMatch match)
    {
        var typed = string.Join(' ', match.Words.Select(at => words[at].Typed.Form));
        var itself = IndexTerms.Every([.. match.Words.Select(at => Word(words[at]))]);
        if (match.Place is { } place)
        {
            readings.Add(new(SearchReadingKind.Place, typed, [place.Label]));
            var there = IndexTerms.Boosted(terms.AnyOf([.. place.Values.Select(value => (place.Facet, value))]), PlaceBoost);
            var either = new DisjunctionMaxQuery(OtherWays) { itself, there };
            Add(either, match.Phrases, PhraseBoost, []);
            return new(either, either, true, false);
        }
        var held = terms.Most([.. match.Words.Select(at => words[at].As[0].Stem)]);
        var isRare = match.Words.Count > 1 && held < NearUnder;
        var together = match.Words.Select(at => words[at]).ToList();
        if (isRare) itself = Each(together, withNear: false);
        return Expanded(itself, held, typed, match, isRare ? Each(together, withNear: true) : null) with
        {
            IsSlight = match.Words.All(at => expansions.SlightStems.Contains(words[at].Typed.Stem)),
        };
    }

    /// <summary>Words that mean something together, each of them or what says the same.</summary>
    private Query Each(List<ReadWord> words, bool withNear)
    {
        var each = words.Select(Word).ToArray();
        foreach (var match in expansions.Match([.. words.Select(word => word.Stems)], words.Count))
        {
            if (match is not { Place: null, Words: [var at] }) continue;
            var any = new DisjunctionMaxQuery(OtherWays);
            if (!match.IsSpoken) any.Add(each[at]);
            Add(any, match.Phrases, PhraseBoost, []);
            if (withNear) Add(any, match.Near, NearBoost, []);
            each[at] = any;
        }
        return IndexTerms.Every(each);
    }

    /// <param name="itself">The words as they are typed.</param>
    /// <param name="held">At most so many documents hold them.</param>
    /// <param name="nearly">What comes near each of several words; null where there is one, or many hold them.</param>
    private TextClause Expanded(Query itself, int held, string typed, ExpansionMatch match, Query? nearly = null)
    {
        var (tight, also) = (new DisjunctionMaxQuery(OtherWays), new List<string>());
        if (!match.IsSpoken) tight.Add(itself);
        else held = 0;
        if (held < SynonymsUnder) held += Add(tight, match.Phrases, PhraseBoost, also);
        if (match.Values.Count > 0) tight.Add(Valued(match));
        var full = tight;
        if (held < NearUnder && (match.Near.Count > 0 || nearly is not null))
        {
            full = new DisjunctionMaxQuery(OtherWays) { tight };
            if (nearly is not null) full.Add(nearly);
            Add(full, match.Near, NearBoost, also);
        }
        also.Remove(typed);
        if (also.Count > 0) readings.Add(new(SearchReadingKind.Also, typed, [.. also.Distinct().Take(MostReadings)]));
        return new(full, tight, false, false);
    }

    private int Add(DisjunctionMaxQuery query, IReadOnlyList<ExpansionPhrase> phrases, float boost, List<string> also)
    {
        var held = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            if (!seen.Add(string.Join(' ', phrase.Stems)) || terms.Most(phrase.Stems) is var most && most == 0) continue;
            held += most;
            also.Add(phrase.Said);
            query.Add(IndexTerms.Boosted(IndexTerms.Every([.. phrase.Stems.Select(Query (stem) => terms.Stem(stem))]), boost));
        }
        return held;
    }

    private Query Valued(ExpansionMatch match)
    {
        var any = IndexTerms.Boosted(terms.AnyOf(match.Values), ValueBoost);
        if (match.Favoured.Count == 0) return any;
        return new BooleanQuery(disableCoord: true)
        {
            { any, Occur.MUST }, { IndexTerms.Boosted(terms.AnyOf(match.Favoured), ValueBoost), Occur.SHOULD },
        };
    }

    private Query Word(ReadWord word)
    {
        switch (word.Reading)
        {
            case WordReading.Initials:
                return terms.Exact(DocumentFields.InitialsTerm(word.Typed.Form));
            case WordReading.Halves:
                return IndexTerms.Every([.. word.As.Select(Query (half) => terms.Stem(half.Stem))]);
            case WordReading.Mistyped:
                return IndexTerms.Either([.. word.As.Select(near => IndexTerms.Boosted(terms.Stem(near.Stem), NearWordBoost))]);
        }
        // An unknown word matches nothing, and so does the whole.
        var variants = new List<Query>();
        if (word.Reading != WordReading.Begun) variants.Add(terms.Stem(word.Typed.Stem));
        if (word.IsOpen && (word.Reading == WordReading.Begun || word.Typed.Form.Length > 2)
            && terms.Longer(word.Typed) is { } longer)
            variants.Add(IndexTerms.Boosted(longer, LongerWordBoost));
        return IndexTerms.Either(variants);
    }
}
