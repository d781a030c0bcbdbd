using Quartz;

namespace Terreau.Web.Hosting.Jobs;

/// <summary>One turn of one job: takes the lease, works, and never lets a failure out.</summary>
[DisallowConcurrentExecution]
internal sealed class JobRun(JobBoard board, IServiceScopeFactory scopes, IHostApplicationLifetime life) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var job = board[context.JobDetail.Key.Name];
        board.Begin(job);
        // Asked to stop, a job ends what it has under way; the scheduler waits for it.
        var stopping = life.ApplicationStopping;
        if (stopping.IsCancellationRequested) return;
        try
        {
            var turn = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
            await using var lease = await JobLease.TakeAsync(scopes, job, turn.UtcDateTime, stopping);
            if (lease is null) return;
            await using var scope = scopes.CreateAsyncScope();
            await job.Work(scope.ServiceProvider, stopping);
            board.Succeed(job);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not done has its turn after the next start.
        }
        catch (Exception error)
        {
            board.Fail(job, error);
        }
    }
}
