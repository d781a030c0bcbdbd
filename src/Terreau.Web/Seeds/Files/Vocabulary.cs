using System.Collections.Frozen;

namespace Terreau.Web.Seeds.Files;

/// <summary>The codes the territory's files may use. Fixed: a new code needs a page that shows it and a rule that reads it.</summary>
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

    private static FrozenSet<string> Set(params string[] codes) => codes.ToFrozenSet(StringComparer.Ordinal);
}
