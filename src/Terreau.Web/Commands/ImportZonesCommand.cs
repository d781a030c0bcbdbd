using System.CommandLine;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Imports.Zones;

namespace Terreau.Web.Commands;

/// <summary>Reads published outlines of priority districts and says which are of the territory; writes only when asked.</summary>
internal static class ImportZonesCommand
{
    private static readonly Argument<string> Place = new("fichier") { Description = "Contours publiés, en GeoJSON" };
    private static readonly Option<string> Kind = new("--kind") { Description = "Ce que sont ces zones : QPV, quartiers prioritaires", Required = true };
    private static readonly Option<int> Generation = new("--generation") { Description = "L’année de leur liste : 2015 ou 2024", Required = true };
    private static readonly Option<string> From = new("--source") { Description = "Nom de la source, toujours le même pour le même producteur", Required = true };
    private static readonly Option<bool> Write = new("--write") { Description = "Applique la différence ; sans cette option rien n’est écrit" };

    public static Command Verb()
    {
        Kind.AcceptOnlyFromAmong("QPV");
        var verb = new Command("zones", "Les contours publiés des quartiers prioritaires") { Place, Kind, Generation, From, Write };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, (options, token) => RunAsync(options, parsed, token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var (generation, title) = (parsed.GetRequiredValue(Generation), parsed.GetRequiredValue(From).Trim());
        if (generation is not (2015 or 2024)) throw new StartException("Les quartiers prioritaires sont de 2015 ou de 2024.");
        if (title.Length is 0 or > ImportedFile.LongestSource) throw new StartException($"Le nom de la source compte de 1 à {ImportedFile.LongestSource} caractères.");
        var root = await ImportAidsCommand.JsonAsync(parsed.GetRequiredValue(Place), cancel);
        await using var place = await Workplace.OpenAsync(options, cancel);
        if (await Seeds.Worlds.IsEmptyAsync(place.Db, cancel)) throw new StartException("La base ne contient aucun territoire : semez-en un avec « seed ».");
        ZoneFile file;
        try
        {
            file = ZoneFile.Read(root);
        }
        catch (UnreadableFileException fault)
        {
            throw new StartException(fault.Message);
        }
        var import = new ZoneImport(place.Db);
        var diff = await import.PrepareAsync(file, generation, title, await Atlas.ReadAsync(place.Db, cancel), cancel);
        OfferPrinting.Lines(file.Faults.Select(fault => $"! contour {fault.Rank} : {fault.Sentence}"));
        OfferPrinting.Lines(diff.Added.Select(zone => $"+ {zone.Code} : {zone.Name}"));
        OfferPrinting.Lines(diff.Drawn.Select(zone => $"~ {zone.Code} : {zone.Name} prend son contour"));
        OfferPrinting.Lines(diff.NotInFile.Select(name => $"? {name} : toujours sans contour"));
        Console.WriteLine($"{French.Count(file.Records.Count + file.Faults.Count, "contour", "contours")} : {French.Count(diff.Added.Count, "ajouté", "ajoutés")}, {French.Count(diff.Drawn.Count, "donné", "donnés")} à une zone connue, {French.Count(diff.Unchanged, "inchangé", "inchangés")}, {diff.Elsewhere} ailleurs, {French.Count(file.Faults.Count, "refusé", "refusés")}.");
        if (diff.IsEmpty || !parsed.GetValue(Write))
        {
            Console.WriteLine(diff.IsEmpty ? "Rien à changer." : "Rien n’a été écrit. Ajoutez --write pour appliquer.");
            return 0;
        }
        await import.ApplyAsync(Act.ByConsole(place.Services.GetRequiredService<TimeProvider>(), ZoneImport.Command), cancel);
        Console.WriteLine("Écrit.");
        return 0;
    }
}
