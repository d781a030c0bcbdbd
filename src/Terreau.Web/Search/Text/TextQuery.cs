using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Terreau.Web.Search.Text;

/// <summary>
/// A typed text turned into clauses. All must match but the slight ones: a clause is a word with its variants, a number, a place, or
/// several words that together bear an expansion.
/// </summary>
internal sealed class TextQuery
{
    private const float ExactNameBoost = 50f;

    // What matches all clauses stands before what matches some of them, whatever their rarity.
    private const float AllBoost = 100f;

    private const double MostOf = 0.6;

    private readonly List<TextClause> clauses = [];

    private TextQuery()
    {
    }

    /// <summary>Null when there is nothing to search for, which means every document.</summary>
    public Query? All { get; private set; }

    /// <summary>The same without what only comes near; null when nothing does.</summary>
    public Query? Tight { get; private set; }

    public bool Ignored { get; private set; }

    public IReadOnlyList<SearchCorrection> Corrections { get; private set; } = [];

    public IReadOnlyList<SearchReading> Readings { get; private set; } = [];

    /// <summary>About how many documents will be walked.</summary>
    public long Cost { get; private set; }

    public static TextQuery Of(string? text, SearchSchema schema, CompiledExpansions expansions, IndexReader reader)
    {
        var query = new TextQuery();
        var words = QueryWords.Read(text, schema, expansions);
        if (words.IsEmpty)
        {
            query.Ignored = !string.IsNullOrWhiteSpace(text);
            return query;
        }
        var terms = new IndexTerms(reader);
        foreach (var number in words.Numbers)
            query.clauses.Add(TextClause.Must(terms.Number(number, schema)));
        var writer = new ClauseWriter(terms, new WordReader(reader, expansions), expansions);
        query.clauses.AddRange(writer.Write(words));
        query.Corrections = writer.Corrections;
        query.Readings = writer.Readings;
        query.Cost = terms.Cost;
        if (query.Required.Exists(clause => clause.Full != clause.Tight))
            query.Tight = query.Every(query.Required, clause => clause.Tight);
        query.All = terms.WithExactName(query.Every(query.Required, clause => clause.Full), words.FoldedLine, ExactNameBoost);
        return query;
    }

    /// <summary>
    /// Wider queries, the narrowest first, and what is to be said of them. When something matched all the clauses, it stays first.
    /// </summary>
    /// <param name="isEmpty">Nothing matched all the clauses.</param>
    public IEnumerable<(Query Query, SearchReach Reach)> Wider(bool isEmpty)
    {
        var content = clauses.FindAll(clause => clause is { IsPlace: false, IsSlight: false });
        if (content.Count == 0)
            content = clauses.FindAll(clause => !clause.IsPlace);
        if (isEmpty && content.Count > 0 && clauses.Exists(clause => clause.IsPlace))
            yield return (Every(content, clause => clause.Full), SearchReach.Elsewhere);
        // Of two words, one is half of what was asked: no complement, only better than nothing.
        if (content.Count < (isEmpty ? 2 : 3))
            yield break;
        var most = Math.Min(content.Count - 1, (int)Math.Ceiling(content.Count * MostOf));
        yield return (Some(content, most, isEmpty), isEmpty ? SearchReach.Part : SearchReach.AllThenPart);
        if (isEmpty && most > 1)
            yield return (Some(content, 1, isEmpty), SearchReach.Part);
    }

    /// <summary>All clauses but the slight ones; these too where there is nothing else.</summary>
    private List<TextClause> Required => clauses.Exists(clause => !clause.IsSlight) ? clauses.FindAll(clause => !clause.IsSlight) : clauses;

    private BooleanQuery Every(List<TextClause> required, Func<TextClause, Query> form)
    {
        var every = new BooleanQuery(disableCoord: true);
        foreach (var clause in required)
            every.Add(form(clause), Occur.MUST);
        foreach (var clause in clauses.Except(required))
            every.Add(form(clause), Occur.SHOULD);
        return every;
    }

    private BooleanQuery Some(List<TextClause> content, int count, bool isEmpty)
    {
        var some = new BooleanQuery(disableCoord: true) { MinimumNumberShouldMatch = count };
        foreach (var clause in content)
            some.Add(clause.Tight, Occur.SHOULD);
        var ranked = new BooleanQuery(disableCoord: true) { { some, Occur.MUST } };
        foreach (var clause in clauses.Except(content))
            ranked.Add(clause.Tight, Occur.SHOULD);
        return isEmpty ? ranked : new BooleanQuery(disableCoord: true)
        {
            { ranked, Occur.SHOULD },
            { new ConstantScoreQuery(Every(Required, clause => clause.Full)) { Boost = AllBoost }, Occur.SHOULD },
        };
    }
}
