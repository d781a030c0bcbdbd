using Quartz;
using Terreau.Web.Data.Steady;
using Terreau.Web.Hosting.Watch.Sent;

namespace Terreau.Web.Hosting.Jobs;

/// <summary>One turn of one job: takes the lease, works, and never lets a failure out.</summary>
[DisallowConcurrentExecution]
internal sealed class JobRun(
    JobBoard board, JobOutcomes outcomes, Measures measures, IServiceScopeFactory scopes, TimeProvider clock, IHostApplicationLifetime life)
    : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var job = board[context.JobDetail.Key.Name];
        board.Begin(job);
        // Asked to stop, a job ends what it has under way; the scheduler waits for it.
        var stopping = life.ApplicationStopping;
        if (stopping.IsCancellationRequested) return;
        var turn = (context.ScheduledFireTimeUtc ?? context.FireTimeUtc).UtcDateTime;
        var isOurs = false;
        for (var failures = 1; ; failures++)
        {
            try
            {
                await using (var lease = await JobLease.TakeAsync(scopes, job, turn, isOurs, stopping))
                {
                    isOurs = lease is not null;
                    if (isOurs) await WorkAsync(job, stopping);
                }
                board.Succeed(job);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // What was not done has its turn after the next start.
                return;
            }
            catch (Exception error)
            {
                board.Fail(job, error);
                // Of what comes three times a minute the next turn is a try; of what comes at night it is a day away.
                if (!job.Turn.IsOfTheClock || !Outage.Is(error)) return;
            }
            try { await Task.Delay(Outage.PauseAfter(failures), clock, stopping); }
            catch (OperationCanceledException) { return; }
        }
    }

    private async Task WorkAsync(Job job, CancellationToken stopping)
    {
        var begun = clock.GetTimestamp();
        using var span = Measures.Begin(job);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await job.Work(scope.ServiceProvider, stopping);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            outcomes.Fail(job.Name, failure);
            measures.End(job, span, clock.GetElapsedTime(begun), succeeded: false);
            throw;
        }
        outcomes.Succeed(job.Name, clock.GetElapsedTime(begun));
        measures.End(job, span, clock.GetElapsedTime(begun), succeeded: true);
    }
}
