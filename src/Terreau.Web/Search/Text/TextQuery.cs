using Lucene.Net.Index;
using Lucene.Net.Search;
using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Text;

/// <summary>
/// A typed text turned into clauses, all of which must match: a clause is a word with its variants, a
/// number, or several words that together bear an expansion.
/// </summary>
internal sealed class TextQuery
{
    // Weights of what was not typed, beside an exact word's own score (its rarity, 0 to about 14).
    private const float LongerWordBoost = 0.3f;
    private const float NearWordBoost = 0.6f;
    private const float ExpansionBoost = 0.5f;
    private const float ExactNameBoost = 50f;

    private readonly IndexReader reader;
    private readonly List<Query> clauses = [];
    private readonly List<SearchCorrection> corrections = [];

    private TextQuery(IndexReader reader) => this.reader = reader;

    /// <summary>Null when there is nothing to search for, which means every document.</summary>
    public Query? All { get; private set; }

    public bool Ignored { get; private set; }

    public IReadOnlyList<SearchCorrection> Corrections => corrections;

    /// <summary>About how many documents will be walked.</summary>
    public long Cost { get; private set; }

    public static TextQuery Of(string? text, SearchSchema schema, CompiledExpansions expansions, IndexReader reader)
    {
        var query = new TextQuery(reader);
        var words = QueryWords.Read(text, schema, expansions.IgnoredStems);
        if (words.IsEmpty)
        {
            query.Ignored = !string.IsNullOrWhiteSpace(text);
            return query;
        }
        foreach (var number in words.Numbers)
            query.clauses.Add(query.NumberClause(number, schema));
        query.AddWords(words, expansions);
        query.All = query.WithExactName(Every(query.clauses), words.FoldedLine);
        return query;
    }

    /// <summary>Documents that match at least so many of the clauses; null when that is no wider.</summary>
    public Query? AtLeast(int count)
    {
        if (count < 1 || count >= clauses.Count)
            return null;
        var some = new BooleanQuery(disableCoord: true) { MinimumNumberShouldMatch = count };
        foreach (var clause in clauses)
            some.Add(clause, Occur.SHOULD);
        return some;
    }

    public int Clauses => clauses.Count;

    private void AddWords(QueryWords words, CompiledExpansions expansions)
    {
        var taken = new bool[words.Words.Count];
        foreach (var match in expansions.Match(words.Words))
        {
            foreach (var at in match.Words)
                taken[at] = true;
            // Words that the base of purposes knows are not typing errors, whether a document holds them or not.
            var any = new DisjunctionMaxQuery(0) { Every(match.Words.Select(i => WordClause(words, i, mayBeMistyped: false)).ToList()) };
            foreach (var phrase in match.Phrases)
                any.Add(Boosted(Every(phrase.Select(Query (stem) => Stem(stem)).ToList()), ExpansionBoost));
            foreach (var (facet, value) in match.Values)
                any.Add(Boosted(Exact(DocumentFields.KeyTerm(facet, value)), ExpansionBoost));
            clauses.Add(any);
        }
        for (var i = 0; i < taken.Length; i++)
            if (!taken[i])
                clauses.Add(i + 1 < taken.Length && !taken[i + 1] && words.Words[i + 1].Joins is { } joined
                    ? CompoundClause(words, i++, joined)
                    : WordClause(words, i));
    }

    /// <summary>"micro-crédit": both words, or the one word they make.</summary>
    private Query CompoundClause(QueryWords words, int at, Word joined)
    {
        if (reader.DocFreq(new Term(DocumentFields.StemField, joined.Stem)) == 0)
            return Every([WordClause(words, at), WordClause(words, at + 1)]);
        return Either([Every([WordClause(words, at), WordClause(words, at + 1)]), Stem(joined.Stem)]);
    }

    private Query WordClause(QueryWords words, int at, bool mayBeMistyped = true)
    {
        var word = words.Words[at].Word;
        var open = words.LastIsOpen && at == words.Words.Count - 1;
        var known = !word.Void && reader.DocFreq(new Term(DocumentFields.StemField, word.Stem)) > 0;
        var variants = new List<Query>();
        if (known)
            variants.Add(Stem(word.Stem));
        if (open && (!known || word.Form.Length > 2))
        {
            var longer = new LongerWords(DocumentFields.FormField, word.Form, word);
            if (longer.Any(reader))
            {
                variants.Add(Boosted(new ConstantScoreQuery(longer), LongerWordBoost));
                Cost += reader.MaxDoc / 16;
            }
        }
        if (variants.Count == 0 && mayBeMistyped)
        {
            var near = NearWords.Of(reader, DocumentFields.FormField, DocumentFields.StemField, word.Form, open);
            if (near.Count > 0)
                corrections.Add(new SearchCorrection(word.Form, [.. near.Select(w => w.Form)]));
            variants.AddRange(near.Select(w => Boosted(Stem(w.Stem), NearWordBoost)));
        }
        // No variant: the clause matches nothing, and so does the whole.
        return variants.Count == 0 ? Stem(word.Stem) : Either(variants);
    }

    private Query NumberClause(string digits, SearchSchema schema)
    {
        var known = schema.Keys.Where(k => k.DigitLength == digits.Length).Select(k => DocumentFields.KeyTerm(k.Name, digits))
            .Where(Holds).ToList();
        // An establishment we do not know may belong to an organisation that we do: its first nine digits.
        if (known.Count == 0)
            known = [.. schema.Keys.Where(k => k.DigitLength > 0 && k.DigitLength < digits.Length)
                .Select(k => DocumentFields.KeyTerm(k.Name, digits[..k.DigitLength])).Where(Holds)];
        return known.Count == 0 ? Exact(DocumentFields.KeyTerm("", digits)) : Either([.. known.Select(Exact)]);
    }

    private bool Holds(string key) => reader.DocFreq(new Term(DocumentFields.KeyField, key)) > 0;

    private Query WithExactName(Query query, string foldedLine)
    {
        var key = DocumentFields.NameTerm(foldedLine);
        if (!Holds(key))
            return query;
        return new BooleanQuery(disableCoord: true)
        {
            { query, Occur.MUST },
            { Boosted(Exact(key), ExactNameBoost), Occur.SHOULD },
        };
    }

    private TermQuery Stem(string stem)
    {
        var term = new Term(DocumentFields.StemField, stem);
        Cost += reader.DocFreq(term);
        return new TermQuery(term);
    }

    private static Query Exact(string key) => new ConstantScoreQuery(new TermQuery(new Term(DocumentFields.KeyField, key)));

    private static Query Boosted(Query query, float boost)
    {
        query.Boost = boost;
        return query;
    }

    private static Query Every(IReadOnlyList<Query> queries) => Combine(queries, Occur.MUST);

    private static Query Either(IReadOnlyList<Query> queries) => Combine(queries, Occur.SHOULD);

    private static Query Combine(IReadOnlyList<Query> queries, Occur occur)
    {
        if (queries is [var single])
            return single;
        var all = new BooleanQuery(disableCoord: true);
        foreach (var query in queries)
            all.Add(query, occur);
        return all;
    }
}
