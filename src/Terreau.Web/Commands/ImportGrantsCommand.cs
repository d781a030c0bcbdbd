using System.CommandLine;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Funding;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>Reads a published file of grants and says which concern the directory; writes only when asked.</summary>
internal static class ImportGrantsCommand
{
    private static readonly Argument<string> Place = new("fichier") { Description = "Subventions publiées : tableau SCDL, tableau ou liste 360Giving" };
    private static readonly Option<string> From = new("--source") { Description = "Nom de la source, toujours le même pour le même producteur", Required = true };
    private static readonly Option<bool> Write = new("--write") { Description = "Applique la différence ; sans cette option rien n’est écrit" };

    public static Command Verb()
    {
        var verb = new Command("subventions", "Qui a financé qui, d’après les subventions publiées") { Place, From, Write };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, (options, token) => RunAsync(options, parsed.GetRequiredValue(Place), parsed.GetRequiredValue(From).Trim(), parsed.GetValue(Write), token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, string path, string title, bool write, CancellationToken cancel)
    {
        if (title.Length is 0 or > ImportedFile.LongestSource) throw new StartException($"Le nom de la source compte de 1 à {ImportedFile.LongestSource} caractères.");
        if (!File.Exists(path)) throw new StartException($"Le fichier « {path} » n’existe pas.");
        if (new FileInfo(path).Length > TableFile.MaxBytes) throw new StartException($"Ce fichier pèse plus de {TableFile.MaxBytes / 1_000_000} Mo : coupez-le en plusieurs.");
        await using var place = await Workplace.OpenAsync(options, cancel);
        var clock = place.Services.GetRequiredService<TimeProvider>();
        var import = new GrantImport(place.Db);
        GrantDiff diff;
        try
        {
            diff = await import.PrepareAsync(GrantFile.Read(await File.ReadAllBytesAsync(path, cancel), cancel), title, ParisTime.DayOf(clock.GetUtcNow().UtcDateTime), cancel);
        }
        catch (UnreadableFileException fault)
        {
            throw new StartException(fault.Message);
        }
        OfferPrinting.Lines(diff.Rejected.Select(fault => $"! ligne {fault.Line} : {fault.Sentence}"));
        OfferPrinting.Lines(diff.Added.Select(grant => $"+ {grant.FunderName} → {grant.BeneficiaryName}, {grant.AmountCents / 100m:N2} {grant.Currency}"));
        OfferPrinting.Lines(diff.Changed.Select(change => $"~ {change.Grant.BeneficiaryName} : {change.Before / 100m:N2} → {change.After / 100m:N2}"));
        Console.WriteLine($"{French.Count(diff.Read, "ligne", "lignes")} : {French.Count(diff.Added.Count, "ajoutée", "ajoutées")}, {French.Count(diff.Changed.Count, "changée", "changées")}, {French.Count(diff.Unchanged, "inchangée", "inchangées")}, {French.Count(diff.Repeated, "répétée", "répétées")}, {French.Count(diff.Rejected.Count, "refusée", "refusées")}.");
        Console.WriteLine($"{diff.Elsewhere} hors de l’annuaire. {diff.Persons} pour des personnes, ou qui peuvent l’être : comptées, jamais gardées.");
        if (diff.IsEmpty || !write)
        {
            Console.WriteLine(diff.IsEmpty ? "Rien à changer." : "Rien n’a été écrit. Ajoutez --write pour appliquer.");
            return 0;
        }
        await import.ApplyAsync(Act.ByConsole(clock, GrantImport.Command), cancel);
        Console.WriteLine("Écrit.");
        return 0;
    }
}
