using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Terreau.Web.Search;

namespace Terreau.Bench;

/// <summary>
/// The usual way to search French text with Lucene: its French analysis, BM25, a field for each text, the weights of the schema as
/// boosts, any word may match.
/// </summary>
internal sealed class PlainFrench : IDisposable
{
    private const string Id = "id";
    private const int Shown = 20;

    private readonly SearchSchema schema;
    private readonly FrenchAnalyzer analysis = new(LuceneVersion.LUCENE_48);
    private readonly RAMDirectory folder = new();
    private readonly DirectoryReader reader;
    private readonly IndexSearcher searcher;

    public PlainFrench(SearchSchema schema, IEnumerable<SearchDocument> documents)
    {
        this.schema = schema;
        using (var writer = new IndexWriter(folder, new IndexWriterConfig(LuceneVersion.LUCENE_48, analysis)))
            foreach (var source in documents)
            {
                var document = new Document { new StringField(Id, source.Id, Field.Store.YES) };
                foreach (var (name, text) in source.Texts)
                    if (!string.IsNullOrEmpty(text)) document.Add(new TextField(name, text, Field.Store.NO));
                writer.AddDocument(document);
            }
        reader = DirectoryReader.Open(folder);
        searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
    }

    public SearchQualityBench.Answer Find(string words)
    {
        var query = new BooleanQuery();
        foreach (var word in Words(words))
            foreach (var text in schema.Texts)
                query.Add(new TermQuery(new Term(text.Name, word)) { Boost = text.Weight }, Occur.SHOULD);
        var found = searcher.Search(query, Shown).ScoreDocs;
        return new([.. found.Select(hit => searcher.Doc(hit.Doc).Get(Id))], found.Length == 0);
    }

    public void Dispose()
    {
        reader.Dispose();
        analysis.Dispose();
        folder.Dispose();
    }

    private List<string> Words(string text)
    {
        using var stream = analysis.GetTokenStream("", text);
        var term = stream.AddAttribute<ICharTermAttribute>();
        var words = new List<string>();
        stream.Reset();
        while (stream.IncrementToken()) words.Add(term.ToString()!);
        stream.End();
        return words;
    }
}
