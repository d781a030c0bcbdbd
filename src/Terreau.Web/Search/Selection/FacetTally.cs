using System.Buffers;
using Terreau.Web.Search.Columns;

namespace Terreau.Web.Search.Selection;

/// <summary>
/// Counts all facets of one segment in one pass. A document failing no selection counts everywhere; one
/// failing a single facet's selection counts in that facet alone, which is what its other values would give.
/// </summary>
internal sealed class FacetTally : IDisposable
{
    private readonly FacetColumn[] columns;
    private readonly int[][] counts;
    private readonly bool[]?[] kept;
    private readonly int[][][] sets;
    private readonly uint[] failing = new uint[LeafSelection.Block];
    private readonly int[] onlyOne = new int[LeafSelection.Block];
    private readonly int selected;

    // keptSets: by facet, which sets of the segment hold a selected value; null where nothing is selected.
    public FacetTally(FacetColumn[] columns, int[][][] sets, bool[]?[] keptSets)
    {
        this.columns = columns;
        this.sets = sets;
        kept = keptSets;
        selected = keptSets.Count(k => k is not null);
        counts = new int[columns.Length][];
        for (var f = 0; f < columns.Length; f++)
        {
            counts[f] = ArrayPool<int>.Shared.Rent(Math.Max(1, sets[f].Length));
            counts[f].AsSpan(0, sets[f].Length).Clear();
        }
    }

    /// <summary>Counts a block and leaves at its head the documents that pass every selection; gives their number.</summary>
    public int Take(Span<int> documents, Span<float> scores)
    {
        var passing = selected == 0 ? documents.Length : Sift(documents, scores);
        for (var f = 0; f < columns.Length; f++)
            columns[f].Count(documents[..passing], counts[f]);
        return passing;
    }

    /// <summary>Adds the counts of this segment to those of the whole, by number of value.</summary>
    public void AddTo(int[][] totals)
    {
        // One segment at a time: cheaper than making each of its additions safe.
        lock (totals)
            for (var f = 0; f < columns.Length; f++)
                for (var set = 0; set < sets[f].Length; set++)
                    if (counts[f][set] is > 0 and var count)
                        foreach (var value in sets[f][set])
                            totals[f][value] += count;
    }

    public void Dispose()
    {
        foreach (var array in counts)
            ArrayPool<int>.Shared.Return(array);
    }

    private int Sift(Span<int> documents, Span<float> scores)
    {
        var marks = failing.AsSpan(0, documents.Length);
        marks.Clear();
        for (var f = 0; f < columns.Length; f++)
            if (kept[f] is { } sifted)
                columns[f].MarkFailing(documents, sifted, marks, 1u << f);
        for (var f = 0; f < columns.Length; f++)
        {
            if (kept[f] is null)
                continue;
            var alone = 0;
            for (var i = 0; i < documents.Length; i++)
                if (marks[i] == 1u << f)
                    onlyOne[alone++] = documents[i];
            columns[f].Count(onlyOne.AsSpan(0, alone), counts[f]);
        }
        var passing = 0;
        for (var i = 0; i < documents.Length; i++)
        {
            if (marks[i] != 0)
                continue;
            documents[passing] = documents[i];
            if (scores.Length > 0)
                scores[passing] = scores[i];
            passing++;
        }
        return passing;
    }
}
