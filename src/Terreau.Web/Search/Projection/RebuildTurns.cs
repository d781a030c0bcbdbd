namespace Terreau.Web.Search.Projection;

/// <summary>
/// Builds the index anew for whoever asks from outside this process, beside the one that serves. Requests that came before a turn are
/// answered by that turn.
/// </summary>
internal sealed class RebuildTurns(IndexFeed feed, RebuildRequests requests, ILogger<RebuildTurns> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        try
        {
            requests.Open();
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TurnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { /* who waits takes the folder over */ }
    }

    private async Task TurnAsync(CancellationToken cancel)
    {
        try
        {
            var waiting = requests.Waiting();
            if (waiting.Count == 0) return;
            var answer = await BuildAsync(cancel);
            foreach (var request in waiting) requests.Say(request, answer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogError(error, "A request to build the index anew could not be answered");
        }
    }

    private async Task<RebuildRequests.Answer> BuildAsync(CancellationToken cancel)
    {
        try
        {
            return new(await feed.RebuildAsync(cancel), null);
        }
        // Whatever it is, the index that serves has not changed, and who asked must know.
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "The search index could not be built anew");
            return new([], error.Message);
        }
    }
}
