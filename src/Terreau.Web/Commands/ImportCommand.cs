using System.CommandLine;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;

namespace Terreau.Web.Commands;

/// <summary>Compares files with the database and prints the difference; writes only when asked.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> Folder = new("dossier") { Description = "Dossier des fichiers de référence, par exemple data/est-ensemble" };
    private static readonly Option<bool> Write = new("--write") { Description = "Applique la différence ; sans cette option rien n’est écrit" };

    public static Command Verb()
    {
        var territory = new Command("territoire", "Les fichiers de référence du territoire") { Folder, Write };
        territory.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed,
            (options, token) => RunAsync(options, parsed.GetRequiredValue(Folder), parsed.GetValue(Write), token), cancel));
        return new Command("import", "Fait entrer des fichiers, à blanc par défaut") { territory, ImportActorsCommand.Verb(), SireneCommand.Verb(), ImportAidsCommand.Verb(), ImportInclusionCommand.Verb(), ImportZonesCommand.Verb(), ImportGrantsCommand.Verb() };
    }

    private static async Task<int> RunAsync(TerreauOptions options, string folder, bool write, CancellationToken cancel)
    {
        var files = Worlds.ReadFiles(folder);
        await using var place = await Workplace.OpenAsync(options, cancel);
        var import = new TerritoryImport(place.Db);
        var diff = await import.PrepareAsync(files, only: null, cancel);
        Print(diff);
        if (!write)
        {
            Console.WriteLine(diff.IsEmpty ? "Rien à changer." : "Rien n’a été écrit. Ajoutez --write pour appliquer.");
            return 0;
        }
        await import.ApplyAsync(Act.ByConsole(TimeProvider.System, TerritoryImport.Command), cancel);
        Console.WriteLine("Écrit.");
        return 0;
    }

    private static void Print(ImportDiff diff)
    {
        foreach (var subject in diff.Added) Console.WriteLine($"+ {subject.Kind} {subject.Key}");
        foreach (var change in diff.Changed)
        {
            Console.WriteLine($"~ {change.Subject.Kind} {change.Subject.Key}");
            foreach (var field in change.Fields) Console.WriteLine($"    {field.Field} : {field.Before ?? "—"} → {field.After ?? "—"}");
        }
        foreach (var subject in diff.LeftAsEdited) Console.WriteLine($"= {subject.Kind} {subject.Key} : modifiée à la main depuis, laissée");
        foreach (var subject in diff.NotInFiles) Console.WriteLine($"? {subject.Kind} {subject.Key} : absente des fichiers, laissée");
        Console.WriteLine($"{French.Count(diff.Added.Count, "ajoutée", "ajoutées")}, {French.Count(diff.Changed.Count, "changée", "changées")}, {French.Count(diff.Unchanged, "inchangée", "inchangées")}, {French.Count(diff.LeftAsEdited.Count, "laissée", "laissées")}, {French.Count(diff.NotInFiles.Count, "absente", "absentes")} des fichiers.");
    }
}
