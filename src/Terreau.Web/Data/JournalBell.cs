using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Terreau.Web.Data.Keeping;

namespace Terreau.Web.Data;

/// <summary>Rings in this process when journal lines were committed, so that the index need not wait for its next look.</summary>
internal sealed class JournalBell
{
    private volatile TaskCompletionSource next = Fresh();
    private readonly ConcurrentDictionary<string, StrongBox<long>> rings = new(StringComparer.Ordinal);

    /// <summary>Counts from now on how often it rings for these subjects.</summary>
    public JournalTally TallyOf(IEnumerable<string> subjects) => new([.. subjects.Select(CountOf)]);

    /// <summary>Hears the lines of each commit, on the thread of who wrote them: a listener does no work there.</summary>
    public event Action<IReadOnlyList<JournalEntry>>? Rang;

    public void Ring(IReadOnlyList<JournalEntry> lines)
    {
        foreach (var line in lines) Interlocked.Increment(ref CountOf(line.Subject).Value);
        Interlocked.Exchange(ref next, Fresh()).TrySetResult();
        Rang?.Invoke(lines);
    }

    /// <summary>Nobody knows any more what was written: whatever is made of the journal is looked at again.</summary>
    public void RingForAll()
    {
        foreach (var count in rings.Values) Interlocked.Increment(ref count.Value);
        Interlocked.Exchange(ref next, Fresh()).TrySetResult();
    }

    /// <summary>Completes at the next ring, or after <paramref name="patience"/> at the latest.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancel)
    {
        try { await next.Task.WaitAsync(patience, cancel); }
        catch (TimeoutException) { /* another node may have written: look anyway */ }
    }

    private StrongBox<long> CountOf(string subject) => rings.GetOrAdd(subject, _ => new StrongBox<long>());

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
