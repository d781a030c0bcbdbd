using Lucene.Net.Search;
using Terreau.Web.Search.Columns;
using Terreau.Web.Search.Text;

namespace Terreau.Web.Search.Selection;

/// <summary>
/// Everything selected by a query at one state of the index, whatever the page or the sort: computed once,
/// then shared by the page, its facets, the tiles of its map and its export.
/// </summary>
internal sealed class SearchHits
{
    /// <summary>How many of the first results are kept ranked; a page further is ranked anew.</summary>
    public const int RankedKept = 1_000;

    // Under this many documents to walk, sharing the work between cores costs more than it saves.
    private const int WorthSharing = 30_000;

    // Under this many results, those that answer most of a long text are worth a look.
    private const int Enough = 3;

    private readonly Lazy<IReadOnlyList<FacetCounts>> facets;

    private SearchHits(Computation run)
    {
        Leaves = run.Leaves;
        Text = run.Weight;
        Total = run.Leaves.Sum(l => l.Count);
        Located = run.Located;
        Reach = run.Reach;
        TextIgnored = run.Query.Ignored;
        Corrections = run.Query.Corrections;
        Readings = run.Query.Readings;
        Rankings = new RankingCache(run.Ranked);
        facets = new(
            () => [.. run.Schema.Facets.Select((f, i) => FacetListing.Of(f, run.Totals[i], run.Dictionaries[i], run.Selected[i]))]);
    }

    public LeafHits[] Leaves { get; }
    public Weight? Text { get; }
    public int Total { get; }
    public int Located { get; }
    public SearchReach Reach { get; }
    public bool TextIgnored { get; }
    public IReadOnlyList<SearchCorrection> Corrections { get; }
    public IReadOnlyList<SearchReading> Readings { get; }
    public RankingCache Rankings { get; }
    public IReadOnlyList<FacetCounts> Facets => facets.Value;

    public static SearchHits Of(SearchSnapshot snapshot, SearchQuery query, CompiledExpansions expansions)
    {
        var text = TextQuery.Of(query.Text, snapshot.Schema, expansions, snapshot.Reader);
        var run = new Computation(snapshot, query, text);
        var matched = run.Pass(text.All);
        if (matched > 0 && text.Tight is { } tight && snapshot.Searcher.Search(tight, 1).TotalHits == 0)
            run.Reach = SearchReach.Near;
        if (text.All is null || matched >= Enough)
            return new SearchHits(run);

        // Nothing or little matches all the words: say so, and show what matches most of them, else any of them.
        foreach (var (wider, reach) in text.Wider(matched == 0))
        {
            var more = new Computation(snapshot, query, text) { Reach = reach };
            if (more.Pass(wider) > matched)
                return new SearchHits(more);
        }
        return new SearchHits(run);
    }

    /// <summary>Runs an action for each segment, on several cores when there is enough to do.</summary>
    public static void ForEachLeaf(SearchSnapshot snapshot, long cost, Action<int> leaf)
    {
        if (cost < WorthSharing || snapshot.Leaves.Length == 1)
        {
            for (var i = 0; i < snapshot.Leaves.Length; i++)
                leaf(i);
            return;
        }
        // The largest first, one at a time, so that the cores finish together.
        var bySize = snapshot.LeavesBySize;
        var next = -1;
        Parallel.For(0, Math.Min(Environment.ProcessorCount, bySize.Length), _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < bySize.Length; i = Interlocked.Increment(ref next))
                leaf(bySize[i]);
        });
    }

    private sealed class Computation
    {
        private readonly SearchSnapshot snapshot;
        private readonly SelectionFilter filter;
        private readonly DateOnly day;
        private readonly int[][][][] sets;
        private int located;

        public Computation(SearchSnapshot snapshot, SearchQuery query, TextQuery text)
        {
            this.snapshot = snapshot;
            Query = text;
            day = query.Day;
            filter = new SelectionFilter(query, snapshot.Schema);
            Selected = [.. snapshot.Schema.Facets.Select(f => query.Selected.TryGetValue(f.Name, out var values) && values.Count > 0
                ? values.ToHashSet(StringComparer.Ordinal) : null)];
            sets = [.. snapshot.Leaves.Select(l => SetsOn(l.Columns))];
            Totals = [.. Dictionaries.Select(d => new int[d.Count])];
            Leaves = [.. snapshot.Leaves.Select(l => new LeafHits(l.Columns.X.Length))];
            Ranked = new RankedEntries[Leaves.Length];
        }

        public TextQuery Query { get; }
        public Weight? Weight { get; private set; }
        public SearchReach Reach { get; set; }
        public LeafHits[] Leaves { get; }
        public RankedEntries[] Ranked { get; }
        public int[][] Totals { get; }
        public HashSet<string>?[] Selected { get; }
        public int Located => located;
        public SearchSchema Schema => snapshot.Schema;
        public FacetDictionary[] Dictionaries => snapshot.Dictionaries;

        /// <summary>Gives how many documents match the text, filters left aside.</summary>
        public long Pass(Query? text)
        {
            Weight = text is null ? null : snapshot.Searcher.CreateNormalizedWeight(text);
            var matched = 0L;
            ForEachLeaf(snapshot, text is null ? snapshot.Reader.MaxDoc : Query.Cost, i =>
            {
                var leaf = snapshot.Leaves[i];
                Ranked[i] = new RankedEntries(RankedKept, leaf.Columns.Fair, day);
                using var tally = new FacetTally(leaf.Columns.Facets, sets[i], Kept(sets[i]));
                var selection = new LeafSelection(leaf.Columns, filter, tally, Leaves[i], Ranked[i]);
                selection.Run(Weight, leaf.Context);
                tally.AddTo(Totals);
                Interlocked.Add(ref matched, selection.Matched);
                Interlocked.Add(ref located, selection.Located);
            });
            return matched;
        }

        private int[][][] SetsOn(SegmentColumns columns)
        {
            var result = new int[Schema.Facets.Count][][];
            for (var f = 0; f < result.Length; f++)
                result[f] = Schema.Facets[f].Daily is { } daily
                    ? [.. columns.Facets[f].Stored!.Select(s => daily(s, day).Select(Dictionaries[f].NumberOf).ToArray())]
                    : columns.Facets[f].Sets;
            return result;
        }

        private bool[]?[] Kept(int[][][] leafSets)
        {
            var kept = new bool[]?[leafSets.Length];
            for (var f = 0; f < kept.Length; f++)
            {
                if (Selected[f] is not { } values)
                    continue;
                var numbers = new HashSet<int>();
                foreach (var value in values)
                    if (Dictionaries[f].TryNumberOf(value, out var number))
                        numbers.Add(number);
                kept[f] = [.. leafSets[f].Select(set => set.Any(numbers.Contains))];
            }
            return kept;
        }
    }
}
