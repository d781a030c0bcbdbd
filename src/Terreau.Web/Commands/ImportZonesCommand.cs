using System.CommandLine;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Zones;

namespace Terreau.Web.Commands;

/// <summary>Reads published outlines of priority districts and says which are of the territory.</summary>
internal static class ImportZonesCommand
{
    private static readonly Argument<string> Given = new("fichier") { Description = "Contours publiés, en GeoJSON" };

    private static readonly Option<string> Kind = new("--kind")
    {
        Description = "Ce que sont ces zones : QPV, quartiers prioritaires", Required = true,
    };

    private static readonly Option<int> Generation = new("--generation")
    {
        Description = "L’année de leur liste : 2015 ou 2024", Required = true,
    };

    public static Command Verb()
    {
        Kind.AcceptOnlyFromAmong("QPV");
        return ImportVerb.Of(
            "zones", "Les contours publiés des quartiers prioritaires", RunAsync, [Given, Kind, Generation, ImportVerb.From]);
    }

    private static async Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var (generation, title) = (parsed.GetRequiredValue(Generation), ImportVerb.SourceOf(parsed));
        if (generation is not (2015 or 2024)) throw new StartException("Les quartiers prioritaires sont de 2015 ou de 2024.");
        var file = ZoneFile.Read(await GivenFile.JsonAsync(parsed.GetRequiredValue(Given), cancel));
        return await ImportVerb.RunAsync(options, parsed, ZoneImport.Command, async place =>
        {
            var atlas = await Atlas.ReadAsync(place.Db, cancel);
            return await new ZoneImport(place.Db).PrepareAsync(file, generation, title, atlas, cancel);
        }, cancel);
    }
}
