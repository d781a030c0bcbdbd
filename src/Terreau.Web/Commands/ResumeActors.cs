using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Actors;

namespace Terreau.Web.Commands;

/// <summary>Takes up the imports of actors that were cut short, in the order in which they were begun.</summary>
internal static class ResumeActors
{
    public static async Task<int> RunAsync(TerreauOptions options, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(options, cancel);
        var agreed = place.Services.GetRequiredService<AgreedImports>();
        var unfinished = await agreed.UnfinishedAsync(cancel);
        if (unfinished.Count == 0)
        {
            Console.WriteLine("Aucun import n’est interrompu.");
            return 0;
        }
        var left = new List<string>();
        foreach (var file in unfinished)
        {
            ImportEnd end;
            var act = Act.ByConsole(place.Services.GetRequiredService<TimeProvider>(), ActorImport.Command, file.FileName);
            using (TerminalProgress.Follow(place.Services.GetRequiredService<ImportProgress>()))
                end = await agreed.RunAsync(file, table: null, known: null, act, cancel);
            place.Db.ChangeTracker.Clear();
            var name = $"« {file.FileName} » ({file.SourceTitle})";
            if (end is ImportEnd.Applied) Console.WriteLine($"{name} : écrit. {file.Outcome}");
            else left.Add($"{name} : {WhyNot(end)}");
        }
        return left.Count == 0 ? 0 : throw new StartException(string.Join(Environment.NewLine, left));
    }

    private static string WhyNot(ImportEnd end) => end switch
    {
        ImportEnd.AlreadyApplied => "il vient d’être appliqué.",
        ImportEnd.Held => "un autre programme est en train de l’appliquer.",
        ImportEnd.Lost => "son original n’est plus gardé. Envoyez-le de nouveau.",
        _ => "l’annuaire a changé depuis, rien n’est écrit. Regardez de nouveau ce qui change.",
    };
}
