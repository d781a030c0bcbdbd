using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Data.Keeping;
using Terreau.Web.Data.Steady;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Subscribers;

namespace Terreau.Web.Hosting.Subscribers;

/// <summary>
/// The keys in memory, by their hash. The days on which they serve are noted here and saved from time to time, since a reading writes
/// nothing.
/// </summary>
internal sealed class SubscriberKeys(KeepingParts parts, WorkerBoard board) : SteadyWorker(board)
{
    private const string Command = "noter l’usage des clés";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateOnly> used = new();
    private readonly Kept<FrozenDictionary<SecretHash, Subscriber>> kept = new(parts, ReadAsync, [nameof(Subscriber)]);

    /// <returns>Null when the key is unknown, over or revoked.</returns>
    public async ValueTask<SubscriberCall?> FindAsync(string key, CancellationToken cancel)
    {
        var keys = await kept.GetAsync(cancel);
        var today = Today;
        if (!keys.TryGetValue(SecretHash.Of(key), out var subscriber) || subscriber.IsOver(today)) return null;
        if (!used.TryGetValue(subscriber.Id, out var day) || day < today) used[subscriber.Id] = today;
        return new SubscriberCall(subscriber.Id, subscriber.PerMinute);
    }

    /// <summary>Saves the days that are not saved yet.</summary>
    public async Task NoteAsync(CancellationToken cancel)
    {
        var days = used.ToArray();
        if (days.Length == 0) return;
        await using var scope = parts.Scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        var ids = days.Select(pair => pair.Key).ToList();
        var tracks = await db.SubscriberTracks.Where(track => ids.Contains(track.SubscriberId)).ToListAsync(cancel);
        foreach (var track in tracks)
        {
            if (used.TryGetValue(track.SubscriberId, out var day) && (track.LastUsedOn is not { } known || known < day))
                track.LastUsedOn = day;
        }
        await db.SaveAsync(Act.ByTask(parts.Clock, Command), cancel);
        // Of older days nothing is left to save.
        foreach (var (id, day) in days.Where(pair => pair.Value < Today)) used.TryRemove(KeyValuePair.Create(id, day));
    }

    protected override string Work => Command;

    // When the program ends, the days of the last minute are lost; the next call notes them again.
    protected override Task WaitAsync(CancellationToken cancel) => Task.Delay(Pause, parts.Clock, cancel);

    protected override Task TurnAsync(CancellationToken cancel) => NoteAsync(cancel);

    public override void Dispose()
    {
        kept.Dispose();
        base.Dispose();
    }

    private DateOnly Today => ParisTime.DayOf(parts.Clock.GetUtcNow().UtcDateTime);

    private static async Task<FrozenDictionary<SecretHash, Subscriber>> ReadAsync(TerreauDb db, CancellationToken cancel)
    {
        var subscribers = await db.Subscribers.AsNoTracking().Where(subscriber => subscriber.RevokedAt == null).ToListAsync(cancel);
        return subscribers.ToFrozenDictionary(subscriber => subscriber.KeyHash);
    }
}

/// <summary>The subscriber whose key a request bears.</summary>
internal sealed record SubscriberCall(Guid Id, int PerMinute);
