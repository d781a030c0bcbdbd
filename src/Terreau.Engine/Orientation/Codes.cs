namespace Terreau.Engine.Orientation;

/// <summary>The stages of a project, in order.</summary>
public enum Stage
{
    /// <summary>EMERGENCE: an idea, no structure yet.</summary>
    Emergence,

    /// <summary>AMORCAGE: the project is prepared and tried.</summary>
    Seed,

    /// <summary>LANCEMENT: the structure starts.</summary>
    Launch,

    /// <summary>CONSOLIDATION: the activity runs and grows stronger.</summary>
    Consolidation,

    /// <summary>CHANGEMENT_ECHELLE: the project grows or is reproduced elsewhere.</summary>
    ScaleUp,
}

/// <summary>The kinds of need.</summary>
public enum NeedKind
{
    /// <summary>ACCOMPAGNEMENT.</summary>
    Accompaniment,

    /// <summary>FINANCEMENT.</summary>
    Funding,

    /// <summary>LOCAUX.</summary>
    Premises,

    /// <summary>NUMERIQUE.</summary>
    Digital,

    /// <summary>RESEAU.</summary>
    Network,

    /// <summary>ADMINISTRATION.</summary>
    Administration,

    /// <summary>COMPETENCES.</summary>
    Skills,
}

/// <summary>The territory's fixed codes and the words the engine uses for them in its sentences.</summary>
public static class Codes
{
    /// <summary>The public that includes everyone.</summary>
    public const string EveryAudience = "tous";

    private static readonly (string Code, string Label)[] StageCodes =
    [
        ("EMERGENCE", "émergence"), ("AMORCAGE", "amorçage"), ("LANCEMENT", "lancement"),
        ("CONSOLIDATION", "consolidation"), ("CHANGEMENT_ECHELLE", "changement d’échelle"),
    ];

    private static readonly (string Code, string Label)[] KindCodes =
    [
        ("ACCOMPAGNEMENT", "accompagnement"), ("FINANCEMENT", "financement"), ("LOCAUX", "locaux"), ("NUMERIQUE", "numérique"),
        ("RESEAU", "réseau"), ("ADMINISTRATION", "démarches"), ("COMPETENCES", "compétences"),
    ];

    private static readonly (string Code, NeedKind Kind, string Label)[] NatureCodes =
    [
        ("ideation", NeedKind.Accompaniment, "faire mûrir une idée"), ("incubation", NeedKind.Accompaniment, "incubation"),
        ("conseil-strategique", NeedKind.Accompaniment, "conseil stratégique"), ("juridique", NeedKind.Accompaniment, "conseil juridique"),
        ("impact", NeedKind.Accompaniment, "mesure d’impact"), ("cooperation", NeedKind.Accompaniment, "montage de coopération"),
        ("formation", NeedKind.Accompaniment, "formation"),
        ("subvention", NeedKind.Funding, "subvention"), ("pret", NeedKind.Funding, "prêt"),
        ("avance-recuperable", NeedKind.Funding, "avance à rembourser"), ("garantie", NeedKind.Funding, "garantie d’emprunt"),
        ("fonds-propres", NeedKind.Funding, "fonds propres"), ("titre", NeedKind.Funding, "titre associatif ou participatif"),
        ("mecenat", NeedKind.Funding, "mécénat"), ("appel-a-projets", NeedKind.Funding, "appel à projets"),
        ("marche", NeedKind.Funding, "marché ou commande"), ("prix", NeedKind.Funding, "prix"),
        ("bureau", NeedKind.Premises, "bureau"), ("atelier", NeedKind.Premises, "atelier"), ("cuisine", NeedKind.Premises, "cuisine"),
        ("boutique", NeedKind.Premises, "boutique"), ("terrain", NeedKind.Premises, "terrain"),
        ("occupation-temporaire", NeedKind.Premises, "occupation temporaire"), ("salle", NeedKind.Premises, "salle"),
        ("equipement", NeedKind.Digital, "équipement numérique"), ("outil", NeedKind.Digital, "outil ou logiciel"),
        ("diagnostic-numerique", NeedKind.Digital, "diagnostic numérique"),
        ("reseau-pairs", NeedKind.Network, "rencontre de pairs"), ("entreprises", NeedKind.Network, "lien avec des entreprises"),
        ("recherche", NeedKind.Network, "lien avec la recherche"),
        ("autorisation", NeedKind.Administration, "autorisation"), ("interlocuteur", NeedKind.Administration, "bon interlocuteur"),
        ("agrement", NeedKind.Administration, "agrément"),
        ("mecenat-competences", NeedKind.Skills, "mécénat de compétences"), ("benevolat", NeedKind.Skills, "bénévolat"),
        ("mentorat", NeedKind.Skills, "mentorat"),
    ];

    /// <summary>The stages, in order.</summary>
    public static IReadOnlyList<Stage> Stages { get; } = Enum.GetValues<Stage>();

    /// <summary>Every nature of need with its kind and its words, in a fixed order.</summary>
    public static IReadOnlyList<(string Code, NeedKind Kind, string Label)> Natures => NatureCodes;

    /// <summary>"EMERGENCE" and the like.</summary>
    public static string Of(Stage stage) => StageCodes[(int)stage].Code;

    /// <summary>"FINANCEMENT" and the like.</summary>
    public static string Of(NeedKind kind) => KindCodes[(int)kind].Code;

    /// <summary>The words for a stage: "émergence".</summary>
    public static string Label(Stage stage) => StageCodes[(int)stage].Label;

    /// <summary>The words for a kind of need: "financement".</summary>
    public static string Label(NeedKind kind) => KindCodes[(int)kind].Label;

    /// <summary>The words for a nature: "prêt"; the code itself when it is not listed.</summary>
    public static string NatureLabel(string code)
        => IndexOfNature(code) is >= 0 and var index ? NatureCodes[index].Label : code;

    /// <summary>Reads a stage code; upper case, exact.</summary>
    public static bool TryStage(string? code, out Stage stage)
    {
        var index = Array.FindIndex(StageCodes, known => known.Code == code);
        stage = (Stage)Math.Max(0, index);
        return index >= 0;
    }

    /// <summary>Reads a kind code; upper case, exact.</summary>
    public static bool TryKind(string? code, out NeedKind kind)
    {
        var index = Array.FindIndex(KindCodes, known => known.Code == code);
        kind = (NeedKind)Math.Max(0, index);
        return index >= 0;
    }

    /// <summary>The kind a nature belongs to; null when the nature is not listed.</summary>
    public static NeedKind? KindOf(string? nature)
        => IndexOfNature(nature) is >= 0 and var index ? NatureCodes[index].Kind : null;

    internal static int IndexOfNature(string? code) => code is null ? -1 : Array.FindIndex(NatureCodes, known => known.Code == code);
}
