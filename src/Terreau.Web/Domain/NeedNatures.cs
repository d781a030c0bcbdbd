using System.Collections.Frozen;

namespace Terreau.Web.Domain;

/// <summary>Which natures each kind of need has: "FINANCEMENT" may be a subvention, a prêt…</summary>
internal static class NeedNatures
{
    private static readonly FrozenDictionary<string, IReadOnlyList<string>> ByKind = new Dictionary<string, IReadOnlyList<string>>
    {
        ["ACCOMPAGNEMENT"] = ["ideation", "incubation", "conseil-strategique", "juridique", "impact", "cooperation", "formation"],
        ["FINANCEMENT"] =
            ["subvention", "pret", "avance-recuperable", "garantie", "fonds-propres", "titre", "mecenat", "appel-a-projets", "marche", "prix"],
        ["LOCAUX"] = ["bureau", "atelier", "cuisine", "boutique", "terrain", "occupation-temporaire", "salle"],
        ["NUMERIQUE"] = ["equipement", "outil", "diagnostic-numerique"],
        ["RESEAU"] = ["reseau-pairs", "entreprises", "recherche"],
        ["ADMINISTRATION"] = ["autorisation", "interlocuteur", "agrement"],
        ["COMPETENCES"] = ["mecenat-competences", "benevolat", "mentorat"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The natures of a kind; none for a kind that does not exist.</summary>
    public static IReadOnlyList<string> Of(string kind) => ByKind.GetValueOrDefault(kind, []);

    /// <summary>The kind a nature belongs to; null for a nature that does not exist.</summary>
    public static string? KindOf(string nature) => ByKind.FirstOrDefault(pair => pair.Value.Contains(nature)).Key;
}
