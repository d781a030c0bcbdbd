using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Search.Projection;

/// <summary>What the index is told of an organisation.</summary>
internal static class ActorDocuments
{
    public static SearchDocument Of(Organisation sheet, Atlas atlas) => new()
    {
        Id = sheet.Slug,
        Name = sheet.Name,
        Texts =
        [
            .. FieldDocuments.Texts(ActorFields.All, sheet, new Telling(atlas)),
            .. sheet.LaterFacts.Select(fact => (ActorSchema.ActivityText, (string?)fact.Text)),
        ],
        Keys = [.. Key(ActorSchema.Siren, sheet.Siren ?? sheet.Siret?[..9]), .. Key(ActorSchema.Siret, sheet.Siret)],
        Facets = FieldDocuments.Facets(ActorFields.All, sheet, new Telling(atlas)),
        Point = sheet is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : null,
        FreshOn = sheet.FreshOn,
        Card = [sheet.Slug, sheet.Name, sheet.Roles.FirstOrDefault()],
    };

    private static IEnumerable<(string, string)> Key(string name, string? value) => value is null ? [] : [(name, value)];
}
