using System.CommandLine;
using System.Diagnostics;
using Terreau.Web.Hosting;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Commands;

internal static class ReindexCommand
{
    public static Command Verb()
    {
        var verb = new Command("reindex", "Reconstruit l’index de recherche à partir de la base");
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, RunAsync, cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(options, cancel);
        var watch = Stopwatch.StartNew();
        var (actors, offers) = await place.Services.GetRequiredService<IndexFeed>().RebuildAsync(cancel);
        Console.WriteLine(
            $"Index reconstruit : {French.Count(actors, "acteur", "acteurs")}, {French.Count(offers, "offre", "offres")}, en {watch.Elapsed.TotalSeconds:F1} s.");
        return 0;
    }
}
