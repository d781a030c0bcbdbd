using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;

namespace Terreau.Web.Domain;

/// <summary>
/// The closed lists every territory shares: a code (kept in the database, in addresses and in the
/// open data) and the words shown for it. Lists that the engine computes with are the engine's; lists that belong
/// to a territory (filières) are data.
/// </summary>
internal sealed class Vocabulary
{
    public static readonly Vocabulary Roles = new(
        ("ENTREPRENEUR_SOCIAL", "Entrepreneur social"),
        ("ACCOMPAGNATEUR", "Accompagnateur"),
        ("FINANCEUR", "Financeur"),
        ("ENTREPRISE", "Entreprise classique"),
        ("COLLECTIVITE", "Collectivité"),
        ("RESEAU", "Réseau"),
        ("RECHERCHE", "Recherche"));

    public static readonly Vocabulary EssFamilies = new(
        ("ASSOCIATION", "Association"),
        ("COOPERATIVE", "Coopérative"),
        ("MUTUELLE", "Mutuelle"),
        ("FONDATION", "Fondation"),
        ("SOCIETE_ESS", "Société commerciale de l’économie sociale"));

    public static readonly Vocabulary Stages = new(Codes.Stages.Select(stage => (Codes.Of(stage), Codes.Label(stage))),
        "une idée, pas encore de structure", "le projet se prépare et s’essaie", "la structure démarre son activité",
        "l’activité tourne et se renforce", "le projet grandit ou se reproduit ailleurs");

    public static readonly Vocabulary NeedKinds = new(Enum.GetValues<NeedKind>().Select(kind => (Codes.Of(kind), Codes.Label(kind))),
        "être conseillé et suivi", "trouver de l’argent", "trouver un lieu", "s’équiper ou se former aux outils",
        "rencontrer des pairs et des partenaires", "trouver le bon service et la bonne démarche",
        "recevoir de l’aide de personnes qualifiées");

    public static readonly Vocabulary Natures = new(Codes.Natures.Select(nature => (nature.Code, nature.Label)));

    public static readonly Vocabulary Publics = new(
        FactCatalogue.Find(FactIds.Audiences)!.Answers.Select(answer => (answer.Code, answer.Label)));

    public static readonly Vocabulary PerimeterLevels = new(
        ("INFRA", "Une commune ou un quartier"), ("TERRITOIRE", "Tout le territoire"), ("SUPRA", "Département, région ou pays"));

    public static readonly Vocabulary OfferLimits = new(("filieres", "Filières"), ("publics", "Publics"), ("etapes", "Étapes"));

    public static readonly Vocabulary Costs = new(
        ("gratuit", "Gratuit"), ("payant", "Payant"), ("inconnu", "Coût à demander"));

    public static readonly Vocabulary CooperationKinds = new(
        ("PROJET", "Projet commun"), ("LIEU", "Lieu partagé"), ("STRUCTURE", "Structure commune"), ("POLE", "Pôle de coopération"),
        ("ALLIANCE", "Alliance de territoires"), ("CHARTE", "Charte"), ("DEMARCHE", "Démarche collective"));

    public static readonly Vocabulary CooperationStatuses = new(
        ("actif", "En cours"), ("termine", "Terminée"), ("inconnu", "État actuel à confirmer"));

    public static readonly Vocabulary Precisions = new(
        ("exacte", "Position exacte"), ("rue", "Position au milieu de la voie"), ("centroide", "Position au centre du quartier"),
        ("commune", "Position à la commune"), ("inconnue", "Position inconnue"));

    private static readonly ILookup<string, string> NaturesByKind = Codes.Natures
        .ToLookup(nature => Codes.Of(nature.Kind), nature => nature.Code);

    private readonly Dictionary<string, Term> byCode;

    private Vocabulary(params (string Code, string Label)[] terms)
        : this(terms.AsEnumerable())
    {
    }

    // The engine writes its words as they stand inside a sentence; here they begin one. Hints are in the order of the terms.
    private Vocabulary(IEnumerable<(string Code, string Label)> terms, params string[] hints)
    {
        Terms = [.. terms.Select((term, at) => new Term(term.Code, French.Capital(term.Label), hints.ElementAtOrDefault(at) ?? ""))];
        byCode = Terms.ToDictionary(term => term.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<Term> Terms { get; }

    /// <summary>The natures of a kind of need: "FINANCEMENT" may be a subvention, a prêt…; none for a kind that does not exist.</summary>
    public static IReadOnlyList<string> NaturesOf(string kind) => [.. NaturesByKind[kind]];

    public bool Has(string code) => byCode.ContainsKey(code);

    /// <summary>The words for a code; the code itself when it is not of this list, so that nothing vanishes from a page.</summary>
    public string Label(string? code) => code is not null && byCode.TryGetValue(code, out var term) ? term.Label : code ?? "";

    internal sealed record Term(string Code, string Label, string Hint);
}
