namespace Terreau.Web.Data;

/// <summary>Rings in this process when journal lines were committed, so that the index need not wait for its next look.</summary>
internal sealed class JournalBell
{
    private volatile TaskCompletionSource next = Fresh();
    private long rings;

    /// <summary>How many times it rang: a cache is stale when this has moved.</summary>
    public long Rings => Interlocked.Read(ref rings);

    /// <summary>Hears the lines of each commit, on the thread of who wrote them: a listener does no work there.</summary>
    public event Action<IReadOnlyList<JournalEntry>>? Rang;

    public void Ring(IReadOnlyList<JournalEntry> lines)
    {
        Interlocked.Increment(ref rings);
        Interlocked.Exchange(ref next, Fresh()).TrySetResult();
        Rang?.Invoke(lines);
    }

    /// <summary>Completes at the next ring, or after <paramref name="patience"/> at the latest.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancel)
    {
        try { await next.Task.WaitAsync(patience, cancel); }
        catch (TimeoutException) { /* another node may have written: look anyway */ }
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
