using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Search.Projection;

/// <summary>
/// Keeps both indexes a projection of the journal: reads the lines after the position the index was
/// committed with, and brings the subjects they name up to date. An index lost, corrupt or of another
/// version is built anew.
/// </summary>
internal sealed class IndexFeed(IServiceScopeFactory scopes, SearchIndexes indexes, JournalBell bell, ILogger<IndexFeed> log)
    : BackgroundService
{
    /// <summary>Lines between two commits of the index: a commit waits for the disk, whatever it holds.</summary>
    private const int Batch = 50_000;

    /// <summary>Rows read at once: what a query can name.</summary>
    private const int Chunk = 1_000;

    /// <summary>Up to so many, both ways take the same time.</summary>
    private const int FewToBuild = 5_000;

    /// <summary>What moves a document. The steps of a visitor do not: they ask nothing of the index, not even a commit.</summary>
    private static readonly string[] Subjects = [nameof(Organisation), nameof(Offer), nameof(Zone), nameof(Filiere),
        nameof(ServedTerritory)];

    /// <summary>Another node may have written without our bell ringing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim feeding = new(1);

    /// <summary>Applies every journal line committed so far.</summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        await feeding.WaitAsync(cancel);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
            if (indexes.Position is not { } position) await RebuildAsync(db, cancel);
            else await FollowAsync(db, position, cancel);
        }
        finally
        {
            feeding.Release();
        }
    }

    /// <summary>Builds both indexes anew, beside those in use.</summary>
    /// <returns>How many actors and offers were indexed.</returns>
    public async Task<(int Actors, int Offers)> RebuildAsync(CancellationToken cancel)
    {
        await feeding.WaitAsync(cancel);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await RebuildAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), cancel);
        }
        finally
        {
            feeding.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bell.WaitAsync(Patience, stoppingToken);
                await CatchUpAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception error) when (error is DbUpdateException or System.Data.Common.DbException or IOException)
            {
                // The position did not move: the same lines are read again at the next look.
                log.LogError(error, "The search index could not follow the journal");
            }
        }
    }

    private async Task FollowAsync(TerreauDb db, long position, CancellationToken cancel)
    {
        // A first file brings more than the index holds: to build it anew is then quicker than to change it.
        var waiting = await db.Journal.CountAsync(line => line.Id > position && line.Subject == nameof(Organisation), cancel);
        if (waiting > Math.Max(FewToBuild, indexes.Actors.Count))
        {
            await RebuildAsync(db, cancel);
            return;
        }
        while (true)
        {
            if (!await db.Journal.AnyAsync(line => line.Id > position && Subjects.Contains(line.Subject), cancel)) return;
            var lines = await db.Journal.AsNoTracking().Where(line => line.Id > position).OrderBy(line => line.Id).Take(Batch)
                .Select(line => new { line.Id, line.Subject, line.SubjectId, line.Change, line.Before }).ToListAsync(cancel);
            if (lines.Count == 0) return;
            // A commune or a filière that changes its name changes it in every document.
            if (lines.Exists(line => line.Subject is nameof(Zone) or nameof(Filiere) or nameof(ServedTerritory)))
            {
                await RebuildAsync(db, cancel);
                return;
            }
            position = lines[^1].Id;
            var atlas = await Atlas.ReadAsync(db, cancel);
            var actors = lines.Where(line => line.Subject == nameof(Organisation)).Select(line => line.SubjectId).ToHashSet();
            var offers = lines.Where(line => line.Subject == nameof(Offer)).Select(line => line.SubjectId).ToHashSet();
            var removed = lines.Where(line => line.Change == JournalChange.Removed)
                .ToLookup(line => line.Subject, line => SlugOf(line.Before));
            var gone = removed[nameof(Organisation)].ToList();
            indexes.Actors.Apply(Shown(db, actors, gone, atlas, cancel), gone, position);
            indexes.Offers.Apply(
                offers.Chunk(Chunk).SelectMany(ids => db.Offers.AsNoTracking().Where(offer => ids.Contains(offer.Id)).ToList())
                    .Select(offer => OfferDocuments.Of(offer, atlas)),
                removed[nameof(Offer)], position);
        }
    }

    /// <summary>The documents of the sheets that show, read as they are taken; the others are told apart on the way.</summary>
    private static IEnumerable<SearchDocument> Shown(
        TerreauDb db, IEnumerable<Guid> actors, List<string> gone, Atlas atlas, CancellationToken cancel)
    {
        foreach (var ids in actors.Chunk(Chunk))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var sheet in db.Organisations.AsNoTracking().Where(sheet => ids.Contains(sheet.Id)).ToList())
            {
                if (sheet.Status == SheetStatus.Published) yield return ActorDocuments.Of(sheet.SeenBy(Audience.Public), atlas);
                else gone.Add(sheet.Slug);
            }
        }
    }

    private async Task<(int Actors, int Offers)> RebuildAsync(TerreauDb db, CancellationToken cancel)
    {
        // Lines written while we read are applied again by the next look: that changes nothing.
        var position = await db.Journal.Select(line => (long?)line.Id).MaxAsync(cancel) ?? 0;
        var atlas = await Atlas.ReadAsync(db, cancel);
        var (actors, offers) = (0, 0);
        indexes.Actors.Rebuild(Counted(
            db.Organisations.AsNoTracking().Published().AsEnumerable()
                .Select(sheet => ActorDocuments.Of(sheet.SeenBy(Audience.Public), atlas)), () => actors++), position, cancel);
        indexes.Offers.Rebuild(Counted(db.Offers.AsNoTracking().AsEnumerable().Select(offer => OfferDocuments.Of(offer, atlas)),
            () => offers++), position, cancel);
        return (actors, offers);
    }

    private static IEnumerable<SearchDocument> Counted(IEnumerable<SearchDocument> documents, Action count)
    {
        foreach (var document in documents)
        {
            count();
            yield return document;
        }
    }

    private static string SlugOf(string? before)
    {
        using var json = JsonDocument.Parse(before ?? "{}");
        return json.RootElement.TryGetProperty("Slug", out var slug) ? slug.GetString() ?? "" : "";
    }
}
