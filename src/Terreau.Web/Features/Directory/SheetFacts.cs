using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Directory;

/// <summary>The quiet column of a sheet: what is known, each line leading to the actors that share it.</summary>
internal static class SheetFacts
{
    public static IReadOnlyList<(string Label, IReadOnlyList<(string Text, string? Href)> Links)> Of(Organisation actor, Atlas atlas)
    {
        (string Label, IEnumerable<(string Text, string? Href)> Links)[] facts =
        [
            (actor.Communes.Count + actor.OutsideCommunes.Count > 1 ? "Communes" : "Commune", actor.Communes.Select(insee => (atlas.CommuneName(insee), (string?)DirectoryRoutes.InCommune(insee)))
                .Concat(actor.OutsideCommunes.Select(insee => (atlas.CommuneName(insee), (string?)DirectoryRoutes.InCommune(insee))))),
            (actor.Districts.Count > 1 ? "Quartiers" : "Quartier", actor.Districts.Select(code => District(code, atlas))),
            ("Adresse", One(actor.Address)),
            (actor.Filieres.Count > 1 ? "Filières" : "Filière", actor.Filieres.Select(code => (atlas.FiliereLabel(code), (string?)DirectoryRoutes.InFiliere(code)))),
            (actor.Roles.Count > 1 ? "Rôles" : "Rôle", actor.Roles.Select(code => (Vocabulary.Roles.Label(code), (string?)DirectoryRoutes.WithRole(code)))),
            ("Famille", One(actor.EssFamily is null ? "À confirmer" : Vocabulary.EssFamilies.Label(actor.EssFamily))),
            (actor.Labels.Count > 1 ? "Labels" : "Label", actor.Labels.Select(label => (label, (string?)null))),
            ("Autres noms", actor.Aliases.Select(alias => (alias, (string?)null))),
            ("Numéro SIREN", One(actor.Siren)),
            ("Numéro SIRET", One(actor.Siret)),
        ];
        return [.. facts.Select(fact => (fact.Label, (IReadOnlyList<(string, string?)>)[.. fact.Links])).Where(fact => fact.Item2.Count > 0)];
    }

    /// <summary>How far the position can be trusted, as a sentence.</summary>
    public static string Position(Organisation actor, Atlas atlas) => actor.Precision switch
    {
        "exacte" => "Le point est à l’adresse exacte.",
        "rue" => "Le point est au milieu de sa voie : le numéro n’est pas connu.",
        "centroide" => "Le point est au milieu de son quartier : l’adresse exacte n’est pas connue.",
        "commune" when actor.Communes is [var commune] => $"Le point est au milieu {French.Of(atlas.CommuneName(commune))} : l’adresse exacte n’est pas connue.",
        "commune" => "Le point est au milieu d’une de ses communes : l’adresse exacte n’est pas connue.",
        _ => "Sa position n’est pas connue : il n’est pas sur la carte.",
    };

    // A priority district whose outline is not published is shown as the point that it is.
    private static (string, string?) District(string code, Atlas atlas)
    {
        var isPriority = code.StartsWith("QPV:", StringComparison.Ordinal);
        var name = atlas.ZoneName(code);
        var hasOutline = atlas.Zones.TryGetValue(code, out var zone) && zone.Outline is not null;
        return (isPriority && !hasOutline ? $"{name} (point nommé, contour non publié ici)" : name,
            isPriority ? DirectoryRoutes.InPriorityDistrict(code["QPV:".Length..]) : null);
    }

    private static IEnumerable<(string, string?)> One(string? text) => string.IsNullOrWhiteSpace(text) ? [] : [(text, null)];
}
