using Lucene.Net.Index;
using Lucene.Net.Store;
using Terreau.Web.Data;
using Terreau.Web.Search.Columns;
using Terreau.Web.Search.Selection;
using Terreau.Web.Search.Text;
using Terreau.Web.Search.Tiles;

namespace Terreau.Web.Search;

/// <summary>What was found when the index was opened.</summary>
internal enum SearchIndexState
{
    /// <summary>Whole, at <see cref="SearchIndex.Position"/>: apply the journal from there.</summary>
    Ready,
    /// <summary>There was none: empty, at position 0. Rebuild, or apply the whole journal.</summary>
    Missing,
    /// <summary>Written by another version or for another schema: empty now, rebuild.</summary>
    OtherVersion,
    /// <summary>Damaged: empty now, rebuild.</summary>
    Corrupt,
}

/// <summary>
/// A full-text, faceted and geographic index of one kind of document: a projection of the journal, which
/// can be thrown away and rebuilt. Any number of threads read; writes wait for one another. One process at
/// a time holds a folder.
/// </summary>
internal sealed class SearchIndex : IDisposable
{
    private const string CurrentFile = "current";
    private const int NearTold = 5;

    private readonly string folder;
    private readonly System.Threading.Lock writing = new();
    private volatile IndexGeneration generation;
    private volatile CompiledExpansions expansions;
    private bool disposed;

    private SearchIndex(SearchSchema schema, string folder, SearchIndexState state, IndexGeneration generation,
        CompiledExpansions expansions)
    {
        Schema = schema;
        this.folder = folder;
        State = state;
        this.generation = generation;
        this.expansions = expansions;
    }

    public SearchSchema Schema { get; }

    /// <summary>Ready once rebuilt or brought up to date.</summary>
    public SearchIndexState State { get; private set; }

    /// <summary>The place in the journal up to which the index is true, kept with it on disk.</summary>
    public long Position => generation.Place.Position;

    /// <summary>The same with what the journal said there, so that another journal is known by it.</summary>
    public JournalPlace Place => generation.Place;

    public int Count => Read(s => s.Reader.NumDocs);

    /// <summary>Bytes held in memory for facets, places and orders; the rest is left to the system's file cache.</summary>
    public long ColumnBytes => Read(s => s.Leaves.Sum(l => l.Columns.Bytes));

    /// <summary>Opens the index of a folder, or starts an empty one and says why in <see cref="State"/>.</summary>
    /// <exception cref="SearchIndexInUseException">Another process holds it.</exception>
    public static SearchIndex Open(SearchSchema schema, string folder, SearchExpansions? expansions = null)
    {
        System.IO.Directory.CreateDirectory(folder);
        var compiled = new CompiledExpansions(expansions ?? SearchExpansions.None, schema);
        try
        {
            var (state, generation) = OpenGeneration(schema, folder);
            DropOthers(folder, generation);
            return new SearchIndex(schema, folder, state, generation, compiled);
        }
        catch (LockObtainFailedException error)
        {
            throw new SearchIndexInUseException(folder, error);
        }
    }

    /// <summary>Takes a new synonym base at once.</summary>
    public void UseExpansions(SearchExpansions source)
    {
        expansions = new CompiledExpansions(source, Schema);
        Read(s =>
        {
            s.ForgetSelections();
            return 0;
        });
    }

    /// <summary>A page of results with all facet counts. Skip beyond the last gives an empty page, never an error.</summary>
    public SearchPage Search(SearchQuery query) => Read(snapshot =>
    {
        var hits = snapshot.Select(query, expansions);
        var skip = Math.Clamp(query.Skip, 0, hits.Total);
        var take = Math.Clamp(query.Take, 0, hits.Total - skip);
        DocumentAt[] order = take == 0 ? [] : new Ranking(snapshot, hits, query).First(skip + take);
        var ids = new DocumentTexts(snapshot, DocumentFields.IdColumn);
        return new SearchPage
        {
            Total = hits.Total,
            Located = hits.Located,
            Hits = Array.ConvertAll(take == 0 ? [] : order[skip..(skip + take)],
                d => new SearchHit(ids.Of(d), DistanceOf(snapshot, d, query.Near))),
            Facets = hits.Facets,
            Corrections = hits.Corrections,
            Readings = hits.Readings,
            Reach = hits.Reach,
            TextIgnored = hits.TextIgnored,
        };
    });

    /// <summary>Identifiers of all results in the order asked, paging left aside: what an export writes.</summary>
    public IReadOnlyList<string> Ids(SearchQuery query) => Read(snapshot =>
    {
        var hits = snapshot.Select(query, expansions);
        var ids = new DocumentTexts(snapshot, DocumentFields.IdColumn);
        return new Ranking(snapshot, hits, query).First(hits.Total).Select(ids.Of).ToList();
    });

    /// <summary>Texts near the one that found nothing, and how many each finds with the rest of the query.</summary>
    public IReadOnlyList<(string Text, int Total)> Near(SearchQuery query) => Read(snapshot =>
        NearTexts.Of(query.Text, Schema, expansions, snapshot.Reader)
            .Select(text => (Text: text, Hits: snapshot.Select(query with { Text = text + " " }, expansions)))
            .Where(near => near.Hits is { Total: > 0, Reach: SearchReach.All })
            .Take(NearTold).Select(near => (near.Text, near.Hits.Total)).ToList());

    /// <summary>The results within a map tile, near ones gathered. A tile that does not exist is empty.</summary>
    public MapTile Tile(SearchQuery query, int z, int x, int y) => Read(snapshot =>
        TileGrid.Of(snapshot, snapshot.Select(query, expansions), z, x, y));

    /// <summary>The smallest box, to a millionth of a degree, that holds every point; null when no document has one.</summary>
    public GeoBox? Extent() => Read<GeoBox?>(snapshot =>
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        foreach (var leaf in snapshot.Leaves)
        {
            var live = leaf.Context.AtomicReader.LiveDocs;
            var (xs, ys) = (leaf.Columns.X, leaf.Columns.Y);
            for (var at = 0; at < xs.Length; at++)
            {
                if (xs[at] < 0 || (live is not null && !live.Get(at))) continue;
                (left, top) = (Math.Min(left, xs[at]), Math.Min(top, ys[at]));
                (right, bottom) = (Math.Max(right, xs[at]), Math.Max(bottom, ys[at]));
            }
        }
        // A step of the grid is less than what the rounding adds.
        const double rounding = 1e-6;
        return right < 0 ? null : new GeoBox(
            Math.Round(Mercator.Latitude(bottom) - rounding, 6), Math.Round(Mercator.Longitude(left) - rounding, 6),
            Math.Round(Mercator.Latitude(top) + rounding, 6), Math.Round(Mercator.Longitude(right) + rounding, 6));
    });

    /// <summary>
    /// Adds or replaces documents and removes others, in that order, then commits them with the place
    /// reached in the journal: after a crash the index is as before the call or as after it.
    /// </summary>
    public void Apply(IEnumerable<SearchDocument> upserts, IEnumerable<string> deletes, JournalPlace place)
    {
        lock (writing)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            generation.Apply(upserts, deletes, place);
            // Until then the folder points to no index, so that one never filled is reported at each opening.
            if (State != SearchIndexState.Ready)
                PointTo(folder, generation);
            State = SearchIndexState.Ready;
        }
    }

    /// <summary>
    /// Builds the whole index beside the one that serves, then puts it in its place at once. The documents
    /// have distinct identifiers. If it fails or is stopped, nothing has changed.
    /// </summary>
    public void Rebuild(IEnumerable<SearchDocument> documents, JournalPlace place, CancellationToken stop = default)
    {
        lock (writing)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var path = Path.Combine(folder, "g-" + Guid.NewGuid().ToString("N"));
            var next = IndexGeneration.Create(path, Schema, 0);
            try
            {
                next.Fill(documents, place, stop);
                PointTo(folder, next);
            }
            catch
            {
                next.Dispose();
                System.IO.Directory.Delete(path, recursive: true);
                throw;
            }
            var previous = generation;
            generation = next;
            State = SearchIndexState.Ready;
            previous.Dispose();
            DropOthers(folder, next);
        }
    }

    public void Dispose()
    {
        lock (writing)
        {
            if (disposed)
                return;
            disposed = true;
            generation.Dispose();
        }
    }

    private T Read<T>(Func<SearchSnapshot, T> read)
    {
        SearchSnapshot snapshot;
        // A snapshot may close between being seen and being entered: then there is a newer one.
        for (snapshot = generation.Snapshot; !snapshot.TryEnter(); snapshot = generation.Snapshot)
            ObjectDisposedException.ThrowIf(disposed, this);
        try
        {
            return read(snapshot);
        }
        finally
        {
            snapshot.Leave();
        }
    }

    private static double? DistanceOf(SearchSnapshot snapshot, DocumentAt at, GeoPoint? near)
    {
        var columns = snapshot.Leaves[at.Leaf].Columns;
        var x = columns.X[at.Document];
        return near is { } point && x >= 0
            ? new GreatCircle(point).Km(Mercator.Latitude(columns.Y[at.Document]), Mercator.Longitude(x))
            : null;
    }

    private static (SearchIndexState, IndexGeneration) OpenGeneration(SearchSchema schema, string folder)
    {
        var pointer = Path.Combine(folder, CurrentFile);
        var state = SearchIndexState.Missing;
        if (File.Exists(pointer))
        {
            try
            {
                return (SearchIndexState.Ready, IndexGeneration.Open(Path.Combine(folder, File.ReadAllText(pointer).Trim()), schema));
            }
            catch (OtherLayoutException)
            {
                state = SearchIndexState.OtherVersion;
            }
            catch (IndexFormatTooOldException)
            {
                state = SearchIndexState.OtherVersion;
            }
            catch (IndexFormatTooNewException)
            {
                state = SearchIndexState.OtherVersion;
            }
            // Damage shows in as many ways as there are bytes; whatever it is, the cure is to rebuild.
            catch (Exception error) when (error is not (LockObtainFailedException or OutOfMemoryException or UnauthorizedAccessException))
            {
                state = SearchIndexState.Corrupt;
            }
        }
        return (state, IndexGeneration.Create(Path.Combine(folder, "g-" + Guid.NewGuid().ToString("N")), schema, 0));
    }

    private static void PointTo(string folder, IndexGeneration generation)
    {
        var next = Path.Combine(folder, CurrentFile + ".next");
        using (var file = new FileStream(next, FileMode.Create))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(generation.Path)));
            file.Flush(flushToDisk: true);
        }
        // A rename is the one change of a file that is seen whole or not at all.
        File.Move(next, Path.Combine(folder, CurrentFile), overwrite: true);
    }

    private static void DropOthers(string folder, IndexGeneration kept)
    {
        foreach (var path in System.IO.Directory.EnumerateDirectories(folder, "g-*"))
        {
            if (path == kept.Path)
                continue;
            try
            {
                System.IO.Directory.Delete(path, recursive: true);
            }
            catch (IOException)
            {
                // Still read by a search under way on a system that locks files: dropped at the next opening.
            }
        }
    }
}

/// <summary>The index folder is held by another process.</summary>
internal sealed class SearchIndexInUseException(string folder, Exception inner)
    : Exception($"L'index de recherche {folder} est déjà ouvert par un autre programme.", inner);
