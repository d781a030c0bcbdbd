using System.CommandLine;
using System.Diagnostics;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Commands;

/// <summary>Builds the index anew: here where no site is open on the data folder, else by the site, which alone may touch it.</summary>
internal static class ReindexCommand
{
    private const string Name = "reindex";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Command Verb()
    {
        var verb = new Command("reindex", "Reconstruit l’index de recherche à partir de la base ; un site ouvert le fait lui-même");
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, RunAsync, cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var (requests, request) = (new RebuildRequests(options.IndexFolder), Guid.NewGuid());
        Opening.PrepareFolder(requests.Folder);
        try
        {
            // Who holds the folder may end before it answers, or not be a site: then its place is taken.
            for (var isTold = false; ; isTold = true)
            {
                if (FolderHold.TryTake(options.Data, Name, TimeProvider.System) is { } hold) return Say(await BuildAsync(options, hold, cancel));
                if (requests.AnswerTo(request) is { } answer) return Say(answer);
                requests.Ask(request);
                if (!isTold) Console.WriteLine("Un Terreau est ouvert sur ce dossier : c’est lui qui reconstruit l’index.");
                await Task.Delay(Pause, cancel);
            }
        }
        finally
        {
            requests.Forget(request);
        }

        int Say(RebuildRequests.Answer built)
        {
            if (built.Failure is { } failure)
                throw new StartException($"L’index n’a pas pu être reconstruit, il est resté comme il était : {failure}");
            var counts = string.Join(", ", built.Built.Select(one => French.Count(one.Count, one.Noun)));
            Console.WriteLine($"Index reconstruit : {counts}, en {watch.Elapsed.TotalSeconds:F1} s.");
            return 0;
        }
    }

    private static async Task<RebuildRequests.Answer> BuildAsync(TerreauOptions options, FolderHold hold, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(options, cancel, hold);
        return new(await place.Services.GetRequiredService<IndexFeed>().RebuildAsync(cancel), null);
    }
}
