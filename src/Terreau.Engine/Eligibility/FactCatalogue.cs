using System.Collections.Frozen;
using System.Collections.Immutable;
using Terreau.Engine.Orientation;

namespace Terreau.Engine.Eligibility;

/// <summary>What kind of value a fact has.</summary>
public enum FactType
{
    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One code of a closed list.</summary>
    Choice,

    /// <summary>A short text compared as a code.</summary>
    Text,

    /// <summary>A quantity, possibly an interval.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>Several codes.</summary>
    Many,

    /// <summary>A list of items with attributes of their own.</summary>
    Items,
}

/// <summary>One possible answer: its code and its words.</summary>
public sealed record FactAnswer(string Code, string Label);

/// <summary>A fact a rule may speak of.</summary>
/// <param name="Id">Its fixed name.</param>
/// <param name="Type">The kind of its value.</param>
/// <param name="Label">Its name in plain French, without article.</param>
/// <param name="Question">A question a person can answer, in plain French.</param>
/// <param name="Unit">"personnes", "euros", "ans"; null when there is none.</param>
/// <param name="Answers">The possible codes; empty when open (zones, themes).</param>
/// <param name="Attributes">For a list of items, the facts of each item; else empty.</param>
public sealed record FactDefinition(
    string Id,
    FactType Type,
    string Label,
    string Question,
    string? Unit,
    ImmutableArray<FactAnswer> Answers,
    ImmutableArray<FactDefinition> Attributes)
{
    internal bool Accepts(FactValue value) => value switch
    {
        FactValue.Flag => Type == FactType.Flag,
        FactValue.Choice => Type is FactType.Choice or FactType.Text,
        FactValue.Number => Type == FactType.Number,
        FactValue.Date => Type == FactType.Date,
        FactValue.Many => Type == FactType.Many,
        FactValue.Items => Type == FactType.Items,
        _ => false,
    };
}

/// <summary>The ids that the engine itself reads.</summary>
public static class FactIds
{
    /// <summary>The commune of the registered seat (INSEE code).</summary>
    public const string Seat = "siege.commune";

    /// <summary>The zones where the activity takes place.</summary>
    public const string ActivityZones = "lieuActivite.zones";

    /// <summary>The zones where the persons served live.</summary>
    public const string AudienceZones = "public.zones";

    /// <summary>The stage, or the two adjacent stages, of the project.</summary>
    public const string Stages = "stade";

    /// <summary>The filières of the project.</summary>
    public const string Themes = "themes";

    /// <summary>The publics the project is for.</summary>
    public const string Audiences = "publicsVises";

    /// <summary>The nature of the need under answer; set by the engine for each need.</summary>
    public const string NeedNature = "besoin.nature";

    /// <summary>The amount of the need under answer, in euros; set by the engine for each need.</summary>
    public const string NeedAmount = "besoin.montant";

    /// <summary>The day the need under answer must be met; set by the engine for each need.</summary>
    public const string NeedDate = "besoin.date";

    /// <summary>The cost that a rate applies to, in euros.</summary>
    public const string EligibleCost = "coutEligible";

    /// <summary>The fact that holds the answer to a manual question.</summary>
    public static string Manual(string predicateId) => "manuel." + predicateId;
}

/// <summary>The closed list of facts a rule may speak of. Answers to manual questions ("manuel.…") are flags beside it.</summary>
public static class FactCatalogue
{
    private static readonly ImmutableArray<FactDefinition> Defined =
    [
        Flag("existe", "structure déjà créée", "Votre structure est-elle déjà créée ?"),
        Flag("actif", "structure en activité", "Votre structure est-elle en activité ?"),
        new("statut.famille", FactType.Choice, "forme juridique", "Quelle est la forme juridique de votre structure ?", null,
            Answers(
                ("ASSOCIATION", "association"), ("COOPERATIVE", "coopérative"), ("MUTUELLE", "mutuelle"), ("FONDATION", "fondation"),
                ("SOCIETE_ESS", "société de l’économie sociale et solidaire"), ("SOCIETE", "société"),
                ("ENTREPRISE_INDIVIDUELLE", "entreprise individuelle"), ("COLLECTIVITE", "collectivité"),
                ("ETABLISSEMENT_PUBLIC", "établissement public"), ("COLLECTIF", "collectif sans statut")),
            []),
        new("statut.cj", FactType.Text, "catégorie juridique", "Quel est le code de catégorie juridique de votre structure ?", null, [],
            []),
        Flag("label.ess", "reconnaissance d’économie sociale et solidaire",
            "Votre structure est-elle reconnue comme économie sociale et solidaire ?"),
        Flag("label.esus", "agrément d’entreprise solidaire d’utilité sociale",
            "Avez-vous l’agrément d’entreprise solidaire d’utilité sociale ?"),
        Flag("label.siae", "conventionnement d’insertion par l’activité économique",
            "Êtes-vous conventionné pour l’insertion par l’activité économique ?"),
        new("dateCreation", FactType.Date, "date de création", "Quand votre structure a-t-elle été créée ?", null, [], []),
        Number("effectif", "nombre de salariés", "Combien de salariés avez-vous ?", "personnes"),
        Number("ca", "chiffre d’affaires annuel", "Quel est votre chiffre d’affaires annuel ?", "euros"),
        new(FactIds.Seat, FactType.Choice, "commune du siège", "Dans quelle commune est votre siège ?", null, [], []),
        Many(FactIds.ActivityZones, "lieu de l’activité", "Où votre activité a-t-elle lieu ?"),
        Many(FactIds.AudienceZones, "lieu de vie du public", "Où vivent les personnes que vous aidez ?"),
        Flag("qpv", "activité en quartier prioritaire", "Votre activité a-t-elle lieu dans un quartier prioritaire ?"),
        new(FactIds.Stages, FactType.Many, "étape du projet", "Où en est votre projet ?", null,
            Answers([.. Codes.Stages.Select(stage => (Codes.Of(stage), Codes.Label(stage)))]), []),
        Many(FactIds.Themes, "filière", "Dans quelle filière est votre projet ?"),
        new(FactIds.Audiences, FactType.Many, "public visé", "À qui s’adresse votre projet ?", null,
            Answers(
                ("tous", "tous les publics"), ("habitants-qpv", "habitants des quartiers prioritaires"), ("jeunes", "jeunes"),
                ("demandeurs-emploi", "personnes sans emploi"), ("femmes", "femmes"),
                ("familles-petite-enfance", "familles et petite enfance"),
                ("seniors", "personnes âgées"), ("personnes-handicapees", "personnes handicapées"),
                ("personnes-exilees", "personnes exilées"), ("personnes-precaires", "personnes en précarité")),
            []),
        Many(FactIds.NeedNature, "nature du besoin", "De quoi avez-vous besoin précisément ?"),
        Number(FactIds.NeedAmount, "montant cherché", "Quel montant cherchez-vous ?", "euros"),
        new(FactIds.NeedDate, FactType.Date, "date du besoin", "Quand en avez-vous besoin ?", null, [], []),
        Number(FactIds.EligibleCost, "coût du projet", "Combien coûte votre projet ?", "euros"),
        Number("cofinancementObtenu", "financements déjà obtenus", "Quels financements avez-vous déjà obtenus ?", "euros"),
        Number("deMinimis3ans", "aides publiques reçues en trois ans", "Combien d’aides publiques avez-vous reçues en trois ans ?",
            "euros"),
        Flag("dejaSoutenu", "projet déjà soutenu par ce dispositif", "Ce dispositif a-t-il déjà soutenu votre projet ?"),
        Flag("interetGeneral", "projet d’intérêt général", "Votre projet est-il reconnu d’intérêt général ?"),
        Flag("insertion", "embauche de personnes éloignées de l’emploi", "Embauchez-vous des personnes éloignées de l’emploi ?"),
        Flag("porteur.demandeurEmploi", "porteur sans emploi", "Êtes-vous sans emploi ?"),
        Number("porteur.age", "âge du porteur", "Quel âge avez-vous ?", "ans"),
        Flag("porteur.habitantQpv", "porteur habitant un quartier prioritaire", "Habitez-vous un quartier prioritaire ?"),
        Flag("porteur.femme", "projet porté par une femme", "Le projet est-il porté par une femme ?"),
        Number("equipe.beneficiaires", "nombre de personnes aidées", "Combien de personnes votre projet aide-t-il ?", "personnes"),
        Number("equipe.taille", "taille de l’équipe", "Combien de personnes portent le projet ?", "personnes"),
        new("partenaires", FactType.Items, "partenaires du projet", "Qui sont vos partenaires ?", null, [],
            [
                Flag("personneMorale", "partenaire constitué en structure", "Ce partenaire est-il une structure, et non une personne ?"),
                new("type", FactType.Choice, "type de partenaire", "De quel type de partenaire s’agit-il ?", null,
                    Answers(
                        ("ENTREPRISE", "entreprise"), ("ASSOCIATION", "association"), ("COLLECTIVITE", "collectivité"),
                        ("RECHERCHE", "organisme de recherche"), ("ENSEIGNEMENT", "établissement d’enseignement"),
                        ("FORMATION", "organisme de formation"), ("AUTRE", "autre")),
                    []),
                Flag("ess", "partenaire de l’économie sociale et solidaire",
                    "Ce partenaire fait-il partie de l’économie sociale et solidaire ?"),
            ]),
    ];

    private static readonly FrozenDictionary<string, FactDefinition> ById =
        Defined.ToFrozenDictionary(definition => definition.Id, StringComparer.Ordinal);

    /// <summary>Every fact, in the order they are best asked.</summary>
    public static ImmutableArray<FactDefinition> All => Defined;

    /// <summary>The definition of a fact; null when it is not of the catalogue, as answers to manual questions are not.</summary>
    public static FactDefinition? Find(string id) => ById.GetValueOrDefault(id);

    private static FactDefinition Flag(string id, string label, string question)
        => new(id, FactType.Flag, label, question, null, [], []);

    private static FactDefinition Number(string id, string label, string question, string unit)
        => new(id, FactType.Number, label, question, unit, [], []);

    private static FactDefinition Many(string id, string label, string question)
        => new(id, FactType.Many, label, question, null, [], []);

    private static ImmutableArray<FactAnswer> Answers(params (string Code, string Label)[] answers)
        => [.. answers.Select(answer => new FactAnswer(answer.Code, answer.Label))];
}
