using System.CommandLine;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Sirene;

namespace Terreau.Web.Commands;

/// <summary>Narrows the national files of the register to the territory, says what they change, and writes it when asked.</summary>
internal static class SireneCommand
{
    private static readonly Option<string> Units = new("--units") { Description = "Le fichier des unités légales (CSV, Parquet ou zip)", Required = true };
    private static readonly Option<string> Establishments = new("--establishments") { Description = "Le fichier des établissements (CSV, Parquet ou zip)", Required = true };
    private static readonly Option<string?> List = new("--ess-list") { Description = "La liste des entreprises de l’ESS d’ESS France, avec sa colonne SIREN" };
    private static readonly Option<string?> ListOn = new("--ess-list-date") { Description = "Le jour ou le mois de cette liste, par exemple 2026-09" };
    private static readonly Option<string?> Successions = new("--successions") { Description = "Le fichier des liens de succession (CSV, Parquet ou zip)" };
    private static readonly Option<string?> Stock = new("--stock") { Description = "Le mois du stock, par exemple 2026-10 ; sinon le dernier mois traité du fichier" };
    private static readonly Option<bool> AcceptAbsences = new("--accept-absences") { Description = "Écrit même si plus d’un établissement sur cinq a disparu du stock" };
    private static readonly Option<bool> Write = new("--write") { Description = "Applique la différence ; sans cette option rien n’est écrit" };

    public static Command Verb()
    {
        var verb = new Command("sirene", "Les fichiers nationaux du répertoire Sirene, réduits au territoire") { Units, Establishments, List, ListOn, Successions, Stock, AcceptAbsences, Write };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, (options, token) => RunAsync(options, parsed, token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var month = Month(parsed.GetValue(Stock));
        var listOn = Day(parsed.GetValue(ListOn));
        if (parsed.GetValue(List) is null != listOn is null) throw new StartException("La liste d’ESS France se donne avec sa date : --ess-list et --ess-list-date.");
        var tables = EssTablesFile.Read(options.TerritoryFolder);
        await using var place = await Workplace.OpenAsync(options, cancel);
        if (await Seeds.Worlds.IsEmptyAsync(place.Db, cancel)) throw new StartException("La base ne contient aucun territoire : semez-en un avec « seed ».");
        var atlas = await Atlas.ReadAsync(place.Db, cancel);
        var import = new SireneImport(place.Db, tables);
        SireneDiff diff;
        await using (var stock = await SireneStock.OpenAsync(new SireneAsked
        {
            Establishments = parsed.GetRequiredValue(Establishments), Units = parsed.GetRequiredValue(Units),
            EssList = parsed.GetValue(List), Successions = parsed.GetValue(Successions), Communes = atlas.Territory.Communes, WorkFolder = options.Data,
        }, cancel))
        {
            if (stock.Establishments == 0) throw new StartException($"Le fichier ne contient aucun établissement des communes de {atlas.Territory.Name}.");
            diff = await import.PrepareAsync(stock, month, listOn, cancel);
        }
        Print(diff);
        if (!parsed.GetValue(Write))
        {
            Console.WriteLine(diff.IsEmpty ? "Rien à changer." : "Rien n’a été écrit. Ajoutez --write pour appliquer.");
            return 0;
        }
        if (diff.LosesTooMuch && !parsed.GetValue(AcceptAbsences))
            throw new StartException($"{diff.Absent} établissements ont disparu de ce stock : est-ce le bon fichier ? Si oui, ajoutez --accept-absences.");
        var lines = await import.ApplyAsync(Act.ByConsole(place.Services.GetRequiredService<TimeProvider>(), SireneImport.Command), cancel);
        Console.WriteLine(lines == 0 ? "Rien à changer." : "Écrit.");
        return 0;
    }

    private static PartialDate? Month(string? text) => text is null ? null
        : text.Length == 7 && PartialDate.TryParse(text, out var month) ? month
        : throw new StartException($"« {text} » n’est pas un mois comme 2026-10.");

    private static PartialDate? Day(string? text) => text is null ? null
        : PartialDate.TryParse(text, out var day) ? day
        : throw new StartException($"« {text} » n’est pas une date comme 2026-09.");

    private static void Print(SireneDiff diff)
    {
        foreach (var one in diff.AddedExamples) Console.WriteLine($"+ {one}");
        foreach (var change in diff.ChangedExamples)
        {
            Console.WriteLine($"~ {change.Siret}");
            foreach (var (field, before, after) in change.Fields) Console.WriteLine($"    {field} : {Said(before)} → {Said(after)}");
        }
        foreach (var one in diff.RejectedExamples) Console.WriteLine($"! {one}");
        foreach (var note in diff.Notes) Console.WriteLine($"= fiche {note.Slug} : {note.Sentence}");
        Console.WriteLine($"{diff.Read} établissements lus : {diff.NotOfTheField} hors de l’ESS, {diff.Rejected.Values.Sum()} refusés, {diff.WithoutUnit} sans unité, {diff.Repeated} répétés.");
        Console.WriteLine($"{diff.OnList} sur la liste d’ESS France, {diff.ToConfirm} à confirmer, {diff.Closed} fermés ou cessés, {diff.Partial} en diffusion partielle, {diff.Contradicted} contredits par le répertoire.");
        Console.WriteLine($"{diff.NaturalPersons} de personnes physiques dites de l’ESS : comptés, jamais gardés.");
        Console.WriteLine($"{French.Count(diff.Added, "ajouté", "ajoutés")}, {French.Count(diff.Changed, "changé", "changés")}, {French.Count(diff.Unchanged, "inchangé", "inchangés")}, {French.Count(diff.Absent, "absent", "absents")} de ce stock.");
    }

    private static string Said(string? value) => string.IsNullOrEmpty(value) ? "—" : value;
}
