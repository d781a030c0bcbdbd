using Terreau.Web.Domain.Territory;
using Terreau.Web.Search.Projection;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Directory;

/// <summary>Answers queries of the directory: from the index which actors, from memory what they are.</summary>
internal sealed class DirectorySearch(SearchIndexes indexes, AtlasCache atlases, ActorCards cards, TimeProvider clock)
{
    public const int DeepestZoom = 22;
    private const string TileLayer = "acteurs";

    // Each count is a search: beyond a few criteria a person starts again anyway.
    private const int MostWays = 6;

    public DateOnly Today => French.DayOf(clock.GetUtcNow().UtcDateTime);

    public async ValueTask<DirectoryResults> FindAsync(DirectoryQuery query, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var found = indexes.Actors.Search(query.ToSearch(atlas, Today));
        return new DirectoryResults(query, found, await cards.GetAsync(found.Hits, cancel), atlas);
    }

    /// <summary>For a query that found nothing: each criterion that may be given up, and what would then be found.</summary>
    public async Task<IReadOnlyList<(string Label, string Href, int Total)>> WaysOutAsync(DirectoryQuery query, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        return [.. DirectorySentence.Criteria(query, atlas).Take(MostWays).Select(criterion =>
            (criterion.Label, criterion.Without.Address(DirectoryRoutes.List), indexes.Actors.Search(criterion.Without.ToSearch(atlas, Today) with { Take = 0 }).Total))];
    }

    /// <summary>Every actor of the query, in its order, whatever the page.</summary>
    public IReadOnlyList<string> Slugs(DirectoryQuery query, Atlas atlas) => indexes.Actors.Ids(query.ToSearch(atlas, Today));

    /// <summary>The map of the query, as a vector tile.</summary>
    public byte[] Tile(DirectoryQuery query, Atlas atlas, int zoom, int x, int y) => indexes.Actors.Tile(query.ToSearch(atlas, Today), zoom, x, y).ToMvt(TileLayer);
}
