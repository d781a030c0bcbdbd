using System.CommandLine;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Addresses;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>Asks the national address search where the sheets with an address are; writes only when asked.</summary>
internal static class GeocodeCommand
{
    private static readonly Option<int> Most = new("--limite")
    {
        Description = "Combien d’adresses demander au plus", DefaultValueFactory = _ => 500,
    };

    public static Command Verb()
        => ImportVerb.Of("geocode", "Place sur la carte les fiches qui ont une adresse sans point exact", RunAsync, [Most]);

    private static Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        if (options.Geocoder is not { } root)
            throw new StartException("Aucune adresse n’est envoyée sans TERREAU_GEOCODER, l’adresse du service de recherche.");
        return ImportVerb.RunAsync(options, parsed, SheetPositions.Command, async place =>
        {
            var clock = place.Services.GetRequiredService<TimeProvider>();
            using var http = RemoteApi.Outgoing();
            var positions = new SheetPositions(place.Db, new Geocoder(new RemoteApi(http, clock), root, clock));
            return await positions.PrepareAsync(
                Math.Max(1, parsed.GetValue(Most)), ParisTime.DayOf(clock.GetUtcNow().UtcDateTime), cancel);
        }, cancel);
    }
}
