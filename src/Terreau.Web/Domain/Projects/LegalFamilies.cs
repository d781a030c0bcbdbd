namespace Terreau.Web.Domain.Projects;

/// <summary>What a structure may be in law, as conditions ask it (fact "statut.famille"), in words people use.</summary>
internal static class LegalFamilies
{
    public static readonly IReadOnlyList<(string Code, string Label)> All =
    [
        ("ASSOCIATION", "Association"),
        ("COOPERATIVE", "Coopérative"),
        ("SOCIETE_ESS", "Société commerciale de l’économie sociale et solidaire"),
        ("SOCIETE", "Autre société"),
        ("ENTREPRISE_INDIVIDUELLE", "Entreprise individuelle ou micro-entreprise"),
        ("FONDATION", "Fondation ou fonds de dotation"),
        ("MUTUELLE", "Mutuelle"),
        ("COLLECTIVITE", "Ville ou autre collectivité"),
        ("ETABLISSEMENT_PUBLIC", "Établissement public"),
        ("COLLECTIF", "Groupe de personnes sans statut"),
    ];

    public static bool Has(string? code) => All.Any(family => family.Code == code);

    public static string Label(string? code) => All.FirstOrDefault(family => family.Code == code).Label ?? code ?? "";
}
