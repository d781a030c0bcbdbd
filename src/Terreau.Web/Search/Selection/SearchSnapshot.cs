using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Selection;

internal sealed record SnapshotLeaf(AtomicReaderContext Context, SegmentColumns Columns);

/// <summary>
/// One state of the index, that never changes while it is read, and the selections computed on it. Counted
/// by its users: it closes when replaced and no longer read.
/// </summary>
internal sealed class SearchSnapshot
{
    private const int SelectionsKept = 64;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lazy<SearchHits>> selections = new(StringComparer.Ordinal);
    private readonly Queue<string> oldestFirst = new();

    public SearchSnapshot(
        DirectoryReader reader, SearchSchema schema, FacetDictionary[] dictionaries, ConditionalWeakTable<object, SegmentColumns> columns)
    {
        Reader = reader;
        Schema = schema;
        Dictionaries = dictionaries;
        Searcher = new IndexSearcher(reader);
        Leaves = [.. reader.Leaves.Select(l => new SnapshotLeaf(l,
            columns.GetValue(l.AtomicReader.CoreCacheKey, _ => SegmentColumns.Read(l.AtomicReader, schema, dictionaries))))];
        LeavesBySize = [.. Enumerable.Range(0, Leaves.Length).OrderByDescending(i => Leaves[i].Columns.X.Length)];
    }

    public DirectoryReader Reader { get; }
    public SearchSchema Schema { get; }
    public IndexSearcher Searcher { get; }
    public SnapshotLeaf[] Leaves { get; }
    public int[] LeavesBySize { get; }
    public FacetDictionary[] Dictionaries { get; }

    public bool TryEnter() => Reader.TryIncRef();

    public void Leave() => Reader.DecRef();

    public SearchHits Select(SearchQuery query, Text.CompiledExpansions expansions)
    {
        var key = query.SelectionKey(Schema);
        Lazy<SearchHits> selection;
        lock (gate)
        {
            if (!selections.TryGetValue(key, out selection!))
            {
                selection = new(() => SearchHits.Of(this, query, expansions));
                while (selections.Count >= SelectionsKept && oldestFirst.TryDequeue(out var oldest))
                    selections.Remove(oldest);
                selections.Add(key, selection);
                oldestFirst.Enqueue(key);
            }
        }
        try
        {
            return selection.Value;
        }
        catch
        {
            // A failure is not an answer to keep: the next one asks again.
            lock (gate)
                selections.Remove(key);
            throw;
        }
    }

    public void ForgetSelections()
    {
        lock (gate)
        {
            selections.Clear();
            oldestFirst.Clear();
        }
    }
}
