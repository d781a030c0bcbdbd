using System.CommandLine;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Addresses;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>Asks the national address search where the sheets with an address are; writes only when asked.</summary>
internal static class GeocodeCommand
{
    private static readonly Option<int> Most = new("--limite") { Description = "Combien d’adresses demander au plus", DefaultValueFactory = _ => 500 };
    private static readonly Option<bool> Write = new("--write") { Description = "Écrit les positions trouvées ; sans cette option rien n’est écrit" };

    public static Command Verb()
    {
        var verb = new Command("geocode", "Place sur la carte les fiches qui ont une adresse sans point exact") { Most, Write };
        verb.SetAction((parsed, cancel) => ConsoleRoot.GuardAsync(parsed, (options, token) => RunAsync(options, parsed.GetValue(Most), parsed.GetValue(Write), token), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(TerreauOptions options, int most, bool write, CancellationToken cancel)
    {
        if (options.Geocoder is not { } root) throw new StartException("Aucune adresse n’est envoyée sans TERREAU_GEOCODER, l’adresse du service de recherche.");
        await using var place = await Workplace.OpenAsync(options, cancel);
        var clock = place.Services.GetRequiredService<TimeProvider>();
        using var http = RemoteApi.Outgoing();
        var positions = new SheetPositions(place.Db, new Geocoder(new RemoteApi(http, clock), root, clock));
        IReadOnlyList<SheetPositions.Placing> placings;
        try
        {
            placings = await positions.PrepareAsync(Math.Max(1, most), ParisTime.DayOf(clock.GetUtcNow().UtcDateTime), cancel);
        }
        catch (UnreadableFileException fault)
        {
            throw new StartException(fault.Message);
        }
        OfferPrinting.Lines(placings.Where(placing => !placing.Answer.IsPoint).Select(placing => $"! {placing.Sheet.Slug} : {placing.Answer.Refusal}"));
        OfferPrinting.Lines(placings.Where(placing => placing.Answer.IsPoint).Select(placing => $"+ {placing.Sheet.Slug} : {placing.Answer.Point.Label}{(placing.Answer.Point.IsHouse ? "" : ", au milieu de la voie")}"));
        var found = placings.Count(placing => placing.Answer.IsPoint);
        Console.WriteLine($"{placings.Count} adresses demandées, {found} placées, {placings.Count - found} laissées à la commune.");
        if (found == 0 || !write)
        {
            Console.WriteLine(found == 0 ? "Rien à changer." : "Rien n’a été écrit. Ajoutez --write pour appliquer.");
            return 0;
        }
        await positions.ApplyAsync(Act.ByConsole(clock, SheetPositions.Command), cancel);
        Console.WriteLine("Écrit.");
        return 0;
    }
}
