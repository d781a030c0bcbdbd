using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Data.Keeping;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Search;
using Terreau.Web.Search.Tiles;

namespace Terreau.Web.Listing;

/// <summary>
/// The list of an area: the index says which things answer a query, the area says what they are. Page, API,
/// files and map of an area all ask this one object.
/// </summary>
/// <typeparam name="TRow">A thing as files and programs get it.</typeparam>
/// <param name="subject">What the journal calls a thing.</param>
internal abstract class ListOf<TRow>(ListDefinition definition, string subject, SearchIndex index, ListParts parts) : IDisposable
{
    /// <summary>Beyond this many results, an order that the index does not know keeps to the most relevant ones.</summary>
    private const int MostArranged = 5_000;

    // Each count is a search: beyond a few criteria a person starts again anyway.
    private const int MostWays = 6;

    private readonly Kept<DateOnly?> updated = new(parts.Keeping, (db, cancel) => LastChangeAsync(db, subject, cancel), [subject]);

    public ListDefinition Definition { get; } = definition;
    protected ListParts Parts { get; } = parts;
    public DateOnly Today => ParisTime.DayOf(Parts.Clock.GetUtcNow().UtcDateTime);

    /// <summary>These things, in this order, read as they are asked for; what is gone since the index was read is left out.</summary>
    /// <param name="ids">Their identities in the index.</param>
    /// <param name="origin">What their addresses begin with.</param>
    public abstract IAsyncEnumerable<TRow> RowsAsync(IReadOnlyList<string> ids, string origin, CancellationToken cancel);

    /// <summary>The things of a page as the API writes them.</summary>
    /// <param name="results">The page.</param>
    /// <param name="origin">What their addresses begin with.</param>
    public abstract ValueTask<IReadOnlyList<object>> ItemsAsync(ListResults results, string origin, CancellationToken cancel);

    public abstract IReadOnlyList<ExportColumn<TRow>> Columns(Atlas atlas);

    /// <summary>A thing with its place.</summary>
    public abstract Feature FeatureOf(TRow row, Atlas atlas, string origin);

    /// <summary>For an order that <see cref="ListSort.IsArranged"/>.</summary>
    protected virtual ValueTask<IReadOnlyList<SearchHit>> ArrangeAsync(IReadOnlyList<SearchHit> hits, CancellationToken cancel)
        => new(hits);

    public async ValueTask<ListReading> ReadAsync(HttpContext http)
        => ListReading.Of(http.Request.Query, Definition, await Parts.Atlases.GetAsync(http.RequestAborted));

    public async ValueTask<ListResults> FindAsync(ListQuery query, CancellationToken cancel)
    {
        var (atlas, day) = (await Parts.Atlases.GetAsync(cancel), Today);
        var search = query.ToSearch(atlas, day);
        if (!query.Sort.IsArranged) return new(query, index.Search(search), atlas, day);
        var found = index.Search(search with { Skip = 0, Take = MostArranged });
        var arranged = await ArrangeAsync(found.Hits, cancel);
        return new(query, found with { Hits = [.. arranged.Skip(search.Skip).Take(search.Take)] }, atlas, day);
    }

    /// <summary>The map of a query, as a vector tile.</summary>
    public MapTile Tile(ListQuery query, Atlas atlas, int zoom, int x, int y) => index.Tile(query.ToSearch(atlas, Today), zoom, x, y);

    /// <summary>What a page shows of the address it was asked under.</summary>
    public async ValueTask<ListAnswer> AnswerAsync(HttpContext http)
    {
        var cancel = http.RequestAborted;
        var reading = await ReadAsync(http);
        var faults = reading.Faults;
        var found = await FindAsync(reading.Query, cancel);
        if (found.Query.Page > found.PageCount)
        {
            faults = [.. faults, new QueryFault(ListNames.Page, "Cette page n’existe pas : voici la dernière.")];
            found = await FindAsync(found.Query with { Page = found.PageCount }, cancel);
        }
        return found.Total > 0 ? new(found, faults, [], []) : new(found, faults, WaysOut(found), NearWords(found));
    }

    /// <summary>How many answer a query.</summary>
    public int Count(ListQuery query, Atlas atlas) => index.Search(query.ToSearch(atlas, Today) with { Skip = 0, Take = 0 }).Total;

    /// <summary>Every one of a query, in its order, whatever the page.</summary>
    public async ValueTask<IReadOnlyList<string>> IdsAsync(ListQuery query, Atlas atlas, CancellationToken cancel)
    {
        var ids = index.Ids(query.ToSearch(atlas, Today));
        if (!query.Sort.IsArranged) return ids;
        return [.. (await ArrangeAsync([.. ids.Select(id => new SearchHit(id, null))], cancel)).Select(hit => hit.Id)];
    }

    /// <summary>Every row of a query as a file, with what the file says of itself.</summary>
    public async Task<(IAsyncEnumerable<TRow> Rows, ExportNotice Notice)> AllAsync(ListReading reading, HttpContext http)
    {
        var (query, atlas, cancel) = (reading.Query, reading.Atlas, http.RequestAborted);
        var ids = await IdsAsync(query, atlas, cancel);
        return (RowsAsync(ids, http.Origin(), cancel), new ExportNotice
        {
            Title = $"{Definition.Title}, {atlas.Territory.Name}",
            Selection = query.Sentence(ids.Count, atlas),
            Source = $"Terreau, {atlas.Territory.Name} ; chaque ligne cite sa source",
            Count = ids.Count,
            UpdatedOn = await UpdatedOnAsync(cancel),
            ExportedOn = Today,
            Address = http.Origin() + query.Address(Definition.At.Page),
        });
    }

    /// <summary>The day one of them last changed; null when none was ever written.</summary>
    public ValueTask<DateOnly?> UpdatedOnAsync(CancellationToken cancel) => updated.GetAsync(cancel);

    public void Dispose() => updated.Dispose();

    private static async Task<DateOnly?> LastChangeAsync(TerreauDb db, string subject, CancellationToken cancel)
    {
        var at = await db.Journal.Where(line => line.Subject == subject)
            .OrderByDescending(line => line.Id).Select(line => (DateTime?)line.At).FirstOrDefaultAsync(cancel);
        return at is { } instant ? ParisTime.DayOf(instant) : null;
    }

    private IReadOnlyList<(string Label, string Href, int Total)> NearWords(ListResults found)
        => [.. index.Near(found.Query.ToSearch(found.Atlas, Today))
            .Select(near => (Query: found.Query with { Words = near.Text, Page = 1 }, near.Total))
            .Select(near => ($"« {near.Query.Words} »", near.Query.Address(Definition.At.Page), near.Total))];

    private IReadOnlyList<(string Label, string Href, int Total)> WaysOut(ListResults found)
        => [.. found.Query.Criteria(found.Atlas).Take(MostWays)
            .Select(criterion => (criterion.Label, criterion.Without.Address(Definition.At.Page), Count(criterion.Without, found.Atlas)))];
}

/// <summary>What every list works with.</summary>
internal sealed record ListParts(AtlasCache Atlases, KeepingParts Keeping, IServiceScopeFactory Scopes, TimeProvider Clock);
