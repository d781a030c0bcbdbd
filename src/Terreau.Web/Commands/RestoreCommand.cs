using System.CommandLine;
using Terreau.Web.Backups;
using Terreau.Web.Backups.Age;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Hosting;

namespace Terreau.Web.Commands;

/// <summary>Brings a backup back, into an empty folder and database; or for trial, to a place of passage.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Archive = new("sauvegarde")
    {
        Description = "L’archive, ou un dossier de sauvegardes : la plus récente",
    };

    private static readonly Option<bool> Trial = new("--essai")
    {
        Description = "Restaure dans un lieu de passage, vérifie, efface, et note que c’est fait",
    };

    public static Command Verb()
    {
        var verb = new Command(Restoring.Verb, "Rétablit une sauvegarde dans un dossier vide, et le prouve")
        {
            Archive, BackupCommand.Phrase, Trial,
        };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, (options, token) => RunAsync(options, parsed, token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var phrase = Passphrase.Read(parsed.GetValue(BackupCommand.Phrase), options.BackupPassphrase);
        var archive = Found(parsed.GetRequiredValue(Archive));
        var manifest = ArchiveReading.Prove(archive, phrase, cancel);
        Console.WriteLine($"Sauvegarde de {manifest.Territory} du {French.Instant(manifest.MadeAt)} : {ArchiveWords.Of(manifest)}.");
        if (parsed.GetValue(Trial))
        {
            var time = await new Rehearsal(options, TimeProvider.System).TryAsync(archive, phrase, manifest, cancel);
            Console.WriteLine($"Essai réussi en {French.Number((decimal)time.TotalSeconds, 1)} s : tout y est, et rien n’en est gardé.");
            return 0;
        }
        await new Restoring(options, TimeProvider.System).RestoreAsync(archive, phrase, manifest, cancel);
        Console.WriteLine($"Tout est rétabli et vérifié dans « {Path.GetFullPath(options.Data)} ». "
            + "« serve » l’ouvre et refait l’index de recherche.");
        return 0;
    }

    private static string Found(string given)
    {
        if (!Directory.Exists(given)) return given;
        return ArchiveNames.In(given) is [var (path, _), ..]
            ? path : throw new StartException($"Le dossier « {given} » ne contient aucune sauvegarde.");
    }
}
