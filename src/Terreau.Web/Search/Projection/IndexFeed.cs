using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Data.Steady;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Search.Projection;

/// <summary>
/// Keeps each index a projection of the journal: reads the lines after the position the index was
/// committed with, and brings the subjects they name up to date. An index lost, corrupt, of another
/// version or of another journal is built anew.
/// </summary>
internal sealed class IndexFeed(IServiceScopeFactory scopes, SearchIndexes indexes, JournalBell bell, WorkerBoard board,
    ILogger<IndexFeed> log)
    : SteadyWorker(board)
{
    /// <summary>Lines between two commits of the index: a commit waits for the disk, whatever it holds.</summary>
    private const int Batch = 50_000;

    /// <summary>Up to so many, both ways take the same time.</summary>
    private const int FewToBuild = 5_000;

    /// <summary>
    /// A commune or a filière that changes its name changes it in every document. What no index holds, such as the steps of a visitor,
    /// asks nothing of them, not even a commit.
    /// </summary>
    private static readonly string[] Ground = [nameof(Zone), nameof(Filiere), nameof(ServedTerritory)];

    /// <summary>Another node may have written without our bell ringing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim feeding = new(1);

    /// <summary>Lines of the journal that the indexes have not followed yet; null while one of them must be built anew.</summary>
    public static async Task<int?> BehindAsync(TerreauDb db, SearchIndexes indexes, CancellationToken cancel)
    {
        if (indexes.Position is not { } position) return null;
        var subjects = SubjectsOf(indexes);
        return await db.Journal.CountAsync(line => line.Id > position && subjects.Contains(line.Subject), cancel);
    }

    /// <summary>Applies every journal line committed so far.</summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        await feeding.WaitAsync(cancel);
        try
        {
            await using var scope = scopes.CreateReadingScope();
            var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
            if (indexes.Position is not { } position) await RebuildAsync(db, cancel);
            else if (await StrangerAsync(db, cancel) is { } reason) await ReplaceAsync(db, reason, cancel);
            else await FollowAsync(db, position, cancel);
        }
        finally
        {
            feeding.Release();
        }
    }

    /// <summary>Builds every index anew, beside those in use.</summary>
    public async Task<IReadOnlyList<IndexBuilt>> RebuildAsync(CancellationToken cancel)
    {
        await feeding.WaitAsync(cancel);
        try
        {
            await using var scope = scopes.CreateReadingScope();
            return await RebuildAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), cancel);
        }
        finally
        {
            feeding.Release();
        }
    }

    protected override string Work => "suivre le journal";

    protected override Task WaitAsync(CancellationToken cancel) => bell.WaitAsync(Patience, cancel);

    // Where it fails the position does not move: the same lines are read again.
    protected override Task TurnAsync(CancellationToken cancel) => CatchUpAsync(cancel);

    /// <returns>Why what is indexed is not of this database; null when it is.</returns>
    private async Task<string?> StrangerAsync(TerreauDb db, CancellationToken cancel)
    {
        foreach (var place in indexes.All.Select(one => one.Index.Place).Distinct())
            if (await JournalPlace.DisagreesAsync(db, place, cancel) is { } reason) return reason;
        return null;
    }

    private async Task ReplaceAsync(TerreauDb db, string reason, CancellationToken cancel)
    {
        log.LogWarning("The search index does not belong to this database ({Reason}): a copy was put back, writings were lost, "
            + "or another one is used. The index is built anew.", reason);
        await RebuildAsync(db, cancel);
        // Under a live site, what is kept in memory is as old as the index was.
        bell.RingForAll();
    }

    private static string[] SubjectsOf(SearchIndexes indexes) => [.. indexes.All.Select(one => one.Kind.Subject), .. Ground];

    private async Task FollowAsync(TerreauDb db, long position, CancellationToken cancel)
    {
        // A first file brings more than an index holds: to build it anew is then quicker than to change it.
        foreach (var (kind, index) in indexes.All)
        {
            var waiting = await db.Journal.CountAsync(line => line.Id > position && line.Subject == kind.Subject, cancel);
            if (waiting <= Math.Max(FewToBuild, index.Count)) continue;
            await RebuildAsync(db, cancel);
            return;
        }
        var subjects = SubjectsOf(indexes);
        while (true)
        {
            if (!await db.Journal.AnyAsync(line => line.Id > position && subjects.Contains(line.Subject), cancel)) return;
            var lines = await db.Journal.AsNoTracking().Where(line => line.Id > position).OrderBy(line => line.Id).Take(Batch)
                .Select(line => new { line.Id, line.Subject, line.SubjectId, line.Change, line.Before }).ToListAsync(cancel);
            if (lines.Count == 0) return;
            if (lines.Exists(line => Ground.Contains(line.Subject)))
            {
                await RebuildAsync(db, cancel);
                return;
            }
            position = lines[^1].Id;
            if (await JournalPlace.AtAsync(db, position, cancel) is not { } place) return;
            var atlas = await Atlas.ReadAsync(db, cancel);
            foreach (var (kind, index) in indexes.All)
            {
                var own = lines.Where(line => line.Subject == kind.Subject).ToList();
                var gone = own.Where(line => line.Change == JournalChange.Removed).Select(line => SlugOf(line.Before)).ToList();
                index.Apply(kind.Among(db, own.Select(line => line.SubjectId).ToHashSet(), atlas, gone, cancel), gone, place);
            }
        }
    }

    private async Task<IReadOnlyList<IndexBuilt>> RebuildAsync(TerreauDb db, CancellationToken cancel)
    {
        // Lines written while we read are applied again by the next look: that changes nothing.
        var place = await JournalPlace.EndAsync(db, cancel);
        var atlas = await Atlas.ReadAsync(db, cancel);
        var built = new List<IndexBuilt>();
        foreach (var (kind, index) in indexes.All)
        {
            var count = 0;
            index.Rebuild(Counted(kind.All(db, atlas), () => count++), place, cancel);
            built.Add(new IndexBuilt(kind.Noun, count));
        }
        return built;
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

/// <summary>An index that was built.</summary>
/// <param name="Noun">One of what it holds: "acteur".</param>
internal sealed record IndexBuilt(string Noun, int Count);
