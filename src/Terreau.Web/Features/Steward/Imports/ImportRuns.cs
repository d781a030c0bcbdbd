using Terreau.Web.Data;
using Terreau.Web.Data.Steady;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Features.Steward.Imports;

/// <summary>
/// What this process does with files of actors beside the requests that asked for it: at most one comparison and one application of a
/// file, whoever asks and how often. Asked to stop, they are cut short, and have written nothing.
/// </summary>
internal sealed class ImportRuns(IServiceScopeFactory scopes, IndexFeed feed, TimeProvider clock, ILogger<ImportRuns> log)
    : IHostedService, IDisposable
{
    /// <summary>A request waits so long: most files are done by then, and nobody sees a page that waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // A large difference weighs a hundred megabytes.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, ImportRun> comparisons = [];
    private readonly Dictionary<Guid, ImportRun> applications = [];
    private readonly CancellationTokenSource stopping = new();

    public ImportRun? Comparison(Guid file) => Find(comparisons, file);

    public ImportRun? Application(Guid file) => Find(applications, file);

    /// <summary>Begins to compare a file, unless that is under way for the same columns.</summary>
    public ImportRun Compare(ImportedFile file)
        => Begin(comparisons, file, run => run.IsRunning && run.Mapping == file.Mapping, CompareAsync);

    /// <summary>Begins to apply what was agreed to, unless that is under way.</summary>
    public ImportRun Apply(ImportedFile file, Act act)
    {
        ImportRun? seen;
        lock (gate)
        {
            // The difference is used up: applying it changes the sheets that it holds.
            if (comparisons.Remove(file.Id, out seen) && (seen.IsRunning || seen.Mapping != file.Mapping)) seen = null;
        }
        return Begin(applications, file, run => run.IsRunning, (run, parts, kept) => ApplyAsync(run, parts, kept, seen, act));
    }

    public void Forget(Guid file)
    {
        lock (gate) comparisons.Remove(file);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        List<Task> running;
        lock (gate) running = [.. comparisons.Values.Concat(applications.Values).Select(run => run.Ended)];
        await Task.WhenAll(running).WaitAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    private ImportRun? Find(Dictionary<Guid, ImportRun> runs, Guid file)
    {
        lock (gate) return runs.GetValueOrDefault(file);
    }

    private ImportRun Begin(Dictionary<Guid, ImportRun> runs, ImportedFile file, Func<ImportRun, bool> isTheSame,
        Func<ImportRun, IServiceProvider, ImportedFile, Task> work)
    {
        lock (gate)
        {
            if (runs.TryGetValue(file.Id, out var known) && isTheSame(known)) return known;
            var scope = scopes.CreateAsyncScope();
            var run = runs[file.Id] = new ImportRun(file.Mapping, scope.ServiceProvider.GetRequiredService<ImportProgress>());
            run.Ended = Task.Run(() => WorkAsync(run, scope, () => work(run, scope.ServiceProvider, file)));
            _ = ForgetAsync(runs, file.Id, run);
            return run;
        }
    }

    private async Task WorkAsync(ImportRun run, AsyncServiceScope scope, Func<Task> work)
    {
        await using (scope)
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The agreement stays written: the next start finds it.
            }
            catch (Exception error)
            {
                log.LogError(error, "An import of actors was cut short");
                run.Failure = Outage.Is(error) ? "La base de données n’a pas répondu." : "Une erreur l’a arrêté.";
            }
        }
    }

    private async Task CompareAsync(ImportRun run, IServiceProvider parts, ImportedFile file)
    {
        var desk = parts.GetRequiredService<ImportDesk>();
        if (await desk.OpenAsync(file, stopping.Token) is not { } opened) return;
        run.Opened = opened;
        if (opened.Mapping.Refusal(opened.Table) is null) run.Diff = await desk.CompareAsync(opened, stopping.Token);
    }

    private async Task ApplyAsync(ImportRun run, IServiceProvider parts, ImportedFile file, ImportRun? seen, Act act)
    {
        run.End = await parts.GetRequiredService<AgreedImports>().RunAsync(file, seen?.Opened?.Table, seen?.Diff, act, stopping.Token);
        if (run.End != ImportEnd.Applied) return;
        parts.GetRequiredService<ImportProgress>().Say(ImportStep.Indexing);
        try
        {
            await feed.CatchUpAsync(stopping.Token);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The file is applied. The index follows by itself, and tells what keeps it from it.
            log.LogWarning(error, "The search index could not follow an import at once");
        }
    }

    private async Task ForgetAsync(Dictionary<Guid, ImportRun> runs, Guid file, ImportRun run)
    {
        try
        {
            await run.Ended;
            await Task.Delay(Kept, clock, stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        lock (gate)
        {
            if (runs.GetValueOrDefault(file) == run) runs.Remove(file);
        }
    }
}
