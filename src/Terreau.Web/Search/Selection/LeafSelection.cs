using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Selection;

/// <summary>
/// Walks once the documents of a segment that match the text, and makes of them everything a result needs:
/// the selection, the facet counts and the first by relevance. Documents go by blocks, so that each column
/// is read in a tight loop.
/// </summary>
internal sealed class LeafSelection(SegmentColumns columns, SelectionFilter filter, FacetTally tally, LeafHits hits, RankedEntries ranked)
    : ICollector
{
    public const int Block = 1024;

    private readonly int[] documents = new int[Block];
    private readonly float[] scores = new float[Block];
    private Scorer? scorer;
    private int filled;

    /// <summary>Documents that match the text, before any filter.</summary>
    public long Matched { get; private set; }

    public int Located { get; private set; }

    public bool AcceptsDocsOutOfOrder => true;

    public void Run(Weight? weight, AtomicReaderContext context)
    {
        var live = context.AtomicReader.LiveDocs;
        if (weight is null)
            EveryDocument(context.AtomicReader.MaxDoc, live);
        else if (weight.GetBulkScorer(context, scoreDocsInOrder: false, live) is { } bulk)
            bulk.Score(this);
        Flush();
        hits.Seal();
    }

    public void SetScorer(Scorer scorer) => this.scorer = scorer;

    public void SetNextReader(AtomicReaderContext context)
    {
    }

    public void Collect(int doc)
    {
        documents[filled] = doc;
        scores[filled] = scorer!.GetScore();
        if (++filled == Block)
            Flush();
    }

    private void EveryDocument(int count, IBits? live)
    {
        for (var doc = 0; doc < count; doc++)
        {
            if (live is not null && !live.Get(doc))
                continue;
            documents[filled] = doc;
            if (++filled == Block)
                Flush();
        }
    }

    private void Flush()
    {
        Matched += filled;
        var count = filled;
        filled = 0;
        if (!filter.IsEmpty)
            count = filter.Keep(columns, documents.AsSpan(0, count), scores.AsSpan(0, count));
        count = tally.Take(documents.AsSpan(0, count), scores.AsSpan(0, count));
        if (count == 0)
            return;
        var passing = documents.AsSpan(0, count);
        hits.Add(passing);
        var located = 0;
        foreach (var document in passing)
            located += columns.X[document] >= 0 ? 1 : 0;
        Located += located;
        for (var i = 0; i < count; i++)
            ranked.Offer(ByScore(scores[i]), passing[i]);
    }

    /// <summary>The bits of a positive float grow with it; turned over, the best comes first.</summary>
    public static ulong ByScore(float score) => ~(ulong)BitConverter.SingleToUInt32Bits(score);
}
