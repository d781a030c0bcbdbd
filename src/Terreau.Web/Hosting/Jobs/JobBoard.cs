using System.Collections.Concurrent;
using Quartz;
using Terreau.Web.Data;
using Terreau.Web.Data.Steady;

namespace Terreau.Web.Hosting.Jobs;

/// <summary>The jobs by name, what rang and was not yet heard, and how each last ended.</summary>
internal sealed class JobBoard(
    IEnumerable<Job> jobs, JournalBell bell, ISchedulerFactory schedulers, WorkerBoard workers, ILogger<JobBoard> log) : IHostedService
{
    private readonly Dictionary<string, Job> byName = jobs.ToDictionary(job => job.Name);
    private readonly ConcurrentDictionary<string, bool> ringing = new();

    public Job this[string name] => byName[name];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        bell.Rang += Hear;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        bell.Rang -= Hear;
        return Task.CompletedTask;
    }

    /// <summary>A run begins: what rings from now on is for the next one.</summary>
    public void Begin(Job job) => ringing.TryRemove(job.Name, out _);

    public void Succeed(Job job) => workers.Recover(job.Name);

    public void Fail(Job job, Exception error) => workers.Falter(job.Name, error);

    private void Hear(IReadOnlyList<JournalEntry> lines)
    {
        foreach (var job in byName.Values)
        {
            if (job.RungBy is null || !lines.Any(line => line.Subject == job.RungBy && line.Change == JournalChange.Created)) continue;
            // A hundred letters put while one leaves ask for one more run, not for a hundred.
            if (ringing.TryAdd(job.Name, true)) _ = TriggerAsync(job);
        }
    }

    private async Task TriggerAsync(Job job)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler();
            await scheduler.TriggerJob(new JobKey(job.Name));
        }
        catch (SchedulerException error)
        {
            // Not started yet, or stopping: the job has its turn anyway.
            Begin(job);
            log.LogDebug(error, "The job « {Job} » could not be rung", job.Name);
        }
    }
}
