using System.Collections.Concurrent;
using Terreau.Web.Data.Steady;

namespace Terreau.Web.Hosting.Jobs;

/// <summary>How the jobs of this process last ended, since it started: for whoever looks after the site.</summary>
internal sealed class JobOutcomes(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, JobOutcome> outcomes = new(StringComparer.Ordinal);

    /// <summary>Since when they are noted, in UTC.</summary>
    public DateTime Since { get; } = clock.GetUtcNow().UtcDateTime;

    public JobOutcome? Of(string job) => outcomes.GetValueOrDefault(job);

    public void Succeed(string job, TimeSpan took) => Note(job, before => before with
    {
        SucceededAt = clock.GetUtcNow().UtcDateTime, Took = took,
    });

    public void Fail(string job, Exception failure) => Note(job, before => before with
    {
        FailedAt = clock.GetUtcNow().UtcDateTime, IsOutage = Outage.Is(failure),
    });

    private void Note(string job, Func<JobOutcome, JobOutcome> change)
        => outcomes.AddOrUpdate(job, _ => change(new JobOutcome()), (_, before) => change(before));
}

/// <param name="SucceededAt">The end of the last turn that succeeded, in UTC.</param>
/// <param name="FailedAt">The end of the last one that failed, in UTC.</param>
/// <param name="IsOutage">That one failed because the database did not answer.</param>
/// <param name="Took">How long the last one that succeeded took.</param>
internal sealed record JobOutcome(
    DateTime? SucceededAt = null, DateTime? FailedAt = null, bool IsOutage = false, TimeSpan Took = default)
{
    /// <summary>Whether the last turn failed.</summary>
    public bool Fails => FailedAt is { } failed && !(SucceededAt > failed);
}
