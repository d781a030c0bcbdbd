using System.CommandLine;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;

namespace Terreau.Web.Commands;

/// <summary>Compares files with the database and prints the difference; writes only when asked.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> Folder = new("dossier")
    {
        Description = "Dossier des fichiers de référence, par exemple data/est-ensemble",
    };

    public static Command Verb() => new Command("import", "Fait entrer des fichiers, à blanc par défaut")
    {
        ImportVerb.Of("territoire", "Les fichiers de référence du territoire", RunAsync, [Folder]),
        ImportActorsCommand.Verb(), SireneCommand.Verb(), ImportAidsCommand.Verb(), ImportInclusionCommand.Verb(),
        ImportZonesCommand.Verb(), ImportGrantsCommand.Verb(),
    };

    // The one source that a database without a territory takes, and of which every line is said.
    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var files = Worlds.ReadFiles(parsed.GetRequiredValue(Folder));
        await using var place = await Workplace.OpenAsync(options, cancel);
        var difference = await new TerritoryImport(place.Db).PrepareAsync(files, only: null, cancel);
        return await ImportVerb.FinishAsync(place, parsed, TerritoryImport.Command, difference, cancel, most: int.MaxValue);
    }
}
