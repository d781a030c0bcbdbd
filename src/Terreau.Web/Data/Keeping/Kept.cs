using Microsoft.EntityFrameworkCore;

namespace Terreau.Web.Data.Keeping;

/// <summary>What keeping takes: the database, the bell that tells of this process's writes, the clock.</summary>
internal sealed record KeepingParts(IServiceScopeFactory Scopes, JournalBell Bell, TimeProvider Clock);

/// <summary>
/// Something read from the database and kept in memory, until the journal has a line about one of its subjects: at once for what this
/// process writes, within a minute for what another node does. Lines about anything else leave it as it is.
/// </summary>
/// <param name="read">Reads it whole; one reading at a time.</param>
/// <param name="subjects">The entities that it is made of, by the names the journal calls them; each must be journaled.</param>
internal sealed class Kept<T>(KeepingParts parts, Func<TerreauDb, CancellationToken, Task<T>> read, IReadOnlyList<string> subjects)
    : IDisposable
{
    /// <summary>How late it may be of what another node wrote.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim reading = new(1);
    private readonly JournalTally tally = parts.Bell.TallyOf(subjects);
    private volatile Held? held;

    public ValueTask<T> GetAsync(CancellationToken cancel = default)
        => held is { } current && IsFresh(current) ? new(current.Value) : new(LookAsync(cancel));

    public void Dispose() => reading.Dispose();

    private bool IsFresh(Held current) => current.Rings == tally.Rings && parts.Clock.GetElapsedTime(current.LookedAt) < Patience;

    private async Task<T> LookAsync(CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        try
        {
            if (held is { } current && IsFresh(current)) return current.Value;
            // Taken before the reading: what is written meanwhile makes it stale again.
            var (rings, lookedAt) = (tally.Rings, parts.Clock.GetTimestamp());
            await using var scope = parts.Scopes.CreateReadingScope();
            var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
            if (held is { } known && known.Rings == rings && !await HasMovedAsync(db, known.Position, cancel))
            {
                held = known with { LookedAt = lookedAt };
                return known.Value;
            }
            var position = await db.Journal.MaxAsync(line => (long?)line.Id, cancel) ?? 0;
            var value = await read(db, cancel);
            held = new Held(value, position, rings, lookedAt);
            return value;
        }
        finally
        {
            reading.Release();
        }
    }

    private Task<bool> HasMovedAsync(TerreauDb db, long position, CancellationToken cancel)
        => db.Journal.AnyAsync(line => line.Id > position && subjects.Contains(line.Subject), cancel);

    private sealed record Held(T Value, long Position, long Rings, long LookedAt);
}
