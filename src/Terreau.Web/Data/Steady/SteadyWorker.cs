namespace Terreau.Web.Data.Steady;

/// <summary>
/// Work without end beside the requests, turn after turn. A turn that fails, for whatever reason, is told and taken again after a pause
/// that grows; nothing ends the work but the end of the program, and it ends nothing. A test allows no other background service.
/// </summary>
internal abstract class SteadyWorker(WorkerBoard board) : BackgroundService
{
    /// <summary>What it does, as a verb, for whoever looks after the site: "suivre le journal".</summary>
    protected abstract string Work { get; }

    /// <summary>Until its next turn.</summary>
    protected abstract Task WaitAsync(CancellationToken cancel);

    /// <summary>One turn; after a failure the same turn is tried again.</summary>
    protected abstract Task TurnAsync(CancellationToken cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The site does not wait for a first turn.
        await Task.Yield();
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                if (failures > 0) await Task.Delay(Outage.PauseAfter(failures), stoppingToken);
                else await WaitAsync(stoppingToken);
                await TurnAsync(stoppingToken);
                board.Recover(Work);
                failures = 0;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // What was not done is done after the next start.
            }
            catch (Exception failure)
            {
                failures++;
                board.Falter(Work, failure);
            }
        }
    }
}
