using Lucene.Net.Index;
using Lucene.Net.Search;
using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Text;

/// <summary>Queries for the words and keys of one index, and about how many documents they walk.</summary>
internal sealed class IndexTerms(IndexReader reader)
{
    public long Cost { get; private set; }

    public TermQuery Stem(string stem)
    {
        var term = new Term(DocumentFields.StemField, stem);
        Cost += reader.DocFreq(term);
        return new TermQuery(term);
    }

    /// <summary>Words longer than the one begun; null when there is none.</summary>
    public Query? Longer(Word begun)
    {
        var longer = new LongerWords(DocumentFields.FormField, begun.Form, begun);
        if (!longer.Any(reader))
            return null;
        Cost += reader.MaxDoc / 16;
        return new ConstantScoreQuery(longer);
    }

    public Query Exact(string key) => new ConstantScoreQuery(new TermQuery(new Term(DocumentFields.KeyField, key)));

    public Query AnyOf(IReadOnlyList<(string Facet, string Value)> values)
        => new ConstantScoreQuery(Either([.. values.Select(value => Exact(DocumentFields.KeyTerm(value.Facet, value.Value)))]));

    /// <summary>At most so many documents hold all these stems.</summary>
    public int Most(IReadOnlyList<string> stems) => stems.Min(stem => reader.DocFreq(new Term(DocumentFields.StemField, stem)));

    public Query Number(string digits, SearchSchema schema)
    {
        var known = schema.Keys.Where(k => k.DigitLength == digits.Length).Select(k => DocumentFields.KeyTerm(k.Name, digits))
            .Where(Holds).ToList();
        // An establishment we do not know may belong to an organisation that we do: its first nine digits.
        if (known.Count == 0)
            known = [.. schema.Keys.Where(k => k.DigitLength > 0 && k.DigitLength < digits.Length)
                .Select(k => DocumentFields.KeyTerm(k.Name, digits[..k.DigitLength])).Where(Holds)];
        return known.Count == 0 ? Exact(DocumentFields.KeyTerm("", digits)) : Either([.. known.Select(Exact)]);
    }

    public Query WithExactName(Query query, string foldedLine, float boost)
    {
        var key = DocumentFields.NameTerm(foldedLine);
        if (!Holds(key))
            return query;
        return new BooleanQuery(disableCoord: true)
        {
            { query, Occur.MUST },
            { Boosted(Exact(key), boost), Occur.SHOULD },
        };
    }

    public static Query Boosted(Query query, float boost)
    {
        query.Boost = boost;
        return query;
    }

    public static Query Every(IReadOnlyList<Query> queries) => Combine(queries, Occur.MUST);

    public static Query Either(IReadOnlyList<Query> queries) => Combine(queries, Occur.SHOULD);

    private static Query Combine(IReadOnlyList<Query> queries, Occur occur)
    {
        if (queries is [var single])
            return single;
        var all = new BooleanQuery(disableCoord: true);
        foreach (var query in queries)
            all.Add(query, occur);
        return all;
    }

    private bool Holds(string key) => reader.DocFreq(new Term(DocumentFields.KeyField, key)) > 0;
}
