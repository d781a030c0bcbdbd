using Terreau.Engine.Hours;
using Terreau.Web.Exports;

namespace Terreau.Web.Features.Directory;

/// <summary>The columns of the files people download; the same facts as the API, in the words of the page.</summary>
internal static class ActorColumns
{
    public static readonly IReadOnlyList<ExportColumn<ActorItem>> All =
    [
        new("Nom", actor => actor.Name),
        new("Sigle", actor => actor.Acronym),
        new("Autres noms", actor => actor.Aliases),
        new("Rôles", actor => Names(actor.Roles)),
        new("Communes", actor => Names(actor.Communes)),
        new("Codes INSEE", actor => actor.Communes.Select(commune => commune.Code)),
        new("Quartiers", actor => Names(actor.Districts)),
        new("Filières", actor => Names(actor.Filieres)),
        new("Famille de l’économie sociale", actor => actor.EssFamily?.Name),
        new("Labels", actor => actor.Labels),
        new("Présentation", actor => actor.Summary),
        new("Propose", actor => actor.Proposes),
        new("Cherche", actor => actor.Seeks),
        new("Adresse", actor => actor.Address),
        new("Latitude", actor => actor.Latitude),
        new("Longitude", actor => actor.Longitude),
        new("Précision de la position", actor => actor.Precision),
        new("SIREN", actor => actor.Siren),
        new("SIRET", actor => actor.Siret),
        new("Site", actor => actor.Website),
        new("Horaires d’ouverture", actor => actor.OpeningHours is { } hours ? HoursWords.Of(hours) : null),
        new("Fiche", actor => actor.Page),
        new("Source", actor => actor.Source),
        new("Date de la source", actor => actor.SourceOn),
        new("Vérifié le", actor => actor.CheckedOn),
    ];

    private static IEnumerable<string> Names(IEnumerable<ActorItem.Coded> items) => items.Select(item => item.Name);
}
