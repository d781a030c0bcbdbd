using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Search;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Features.Directory;

/// <summary>The published actors for mapping software, in the order of their addresses, which does not turn with the day.</summary>
internal sealed class ActorCollection(
    TerreauDb db, SearchIndexes indexes, ActorList actors, AtlasCache atlases, ActorRows rows) : IFeatureCollection
{
    public string Id => "acteurs";
    public string Title => "Acteurs";
    public string Description => "Les organisations de l’annuaire. Chaque position dit sa précision.";

    public Task<DateOnly?> UpdatedOnAsync(CancellationToken cancel) => actors.UpdatedOnAsync(cancel).AsTask();

    /// <summary>Of the positions that everyone may see: an actor may lie outside of the territory.</summary>
    public Task<Envelope?> ExtentAsync(CancellationToken cancel)
        => Task.FromResult(indexes.Of(ActorSchema.Schema).Extent() is { } box
            ? new Envelope(box.West, box.East, box.South, box.North) : null);

    public async Task<FeatureSelection> SelectAsync(FeatureQuery query, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        // The index holds what everyone may see: a position that is kept back is in no box.
        var slugs = query.Boxes is null ? Ids(null)
            : [.. query.Boxes.SelectMany(box => Ids(new GeoBox(box.MinY, box.MinX, box.MaxY, box.MaxX))).Distinct(StringComparer.Ordinal)];
        if (query.Within is not null)
        {
            var within = await WithinAsync(query, cancel);
            slugs = [.. slugs.Where(within.Contains)];
        }
        var page = slugs.Order(StringComparer.Ordinal).Skip(query.Offset).Take(query.Limit).ToList();
        var features = actors.RowsAsync(page, query.Origin, cancel).Select(actor => actors.FeatureOf(actor, atlas, query.Origin));
        return new FeatureSelection(slugs.Count, features);
    }

    public async Task<Feature?> FindAsync(string id, string origin, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        return await rows.FindAsync(id, atlas, cancel) is { } actor
            ? actors.FeatureOf(actor.At(origin), atlas, origin)
            : null;
    }

    private IReadOnlyList<string> Ids(GeoBox? box) => indexes.Of(ActorSchema.Schema).Ids(new SearchQuery { Box = box, Day = actors.Today });

    /// <summary>Those whose update, a day or as much of a date as is known, meets these days.</summary>
    private async Task<HashSet<string>> WithinAsync(FeatureQuery query, CancellationToken cancel)
    {
        var within = new HashSet<string>(StringComparer.Ordinal);
        var dates = db.Organisations.AsNoTracking().Published().Select(sheet => new { sheet.Slug, sheet.CheckedOn, sheet.SourceOn });
        await foreach (var sheet in dates.AsAsyncEnumerable().WithCancellation(cancel))
        {
            var updated = sheet.CheckedOn is { } day && day > sheet.SourceOn.FirstDay ? PartialDate.Of(day) : sheet.SourceOn;
            if (query.Meets(updated)) within.Add(sheet.Slug);
        }
        return within;
    }
}
