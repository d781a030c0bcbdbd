using Terreau.Web.Data;

namespace Terreau.Web.Domain.Deciding;

/// <summary>Steps that the clock takes where no person did. An area adds one as a service; one job runs them all.</summary>
internal abstract class Deadline
{
    /// <summary>As the journal says it: "demander si les fiches sont à jour".</summary>
    public abstract string Command { get; }

    /// <summary>The things whose time may have come.</summary>
    public abstract Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancel);

    /// <summary>Takes the step of one thing, once it is read again: its people may have come meanwhile. The caller saves.</summary>
    public abstract Task TakeAsync(Guid id, Act act, CancellationToken cancel);
}

/// <summary>Runs what is due. Run again the same day, it does nothing more.</summary>
internal sealed class Deadlines(TerreauDb db, IEnumerable<Deadline> deadlines, TimeProvider clock)
{
    public const string Command = "faire ce dont le jour est venu";

    public async Task RunAsync(CancellationToken cancel)
    {
        var failures = new List<Exception>();
        foreach (var deadline in deadlines)
        {
            foreach (var id in await deadline.DueAsync(cancel))
            {
                cancel.ThrowIfCancellationRequested();
                try
                {
                    await TakeAsync(deadline, id, cancel);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    // One thing in trouble does not keep the others from their turn.
                    failures.Add(error);
                }
            }
        }
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <summary>One thing, all or nothing: its state and its mails are saved together.</summary>
    private async Task TakeAsync(Deadline deadline, Guid id, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.AloneAsync(cancel);
        var act = Act.ByTask(clock, deadline.Command);
        await deadline.TakeAsync(id, act, cancel);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }
}
