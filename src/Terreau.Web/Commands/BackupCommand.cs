using System.CommandLine;
using Terreau.Web.Backups;
using Terreau.Web.Backups.Age;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Hosting;

namespace Terreau.Web.Commands;

/// <summary>Keeps a copy of all that cannot be made again, beside a site that serves; says when that was last done.</summary>
internal static class BackupCommand
{
    public static readonly Option<string?> Phrase = new("--phrase")
    {
        Description = "Fichier dont la première ligne est la phrase secrète (sinon TERREAU_BACKUP_PASSPHRASE)",
    };

    private static readonly Argument<string?> Folder = new("dossier")
    {
        Description = "Dossier des sauvegardes", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> Days = Kept("--jours", "Jours dont on garde la dernière sauvegarde");
    private static readonly Option<int> Weeks = Kept("--semaines", "Semaines dont on garde la dernière sauvegarde");
    private static readonly Option<int> Months = Kept("--mois", "Mois dont on garde la dernière sauvegarde");
    private static readonly Option<bool> State = new("--etat")
    {
        Description = "Dit la dernière sauvegarde et le dernier essai, n’en fait pas",
    };


    public static Command Verb()
    {
        var verb = new Command("sauvegarde", "Copie la base, les fichiers importés et les clés dans une archive ; le site peut servir")
        {
            Folder, Phrase, Days, Weeks, Months, State,
        };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, (options, token) => parsed.GetValue(State)
            ? Task.FromResult(Tell(new BackupNotes(options)))
            : RunAsync(options, parsed, token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var folder = parsed.GetValue(Folder) ?? throw new StartException("Dites dans quel dossier : sauvegarde DOSSIER.");
        var rotation = new Rotation(parsed.GetValue(Days), parsed.GetValue(Weeks), parsed.GetValue(Months));
        if (rotation is not { Days: >= 0, Weeks: >= 0, Months: >= 0 }) throw new StartException("On garde 0, 1 ou plusieurs sauvegardes.");
        var phrase = Passphrase.Read(parsed.GetValue(Phrase), options.BackupPassphrase);
        var made = await new BackupMaking(options, TimeProvider.System).MakeAsync(folder, phrase, cancel);
        Console.WriteLine($"Sauvegarde faite et relue : {made.Path}");
        Console.WriteLine($"{Megabytes(made.Bytes)}, {Closed(made.IsEncrypted)} ; {ArchiveWords.Of(made.Manifest)}.");
        if (rotation == new Rotation(0, 0, 0)) return 0;
        var gone = rotation.Outdated(ArchiveNames.In(Path.GetFullPath(folder), made.Manifest.Territory), made.Path);
        foreach (var path in gone) File.Delete(path);
        if (gone.Count > 0) Console.WriteLine($"Anciennes sauvegardes retirées : {gone.Count}.");
        return 0;
    }

    private static int Tell(BackupNotes notes)
    {
        Console.WriteLine(notes.LastBackup is { } backup
            ? $"Dernière sauvegarde : le {French.Instant(backup.At)}, {backup.Archive} ({Megabytes(backup.Bytes)}, "
                + $"{Closed(backup.IsEncrypted)})."
            : "Aucune sauvegarde n’a encore été faite d’ici.");
        Console.WriteLine(notes.LastRehearsal is { } rehearsal
            ? $"Dernier essai de restauration : le {French.Instant(rehearsal.At)}, de la sauvegarde du {French.Instant(rehearsal.MadeAt)}, "
                + $"en {French.Number((decimal)rehearsal.Seconds, 1)} s."
            : "Aucune restauration n’a encore été essayée d’ici.");
        return 0;
    }

    private static string Closed(bool isEncrypted) => isEncrypted ? "chiffrée" : "non chiffrée";

    private static string Megabytes(long bytes) => $"{French.Number(Math.Max(0.1m, bytes / 1_000_000m), 1)} Mo";

    private static Option<int> Kept(string name, string description) => new(name) { Description = description + " ; 0 si non dit" };
}
