using System.Collections.Concurrent;

namespace Terreau.Web.Data.Steady;

/// <summary>Which of the work beside the requests does not succeed for now: told to the log, and by the readiness of the site.</summary>
internal sealed class WorkerBoard(TimeProvider clock, ILogger<WorkerBoard> log)
{
    private readonly ConcurrentDictionary<string, FalteringWork> faltering = new(StringComparer.Ordinal);

    public IReadOnlyList<FalteringWork> Faltering => [.. faltering.Values.OrderBy(work => work.Name, StringComparer.Ordinal)];

    /// <summary>The same failure in a row is told once: there may be several a minute.</summary>
    public void Falter(string work, Exception failure)
    {
        // What the database does is no fault of ours: its reasons change while it goes and comes, and its trace teaches nothing.
        var isOutage = Outage.Is(failure);
        var told = isOutage ? "" : $"{failure.GetType()}: {failure.Message}";
        var before = faltering.GetValueOrDefault(work);
        faltering[work] = new FalteringWork(work, before?.Since ?? clock.GetUtcNow().UtcDateTime, told);
        if (before?.Told == told) return;
        if (isOutage)
            log.LogError("« {Work} » is tried again: the database does not answer ({Reason})", work, failure.GetBaseException().Message);
        else log.LogError(failure, "« {Work} » failed, and is tried again", work);
    }

    public void Recover(string work)
    {
        if (faltering.TryRemove(work, out _)) log.LogWarning("« {Work} » works again", work);
    }
}

/// <param name="Name">What is done, as a verb.</param>
/// <param name="Since">When it failed for the first time in a row, in UTC.</param>
/// <param name="Told">The last failure as the log was told; empty for an outage of the database.</param>
internal sealed record FalteringWork(string Name, DateTime Since, string Told);
