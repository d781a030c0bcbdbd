using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

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
            (ActorSchema.NameText, sheet.Name),
            (ActorSchema.AcronymText, sheet.Acronym),
            .. sheet.Aliases.Select(alias => (ActorSchema.AliasText, (string?)alias)),
            .. sheet.Filieres.Select(code => (ActorSchema.ActivityText, (string?)atlas.FiliereLabel(code))),
            .. sheet.Roles.Select(code => (ActorSchema.ActivityText, (string?)Vocabulary.Roles.Label(code))),
            .. sheet.Labels.Select(label => (ActorSchema.ActivityText, (string?)label)),
            .. sheet.Proposes.Concat(sheet.Seeks).Select(text => (ActorSchema.ActivityText, (string?)text)),
            (ActorSchema.DescriptionText, sheet.Summary),
            (ActorSchema.DescriptionText, sheet.Description),
            .. sheet.Communes.Select(insee => (ActorSchema.PlaceText, (string?)atlas.CommuneName(insee))),
        ],
        Keys = [.. Key(ActorSchema.Siren, sheet.Siren ?? sheet.Siret?[..9]), .. Key(ActorSchema.Siret, sheet.Siret)],
        Facets =
        [
            .. sheet.Communes.Select(code => (ActorSchema.Commune, code)),
            .. sheet.Districts.Select(code => (ActorSchema.Qpv, code)),
            .. sheet.Filieres.Select(code => (ActorSchema.Cluster, code)),
            .. sheet.Roles.Select(code => (ActorSchema.Role, code)),
            .. sheet.Labels.Select(label => (ActorSchema.Label, label)),
            (ActorSchema.EssFamily, sheet.EssFamily ?? "inconnue"),
            (ActorSchema.Precision, sheet.Precision),
        ],
        Point = sheet is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : null,
        FreshOn = sheet.FreshOn,
        Card = [sheet.Slug, sheet.Name, sheet.Roles.FirstOrDefault()],
    };

    private static IEnumerable<(string, string)> Key(string name, string? value) => value is null ? [] : [(name, value)];
}
