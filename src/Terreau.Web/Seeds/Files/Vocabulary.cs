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

    public static readonly FrozenSet<string> Stages = Set("EMERGENCE", "AMORCAGE", "LANCEMENT", "CONSOLIDATION", "CHANGEMENT_ECHELLE");
    public static readonly FrozenSet<string> PurposeSorts = Set("intention", "objet", "verbe");
    public static readonly FrozenSet<string> Costs = Set("gratuit", "payant", "inconnu");
    public static readonly FrozenSet<string> Audiences = Set(
        "tous", "habitants-qpv", "jeunes", "demandeurs-emploi", "femmes", "familles-petite-enfance", "seniors",
        "personnes-handicapees", "personnes-exilees", "personnes-precaires");

    private static readonly FrozenDictionary<string, string> KindOfNature = new Dictionary<string, string[]>
    {
        ["ACCOMPAGNEMENT"] = ["ideation", "incubation", "conseil-strategique", "juridique", "impact", "cooperation", "formation"],
        ["FINANCEMENT"] =
            ["subvention", "pret", "avance-recuperable", "garantie", "fonds-propres", "titre", "mecenat", "appel-a-projets", "marche", "prix"],
        ["LOCAUX"] = ["bureau", "atelier", "cuisine", "boutique", "terrain", "occupation-temporaire", "salle"],
        ["NUMERIQUE"] = ["equipement", "outil", "diagnostic-numerique"],
        ["RESEAU"] = ["reseau-pairs", "entreprises", "recherche"],
        ["ADMINISTRATION"] = ["autorisation", "interlocuteur", "agrement"],
        ["COMPETENCES"] = ["mecenat-competences", "benevolat", "mentorat"],
    }.SelectMany(kind => kind.Value, (kind, nature) => (Nature: nature, Kind: kind.Key))
        .ToFrozenDictionary(pair => pair.Nature, pair => pair.Kind, StringComparer.Ordinal);

    public static readonly FrozenSet<string> NeedKinds = KindOfNature.Values.ToFrozenSet(StringComparer.Ordinal);
    public static readonly FrozenSet<string> Natures = KindOfNature.Keys.ToFrozenSet(StringComparer.Ordinal);

    public static bool Belongs(string nature, string kind) => KindOfNature.TryGetValue(nature, out var own) && own == kind;

    private static FrozenSet<string> Set(params string[] codes) => codes.ToFrozenSet(StringComparer.Ordinal);
}
