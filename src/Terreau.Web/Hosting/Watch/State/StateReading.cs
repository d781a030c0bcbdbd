using Microsoft.EntityFrameworkCore;
using Quartz;
using Terreau.Web.Data;
using Terreau.Web.Data.Steady;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Hosting.Jobs;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Hosting.Watch.State;

/// <summary>Reads how the site is; changes nothing.</summary>
internal sealed class StateReading(
    TerreauDb db, TerreauOptions options, SearchIndexes indexes, JobOutcomes outcomes, WorkerBoard workers, IEnumerable<Job> jobs,
    IServiceProvider parts, TimeProvider clock)
{
    public async Task<SiteState> ReadAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (server, bytes, nodes) = await Dialect.DescribeAsync(db, cancel);
        return new SiteState
        {
            At = now, StartedAt = outcomes.Since,
            Database = new DatabaseState(server, bytes, (await db.Database.GetAppliedMigrationsAsync(cancel)).LastOrDefault() ?? "", nodes),
            Disk = ReadDisk(options.Data),
            Mails = await ReadMailsAsync(now, cancel),
            Index = await ReadIndexAsync(cancel),
            Jobs = options.Jobs ? await ReadJobsAsync(cancel) : null,
            Faltering = workers.Faltering,
        };
    }

    private static DiskState ReadDisk(string folder)
    {
        var drive = new DriveInfo(Path.GetFullPath(folder));
        return new DiskState(drive.AvailableFreeSpace, drive.TotalSize);
    }

    private async Task<MailState> ReadMailsAsync(DateTime now, CancellationToken cancel)
    {
        var mails = db.OutgoingMails.AsNoTracking();
        var due = await mails.Waiting().Where(mail => mail.NotBefore == null || mail.NotBefore <= now)
            .MinAsync(mail => (DateTime?)(mail.NotBefore ?? mail.CreatedAt), cancel);
        return new MailState(await mails.Waiting().CountAsync(cancel), due, await mails.GivenUp().CountAsync(cancel),
            options.Smtp is not null);
    }

    private async Task<IndexState> ReadIndexAsync(CancellationToken cancel)
        => new([.. indexes.All.Select(one => (one.Kind.Schema.Name, one.Index.Count))], await IndexFeed.BehindAsync(db, indexes, cancel));

    private async Task<IReadOnlyList<JobState>> ReadJobsAsync(CancellationToken cancel)
    {
        var turns = await db.Set<JobTurn>().AsNoTracking().ToDictionaryAsync(turn => turn.Job, turn => turn.DueAt, cancel);
        var scheduler = await parts.GetRequiredService<ISchedulerFactory>().GetScheduler(cancel);
        var states = new List<JobState>();
        foreach (var job in jobs.OrderBy(job => job.Name, StringComparer.Ordinal))
        {
            var trigger = await scheduler.GetTrigger(new TriggerKey(job.Name), cancel);
            states.Add(new JobState(job.Name, outcomes.Of(job.Name),
                job.Turn.IsOfTheClock && turns.TryGetValue(job.Name, out var due) ? due : null,
                trigger?.GetFireTimeAfter(clock.GetUtcNow())?.UtcDateTime));
        }
        return states;
    }
}
