using Microsoft.EntityFrameworkCore;

namespace Terreau.Web.Data.Steady;

/// <summary>
/// Brings what SQLite keeps in its write-ahead log into the file of the database, whenever nobody writes for a moment, and at the end. By
/// itself it does so every thousand pages: the whole of a small installation would stay in a file that copies forget.
/// </summary>
internal sealed class LogSettling(IServiceScopeFactory scopes, WorkerBoard board) : SteadyWorker(board)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private (long Length, DateTime WrittenAt) seen;

    protected override string Work => "ranger le journal de SQLite";

    protected override Task WaitAsync(CancellationToken cancel) => Task.Delay(Moment, cancel);

    protected override async Task TurnAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        var log = new FileInfo(db.Database.GetDbConnection().DataSource + "-wal");
        var before = seen;
        seen = log.Exists ? (log.Length, log.LastWriteTimeUtc) : default;
        if (seen.Length > 0 && seen == before) await Dialect.SettleAsync(db, cancel);
    }

    /// <summary>Stands first among what the site starts, and so is stopped last: nobody writes any more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await Dialect.SettleAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), cancellationToken);
        }
        catch (Exception failure) when (Outage.Is(failure))
        {
            // A full disk: it stays in the log, from where the next start reads it.
        }
    }
}
