using System.CommandLine;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Funding;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>Reads a published file of grants and says which concern the directory.</summary>
internal static class ImportGrantsCommand
{
    private static readonly Argument<string> Given = new("fichier")
    {
        Description = "Subventions publiées : tableau SCDL, tableau ou liste 360Giving",
    };

    public static Command Verb() => ImportVerb.Of(
        "subventions", "Qui a financé qui, d’après les subventions publiées", RunAsync, [Given, ImportVerb.From]);

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var title = ImportVerb.SourceOf(parsed);
        var content = await GivenFile.BytesAsync(parsed.GetRequiredValue(Given), cancel);
        using var workers = GivenFile.Workers();
        var grants = await GrantFile.ReadAsync(content, new TableReader(workers, options), cancel);
        return await ImportVerb.RunAsync(options, parsed, GrantImport.Command, place =>
        {
            var today = ParisTime.DayOf(place.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
            return new GrantImport(place.Db).PrepareAsync(grants, title, today, cancel);
        }, cancel);
    }
}
