using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Features.Directory.Sheets;

/// <summary>The quiet column of a sheet: what is known, each line leading to the actors that share it.</summary>
internal static class SheetFacts
{
    private static readonly IReadOnlyList<SheetField> Fields =
        [.. ActorFields.All.Where(field => field.Fact is not null).OrderBy(field => field.Fact!.Rank)];

    public static IReadOnlyList<(string Label, IReadOnlyList<(string Text, string? Href)> Links)> Of(Organisation actor, Atlas atlas)
        => [.. Fields.Select(field => Of(field, actor, new Telling(atlas))).Where(fact => fact.Links.Count > 0)];

    private static (string Label, IReadOnlyList<(string Text, string? Href)> Links) Of(SheetField field, Organisation actor,
        Telling telling)
    {
        var fact = field.Fact!;
        List<(string Text, string? Href)> links = [.. field.HeldOutside(actor, telling)
            .Select(item => field.Name == nameof(Organisation.Districts) ? District(item, telling.Atlas)
                : (field.InWords(item, telling.Atlas), field.Facet is { } facet ? DirectoryRoutes.Having(facet.Parameter, item) : null))];
        if (links.Count == 0 && fact.Unknown is { } unknown) links.Add((unknown, null));
        return (links.Count > 1 && fact.Many is { } many ? many : fact.One, links);
    }

    /// <summary>How far the position can be trusted, as a sentence.</summary>
    public static string Position(Organisation actor, Atlas atlas) => actor.Precision switch
    {
        "exacte" => "Le point est à l’adresse exacte.",
        "rue" => "Le point est au milieu de sa voie : le numéro n’est pas connu.",
        "centroide" => "Le point est au milieu de son quartier : l’adresse exacte n’est pas connue.",
        "commune" when actor.Communes is [var commune]
            => $"Le point est au milieu {French.Of(atlas.CommuneName(commune))} : l’adresse exacte n’est pas connue.",
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
}
