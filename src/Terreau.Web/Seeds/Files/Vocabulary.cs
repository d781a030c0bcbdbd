using System.Collections.Frozen;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;

namespace Terreau.Web.Seeds.Files;

/// <summary>
/// The codes the territory's files may use. Fixed: a new code needs a page that shows it and a rule that reads it.
/// Those the Engine computes with are the Engine's own.
/// </summary>
internal static class Vocabulary
{
    public static readonly FrozenSet<string> ZoneLevels = Set("COMMUNE", "TERRITOIRE", "QPV", "QUARTIER", "DEPARTEMENT", "REGION", "PAYS");
    public static readonly FrozenSet<string> Precisions = Set("exacte", "centroide", "commune", "inconnue");
    public static readonly FrozenSet<string> Roles =
        Set("ENTREPRENEUR_SOCIAL", "ACCOMPAGNATEUR", "FINANCEUR", "ENTREPRISE", "COLLECTIVITE", "RESEAU", "RECHERCHE");
    public static readonly FrozenSet<string> EssFamilies = Set("ASSOCIATION", "COOPERATIVE", "MUTUELLE", "FONDATION", "SOCIETE_ESS");
    public static readonly FrozenSet<string> EvidencedFields = Set("name", "communes", "themes", "essFamily", "siren", "labels", "position");
    public static readonly FrozenSet<string> CooperationKinds = Set("PROJET", "LIEU", "STRUCTURE", "POLE", "ALLIANCE", "CHARTE", "DEMARCHE");
    public static readonly FrozenSet<string> CooperationStatuses = Set("actif", "termine", "inconnu");

    public static readonly FrozenSet<string> Stages = Set([.. Enum.GetValues<Stage>().Select(Codes.Of)]);
    public static readonly FrozenSet<string> PurposeSorts = Set("intention", "objet", "verbe");
    public static readonly FrozenSet<string> Costs = Set("gratuit", "payant", "inconnu");
    public static readonly FrozenSet<string> Audiences =
        Set([.. FactCatalogue.Find(FactIds.Audiences)!.Answers.Select(answer => answer.Code)]);

    public static readonly FrozenSet<string> NeedKinds = Set([.. Enum.GetValues<NeedKind>().Select(Codes.Of)]);
    public static readonly FrozenSet<string> Natures = Set([.. Codes.Natures.Select(nature => nature.Code)]);

    public static bool Belongs(string nature, string kind) => Codes.KindOf(nature) is { } own && Codes.Of(own) == kind;

    private static FrozenSet<string> Set(params string[] codes) => codes.ToFrozenSet(StringComparer.Ordinal);
}
