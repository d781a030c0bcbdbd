using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Directory;

/// <summary>Actors read from the database in the order the index gave, a batch at a time, however many they are.</summary>
internal sealed class ActorRows(TerreauDb db, TimeProvider clock)
{
    private const int Batch = 500;

    public async IAsyncEnumerable<ActorItem> ReadAsync(IEnumerable<string> slugs, Atlas atlas, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var sheet in SheetsAsync(slugs, cancel)) yield return ActorItem.Of(sheet, atlas);
    }

    /// <summary>The same as sheets, with what everyone may see of them.</summary>
    public async IAsyncEnumerable<Organisation> SheetsAsync(IEnumerable<string> slugs, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var batch in slugs.Chunk(Batch))
        {
            var read = await db.Organisations.AsNoTracking().Published().Where(actor => batch.Contains(actor.Slug))
                .ToDictionaryAsync(actor => actor.Slug, StringComparer.Ordinal, cancel);
            foreach (var slug in batch)
            {
                if (read.TryGetValue(slug, out var actor)) yield return actor.SeenBy(Audience.Public);
            }
        }
    }

    /// <summary>By slug, or by its stable id.</summary>
    public async Task<ActorItem?> FindAsync(string id, Atlas atlas, CancellationToken cancel)
    {
        var actor = Guid.TryParseExact(id, "D", out var guid)
            ? await db.Organisations.AsNoTracking().Published().FirstOrDefaultAsync(held => held.Id == guid, cancel)
            : await db.Organisations.AsNoTracking().Published().FirstOrDefaultAsync(held => held.Slug == id, cancel);
        return actor is null ? null : ActorItem.Of(actor.SeenBy(Audience.Public), atlas);
    }

    /// <summary>What a file of these actors says of itself.</summary>
    public async Task<ExportNotice> NoticeAsync(DirectoryQuery query, int total, Atlas atlas, HttpRequest request, CancellationToken cancel) => new()
    {
        Title = $"Acteurs, {atlas.Territory.Name}",
        Selection = DirectorySentence.Of(query, total, atlas),
        Source = $"Terreau, {atlas.Territory.Name} ; chaque ligne cite sa source",
        Count = total,
        UpdatedOn = await UpdatedOnAsync(cancel),
        ExportedOn = French.DayOf(clock.GetUtcNow().UtcDateTime),
        Address = $"{request.Scheme}://{request.Host}{query.Address(DirectoryRoutes.List)}",
    };

    /// <summary>The day a sheet last changed.</summary>
    public async Task<DateOnly?> UpdatedOnAsync(CancellationToken cancel)
    {
        var at = await db.Journal.Where(line => line.Subject == nameof(Organisation))
            .OrderByDescending(line => line.Id).Select(line => (DateTime?)line.At).FirstOrDefaultAsync(cancel);
        return at is { } instant ? French.DayOf(instant) : null;
    }
}
