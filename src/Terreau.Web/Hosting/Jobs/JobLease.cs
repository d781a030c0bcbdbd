using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Hosting.Jobs;

/// <summary>
/// The right of one node to run a job. It lasts as long as the connection that holds it, so that the server
/// takes it back from a node that dies. See docs/decisions/0007-jobs.md.
/// </summary>
internal sealed class JobLease : IAsyncDisposable
{
    private readonly AsyncServiceScope scope;
    private readonly IAsyncDisposable held;

    private JobLease(AsyncServiceScope scope, IAsyncDisposable held) => (this.scope, this.held) = (scope, held);

    /// <param name="isOurs">This node took that turn already, and was kept from ending it.</param>
    /// <returns>Null when another node runs the job, or had this very turn of the clock.</returns>
    public static async Task<JobLease?> TakeAsync(
        IServiceScopeFactory scopes, Job job, DateTime turn, bool isOurs, CancellationToken cancel)
    {
        var scope = scopes.CreateAsyncScope();
        IAsyncDisposable? held = null;
        var taken = false;
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
            held = await Dialect.HoldAsync(db, job.Name, cancel);
            taken = held is not null && (!job.Turn.IsOfTheClock || isOurs
                || await JobTurn.TakeAsync(db, job.Name, turn, scope.ServiceProvider.GetRequiredService<TimeProvider>(), cancel));
            return taken ? new JobLease(scope, held!) : null;
        }
        finally
        {
            if (!taken)
            {
                if (held is not null) await held.DisposeAsync();
                await scope.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await held.DisposeAsync();
        await scope.DisposeAsync();
    }
}

/// <summary>
/// The last turn of the clock a job had, on whichever node: the nodes' clocks differ by a little, and the second
/// may come when the first has finished already.
/// </summary>
internal sealed class JobTurn
{
    public required string Job { get; init; }

    /// <summary>The instant it was due, not the one at which it ran.</summary>
    public DateTime DueAt { get; private set; }

    /// <returns>False when the turn was had.</returns>
    public static async Task<bool> TakeAsync(TerreauDb db, string job, DateTime due, TimeProvider clock, CancellationToken cancel)
    {
        var turn = await db.Set<JobTurn>().FirstOrDefaultAsync(t => t.Job == job, cancel);
        if (turn is null) db.Add(turn = new JobTurn { Job = job });
        else if (turn.DueAt >= due) return false;
        turn.DueAt = due;
        await db.SaveAsync(Act.ByTask(clock, job), cancel);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<JobTurn>
    {
        public void Configure(EntityTypeBuilder<JobTurn> entity)
        {
            entity.ToTable("JobTurns");
            entity.HasKey(t => t.Job);
            entity.Property(t => t.Job).HasMaxLength(100);
        }
    }
}
