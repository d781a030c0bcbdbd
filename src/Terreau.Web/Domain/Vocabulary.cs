namespace Terreau.Web.Domain;

/// <summary>
/// The closed lists every territory shares: a code (kept in the database, in addresses and in the
/// open data) and the words shown for it. Lists that belong to a territory (filières) are data.
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

    public static readonly Vocabulary Stages = new(
        ("EMERGENCE", "Émergence", "une idée, pas encore de structure"),
        ("AMORCAGE", "Amorçage", "le projet se prépare et s’essaie"),
        ("LANCEMENT", "Lancement", "la structure démarre son activité"),
        ("CONSOLIDATION", "Consolidation", "l’activité tourne et se renforce"),
        ("CHANGEMENT_ECHELLE", "Changement d’échelle", "le projet grandit ou se reproduit ailleurs"));

    public static readonly Vocabulary NeedKinds = new(
        ("ACCOMPAGNEMENT", "Accompagnement", "être conseillé et suivi"),
        ("FINANCEMENT", "Financement", "trouver de l’argent"),
        ("LOCAUX", "Locaux", "trouver un lieu"),
        ("NUMERIQUE", "Numérique", "s’équiper ou se former aux outils"),
        ("RESEAU", "Réseau", "rencontrer des pairs et des partenaires"),
        ("ADMINISTRATION", "Démarches", "trouver le bon service et la bonne démarche"),
        ("COMPETENCES", "Compétences", "recevoir de l’aide de personnes qualifiées"));

    public static readonly Vocabulary Natures = new(
        ("ideation", "Faire mûrir une idée"), ("incubation", "Incubation"),
        ("conseil-strategique", "Conseil stratégique"), ("juridique", "Conseil juridique"),
        ("impact", "Mesure d’impact"), ("cooperation", "Montage de coopération"), ("formation", "Formation"),
        ("subvention", "Subvention"), ("pret", "Prêt"), ("avance-recuperable", "Avance à rembourser"),
        ("garantie", "Garantie d’emprunt"), ("fonds-propres", "Fonds propres"), ("titre", "Titre associatif ou participatif"),
        ("mecenat", "Mécénat"), ("appel-a-projets", "Appel à projets"), ("marche", "Marché ou commande"), ("prix", "Prix"),
        ("bureau", "Bureau"), ("atelier", "Atelier"), ("cuisine", "Cuisine"), ("boutique", "Boutique"), ("terrain", "Terrain"),
        ("occupation-temporaire", "Occupation temporaire"), ("salle", "Salle"),
        ("equipement", "Équipement numérique"), ("outil", "Outil ou logiciel"), ("diagnostic-numerique", "Diagnostic numérique"),
        ("reseau-pairs", "Rencontre de pairs"), ("entreprises", "Lien avec des entreprises"), ("recherche", "Lien avec la recherche"),
        ("autorisation", "Autorisation"), ("interlocuteur", "Bon interlocuteur"), ("agrement", "Agrément"),
        ("mecenat-competences", "Mécénat de compétences"), ("benevolat", "Bénévolat"), ("mentorat", "Mentorat"));

    public static readonly Vocabulary Publics = new(
        ("tous", "Tous les publics"), ("habitants-qpv", "Habitants des quartiers prioritaires"), ("jeunes", "Jeunes"),
        ("demandeurs-emploi", "Personnes sans emploi"), ("femmes", "Femmes"),
        ("familles-petite-enfance", "Familles et petite enfance"), ("seniors", "Personnes âgées"),
        ("personnes-handicapees", "Personnes handicapées"), ("personnes-exilees", "Personnes exilées"),
        ("personnes-precaires", "Personnes en précarité"));

    public static readonly Vocabulary PerimeterLevels = new(
        ("INFRA", "Une commune ou un quartier"), ("TERRITOIRE", "Tout le territoire"), ("SUPRA", "Département, région ou pays"));

    public static readonly Vocabulary Costs = new(
        ("gratuit", "Gratuit"), ("payant", "Payant"), ("inconnu", "Coût à demander"));

    public static readonly Vocabulary CooperationKinds = new(
        ("PROJET", "Projet commun"), ("LIEU", "Lieu partagé"), ("STRUCTURE", "Structure commune"), ("POLE", "Pôle de coopération"),
        ("ALLIANCE", "Alliance de territoires"), ("CHARTE", "Charte"), ("DEMARCHE", "Démarche collective"));

    public static readonly Vocabulary CooperationStatuses = new(
        ("actif", "En cours"), ("termine", "Terminée"), ("inconnu", "État actuel à confirmer"));

    public static readonly Vocabulary Precisions = new(
        ("exacte", "Position exacte"), ("rue", "Position au milieu de la voie"), ("centroide", "Position au centre du quartier"), ("commune", "Position à la commune"), ("inconnue", "Position inconnue"));

    private readonly Dictionary<string, Term> byCode;

    private Vocabulary(params (string Code, string Label, string Hint)[] terms)
    {
        Terms = [.. terms.Select(term => new Term(term.Code, term.Label, term.Hint))];
        byCode = Terms.ToDictionary(term => term.Code, StringComparer.Ordinal);
    }

    private Vocabulary(params (string Code, string Label)[] terms)
        : this([.. terms.Select(term => (term.Code, term.Label, ""))])
    {
    }

    public IReadOnlyList<Term> Terms { get; }

    public bool Has(string code) => byCode.ContainsKey(code);

    /// <summary>The words for a code; the code itself when it is not of this list, so that nothing vanishes from a page.</summary>
    public string Label(string? code) => code is not null && byCode.TryGetValue(code, out var term) ? term.Label : code ?? "";

    internal sealed record Term(string Code, string Label, string Hint);
}
