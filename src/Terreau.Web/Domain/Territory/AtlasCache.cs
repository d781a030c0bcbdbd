using Terreau.Web.Data;

namespace Terreau.Web.Domain.Territory;

/// <summary>
/// The atlas in memory, read again after a write in this process, and every minute for what other
/// nodes wrote: a commune's name may be a minute late, never half changed.
/// </summary>
internal sealed class AtlasCache(IServiceScopeFactory scopes, JournalBell bell, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim reading = new(1);
    private volatile Held? held;

    public ValueTask<Atlas> GetAsync(CancellationToken cancel = default)
        => held is { } current && IsFresh(current) ? new(current.Atlas) : new(ReadAsync(cancel));

    public void Dispose() => reading.Dispose();

    private bool IsFresh(Held current) => current.Rings == bell.Rings && clock.GetElapsedTime(current.ReadAt) < Patience;

    private async Task<Atlas> ReadAsync(CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        try
        {
            if (held is { } current && IsFresh(current)) return current.Atlas;
            var rings = bell.Rings;
            await using var scope = scopes.CreateAsyncScope();
            var atlas = await Atlas.ReadAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), cancel);
            held = new Held(atlas, rings, clock.GetTimestamp());
            return atlas;
        }
        finally
        {
            reading.Release();
        }
    }

    private sealed record Held(Atlas Atlas, long Rings, long ReadAt);
}
