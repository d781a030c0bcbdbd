using Terreau.Web.Data.Steady;

namespace Terreau.Web.Search.Projection;

/// <summary>
/// Builds the index anew for whoever asks from outside this process, beside the one that serves. Requests that came before a turn are
/// answered by that turn.
/// </summary>
internal sealed class RebuildTurns(IndexFeed feed, RebuildRequests requests, WorkerBoard board, ILogger<RebuildTurns> log)
    : SteadyWorker(board)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private bool isOpen;

    protected override string Work => "reconstruire l’index à la demande";

    protected override Task WaitAsync(CancellationToken cancel) => Task.Delay(Look, cancel);

    protected override async Task TurnAsync(CancellationToken cancel)
    {
        if (!isOpen) requests.Open();
        isOpen = true;
        var waiting = requests.Waiting();
        if (waiting.Count == 0) return;
        var answer = await BuildAsync(cancel);
        foreach (var request in waiting) requests.Say(request, answer);
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
