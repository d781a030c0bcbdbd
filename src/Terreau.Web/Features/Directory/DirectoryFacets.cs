using System.Text.RegularExpressions;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Directory;

/// <summary>The criteria a visitor can choose, in the order of the page, with the words for their values.</summary>
internal static partial class DirectoryFacets
{
    /// <summary>What the index calls a family that no source gives.</summary>
    public const string UnknownFamily = "inconnue";

    /// <param name="Name">The facet of <see cref="ActorSchema"/>, also the parameter.</param>
    /// <param name="Legend">What it is called on the page.</param>
    /// <param name="Known">The value as the index has it; null for what could never be one of this facet.</param>
    /// <param name="Label">The words for a value.</param>
    internal sealed record Criterion(string Name, string Legend, Func<string, Atlas, string?> Known, Func<string, Atlas, string> Label);

    public static readonly IReadOnlyList<Criterion> All =
    [
        new(ActorSchema.Commune, "Commune", (value, _) => When(value, InseeCode().IsMatch(value)), (value, atlas) => atlas.CommuneName(value)),
        new(ActorSchema.Qpv, "Quartier", District, (value, atlas) => atlas.ZoneName(value)),
        new(ActorSchema.Cluster, "Filière",
            (value, atlas) => When(value, atlas.Filieres.Any(filiere => filiere.Code == value)), (value, atlas) => atlas.FiliereLabel(value)),
        new(ActorSchema.Role, "Rôle", (value, _) => When(value, Vocabulary.Roles.Has(value)), (value, _) => Vocabulary.Roles.Label(value)),
        new(ActorSchema.EssFamily, "Famille de l’économie sociale",
            (value, _) => When(value, value == UnknownFamily || Vocabulary.EssFamilies.Has(value)),
            (value, _) => value == UnknownFamily ? "Famille à confirmer" : Vocabulary.EssFamilies.Label(value)),
        new(ActorSchema.Label, "Label", (value, _) => When(value, value.Length <= 120), (value, _) => value),
    ];

    // People copy "QN09311M" from official lists; the index has "QPV:QN09311M".
    private static string? District(string value, Atlas atlas)
    {
        var code = value.Contains(':', StringComparison.Ordinal) ? value : "QPV:" + value;
        return atlas.Zones.TryGetValue(code, out var zone) && zone.Kind is ZoneKind.PriorityDistrict or ZoneKind.CooperationDistrict ? code : null;
    }

    private static string? When(string value, bool isKnown) => isKnown ? value : null;

    // INSEE, Code officiel géographique: two characters of département (2A and 2B in Corsica), three digits.
    [GeneratedRegex("^([0-9]{2}|2[AB])[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex InseeCode();
}
