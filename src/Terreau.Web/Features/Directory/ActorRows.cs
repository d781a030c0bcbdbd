using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Directory;

/// <summary>Actors read from the database in the order the index gave, a batch at a time, however many they are.</summary>
internal sealed class ActorRows(TerreauDb db)
{
    private const int Batch = 500;

    public async IAsyncEnumerable<ActorItem> ReadAsync(
        IEnumerable<string> slugs, Atlas atlas, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var sheet in SheetsAsync(slugs, cancel)) yield return ActorItem.Of(sheet, atlas);
    }

    /// <summary>The same as sheets, with what everyone may see of them.</summary>
    public async IAsyncEnumerable<Organisation> SheetsAsync(
        IEnumerable<string> slugs, [EnumeratorCancellation] CancellationToken cancel = default)
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
}
