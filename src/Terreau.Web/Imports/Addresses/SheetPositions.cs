using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Differences;

namespace Terreau.Web.Imports.Addresses;

/// <summary>Gives a position to the sheets that have an address and no exact point; a point that someone gave is never touched.</summary>
internal sealed class SheetPositions(TerreauDb db, Geocoder geocoder)
{
    public const string Command = "placer les adresses";

    private static readonly DifferenceWords Words = new("adresse", "adresses")
    {
        Own = new Dictionary<Outcome, (string, string)>
        {
            [Outcome.Changed] = ("placée", "placées"), [Outcome.Rejected] = ("laissée à la commune", "laissées à la commune"),
        },
    };

    /// <summary>Puts the points found into the context, unsaved: saving it applies them.</summary>
    /// <param name="most">How many addresses are asked for.</param>
    public async Task<Difference> PrepareAsync(int most, DateOnly today, CancellationToken cancel)
    {
        var difference = new Difference(Words);
        foreach (var sheet in await ToPlaceAsync(most, cancel))
        {
            // Several towns, or none: the answer could not be held to one.
            var answer = sheet.Communes.Concat(sheet.OutsideCommunes).Distinct(StringComparer.Ordinal).ToList() is [var commune]
                ? await geocoder.FindAsync(sheet.Address!, commune, cancel)
                : GeocodeAnswer.Refused("la fiche ne dit pas une commune");
            if (!answer.IsPoint) difference.Add(Outcome.Rejected, sheet.Slug, answer.Refusal);
            else
            {
                difference.Add(Outcome.Changed, sheet.Slug, answer.Point.Label + (answer.Point.IsHouse ? "" : ", au milieu de la voie"));
                Place(sheet, answer.Point, today);
            }
        }
        var source = new Source
        {
            Key = Organisation.Geocoded, Title = "Base Adresse Nationale, recherche d’adresses de la Géoplateforme",
            Publisher = "IGN, Direction interministérielle du numérique", Url = "https://adresse.data.gouv.fr",
            Licence = "Licence Ouverte 2.0", PublishedOn = PartialDate.Of(today),
        };
        if (!difference.IsEmpty) await db.KnowAsync(source, cancel);
        return difference;
    }

    private Task<List<Organisation>> ToPlaceAsync(int most, CancellationToken cancel)
        => db.Organisations.Where(sheet => sheet.Status == SheetStatus.Published && sheet.Address != null)
            .Where(sheet => sheet.Precision == "commune" || sheet.Precision == "inconnue")
            .OrderBy(sheet => sheet.Slug).Take(most).ToListAsync(cancel);

    private static void Place(Organisation sheet, GeocodedPoint point, DateOnly today)
    {
        (sheet.Latitude, sheet.Longitude) = (Math.Round(point.Latitude, 6), Math.Round(point.Longitude, 6));
        sheet.Precision = point.IsHouse ? "exacte" : "rue";
        var fact = new SourcedFact(SheetFields.Position, Organisation.Geocoded, PartialDate.Of(today));
        sheet.Evidence = [.. sheet.Evidence.Where(known => known.Text != SheetFields.Position), fact];
    }
}
