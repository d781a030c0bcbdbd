using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Terreau.Web.Search.Columns;
using Terreau.Web.Search.Tiles;

namespace Terreau.Web.Search.Selection;

/// <summary>A document of the index at one state of it.</summary>
internal readonly record struct DocumentAt(int Leaf, int Document);

/// <summary>Puts selected documents in the order asked: ranked within each segment, then merged.</summary>
internal sealed class Ranking(SearchSnapshot snapshot, SearchHits hits, SearchQuery query)
{
    public DocumentAt[] First(int count)
    {
        count = Math.Min(count, hits.Total);
        var sort = query.EffectiveSort;
        if (count > SearchHits.RankedKept)
            return Merge(Rank(count), count);
        return hits.Rankings.Of(sort, query.Near, () => Merge(
            sort == SearchSort.Relevance ? hits.Rankings.ByRelevance() : Rank(SearchHits.RankedKept),
            Math.Min(SearchHits.RankedKept, hits.Total)));
    }

    private List<RankedEntry>[] Rank(int capacity)
    {
        var ranked = new List<RankedEntry>[snapshot.Leaves.Length];
        SearchHits.ForEachLeaf(snapshot, hits.Total, i =>
        {
            var leaf = snapshot.Leaves[i];
            var entries = new RankedEntries(Math.Min(capacity, Math.Max(1, hits.Leaves[i].Count)), leaf.Columns.Fair, query.Day);
            if (query.EffectiveSort == SearchSort.Relevance && hits.Text is { } weight)
                weight.GetBulkScorer(leaf.Context, false, leaf.Context.AtomicReader.LiveDocs)?.Score(new Scores(hits.Leaves[i], entries));
            else
                Walk(leaf, hits.Leaves[i], entries);
            ranked[i] = entries.Sorted();
        });
        return ranked;
    }

    private void Walk(SnapshotLeaf leaf, LeafHits selected, RankedEntries entries)
    {
        var columns = leaf.Columns;
        var sort = query.EffectiveSort;
        var names = sort == SearchSort.Name ? leaf.Context.AtomicReader.GetSortedDocValues(DocumentFields.NameColumn) : null;
        var block = new int[LeafSelection.Block];
        var cursor = 0;
        for (int count; (count = selected.Next(ref cursor, block)) > 0;)
        {
            var documents = block.AsSpan(0, count);
            switch (sort)
            {
                case SearchSort.Distance:
                    OfferNearest(columns, documents, entries);
                    break;
                case SearchSort.Freshness:
                    foreach (var document in documents)
                        entries.Offer((ulong)(int.MaxValue - (long)columns.Fresh[document]), document);
                    break;
                case SearchSort.Name:
                    foreach (var document in documents)
                        entries.Offer((ulong)names!.GetOrd(document), document);
                    break;
                default:
                    foreach (var document in documents)
                        entries.Offer(0, document);
                    break;
            }
        }
    }

    private void OfferNearest(SegmentColumns columns, ReadOnlySpan<int> documents, RankedEntries entries)
    {
        var near = query.Near ?? default;
        var circle = new GreatCircle(near);
        // Once enough are kept, whoever is farther north or south than the last of them needs no sine.
        var (top, bottom) = entries.Worst == ulong.MaxValue
            ? (int.MinValue, int.MaxValue)
            : GreatCircle.Band(near.Latitude, GreatCircle.ToKm(BitConverter.UInt64BitsToDouble(entries.Worst)));
        foreach (var document in documents)
            if (columns.Y[document] >= top && columns.Y[document] <= bottom)
                entries.Offer(ByDistance(circle, columns, document), document);
    }

    private static ulong ByDistance(GreatCircle circle, SegmentColumns columns, int document) =>
        columns.X[document] < 0 ? ulong.MaxValue
        : BitConverter.DoubleToUInt64Bits(
            circle.Haversine(Mercator.Latitude(columns.Y[document]), Mercator.Longitude(columns.X[document])));

    private DocumentAt[] Merge(List<RankedEntry>[] ranked, int count)
    {
        var heads = new PriorityQueue<(int Leaf, int Next), Head>();
        var names = query.EffectiveSort == SearchSort.Name
            ? snapshot.Leaves.Select(l => l.Context.AtomicReader.GetSortedDocValues(DocumentFields.NameColumn)).ToArray()
            : null;
        for (var leaf = 0; leaf < ranked.Length; leaf++)
            Push(leaf, 0);
        var merged = new DocumentAt[count];
        for (var i = 0; i < count; i++)
        {
            var (leaf, next) = heads.Dequeue();
            merged[i] = new DocumentAt(leaf, ranked[leaf][next].Document);
            Push(leaf, next + 1);
        }
        return merged;

        void Push(int leaf, int next)
        {
            if (next >= ranked[leaf].Count)
                return;
            var entry = ranked[leaf][next];
            var name = names is null ? null : NameOf(names[leaf], (int)entry.Primary);
            heads.Enqueue((leaf, next), new Head(name, name is null ? entry : entry with { Primary = 0 }));
        }
    }

    private static string NameOf(SortedDocValues names, int rank)
    {
        var bytes = new BytesRef();
        names.LookupOrd(rank, bytes);
        return bytes.Utf8ToString();
    }

    private readonly record struct Head(string? Name, RankedEntry Entry) : IComparable<Head>
    {
        public int CompareTo(Head other) =>
            string.CompareOrdinal(Name, other.Name) is not 0 and var byName ? byName : Entry.CompareTo(other.Entry);
    }

    private sealed class Scores(LeafHits selected, RankedEntries entries) : ICollector
    {
        private Scorer? scorer;

        public bool AcceptsDocsOutOfOrder => true;
        public void SetScorer(Scorer scorer) => this.scorer = scorer;

        public void SetNextReader(AtomicReaderContext context)
        {
        }

        public void Collect(int doc)
        {
            if (selected.Contains(doc))
                entries.Offer(LeafSelection.ByScore(scorer!.GetScore()), doc);
        }
    }
}
