using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Imports.Addresses;

/// <summary>Gives a position to the sheets that have an address and no exact point; a point that someone gave is never touched.</summary>
internal sealed class SheetPositions(TerreauDb db, Geocoder geocoder)
{
    public const string Command = "placer les adresses";

    /// <summary>Puts the points found into the context, unsaved.</summary>
    /// <param name="most">How many addresses are asked for.</param>
    public async Task<IReadOnlyList<Placing>> PrepareAsync(int most, DateOnly today, CancellationToken cancel)
    {
        var sheets = await db.Organisations.Where(sheet => sheet.Status == SheetStatus.Published && sheet.Address != null && (sheet.Precision == "commune" || sheet.Precision == "inconnue"))
            .OrderBy(sheet => sheet.Slug).Take(most).ToListAsync(cancel);
        var placings = new List<Placing>();
        foreach (var sheet in sheets)
        {
            // Several towns, or none: the answer could not be held to one.
            var answer = sheet.Communes.Concat(sheet.OutsideCommunes).Distinct(StringComparer.Ordinal).ToList() is [var commune]
                ? await geocoder.FindAsync(sheet.Address!, commune, cancel)
                : GeocodeAnswer.Refused("la fiche ne dit pas une commune");
            placings.Add(new Placing(sheet, answer));
            if (!answer.IsPoint) continue;
            (sheet.Latitude, sheet.Longitude, sheet.Precision) = (Math.Round(answer.Point.Latitude, 6), Math.Round(answer.Point.Longitude, 6), answer.Point.IsHouse ? "exacte" : "rue");
            sheet.Evidence = [.. sheet.Evidence.Where(fact => fact.Text != SheetFields.Position), new SourcedFact(SheetFields.Position, Organisation.Geocoded, PartialDate.Of(today))];
        }
        if (placings.Exists(placing => placing.Answer.IsPoint) && !await db.Sources.AnyAsync(source => source.Key == Organisation.Geocoded, cancel))
        {
            db.Sources.Add(new Source
            {
                Key = Organisation.Geocoded, Title = "Base Adresse Nationale, recherche d’adresses de la Géoplateforme", Publisher = "IGN, Direction interministérielle du numérique",
                Url = "https://adresse.data.gouv.fr", Licence = "Licence Ouverte 2.0", PublishedOn = PartialDate.Of(today),
            });
        }
        return placings;
    }

    public Task<int> ApplyAsync(Act act, CancellationToken cancel) => db.SaveAsync(act, cancel);

    /// <summary>A sheet and what was answered for its address.</summary>
    internal sealed record Placing(Organisation Sheet, GeocodeAnswer Answer);
}
