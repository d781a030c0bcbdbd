namespace Terreau.Web.Search.Projection;

/// <summary>An index for each kind that the areas bring: projections of one journal.</summary>
internal sealed class SearchIndexes : IDisposable
{
    private readonly List<(IndexedKind Kind, SearchIndex Index)> all = [];

    private SearchIndexes() { }

    public IReadOnlyList<(IndexedKind Kind, SearchIndex Index)> All => all;

    /// <summary>The place in the journal from which all must read on; null when one of them must be built anew.</summary>
    public long? Position => all.TrueForAll(one => one.Index.State == SearchIndexState.Ready) ? all.Min(one => one.Index.Position) : null;

    /// <summary>Grows whenever one of them moves.</summary>
    public long Moves => all.Sum(one => one.Index.Position);

    /// <exception cref="InvalidOperationException">No area brings it.</exception>
    public SearchIndex Of(SearchSchema schema) => all.First(one => one.Kind.Schema == schema).Index;

    /// <param name="folder">Where each has a folder of its own.</param>
    /// <exception cref="SearchIndexInUseException">Another process holds one of them.</exception>
    public static SearchIndexes Open(string folder, IEnumerable<IndexedKind> kinds)
    {
        var indexes = new SearchIndexes();
        try
        {
            foreach (var kind in kinds)
                indexes.all.Add((kind, SearchIndex.Open(kind.Schema, Path.Combine(folder, kind.Schema.Name), kind.Expansions)));
            return indexes;
        }
        catch
        {
            indexes.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var (_, index) in all) index.Dispose();
    }
}
