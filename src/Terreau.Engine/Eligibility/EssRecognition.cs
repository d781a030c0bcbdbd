using System.Collections.Immutable;

namespace Terreau.Engine.Eligibility;

/// <summary>The families of the social economy.</summary>
public enum EssFamily
{
    /// <summary>ASSOCIATION.</summary>
    Association,

    /// <summary>COOPERATIVE.</summary>
    Cooperative,

    /// <summary>MUTUELLE.</summary>
    Mutual,

    /// <summary>FONDATION.</summary>
    Foundation,

    /// <summary>SOCIETE_ESS: a commercial company of the social economy.</summary>
    Company,
}

/// <summary>What the answer rests on.</summary>
public enum EssGround
{
    /// <summary>The list that ESS France publishes.</summary>
    EssFranceList,

    /// <summary>The flag of the register.</summary>
    RegisterFlag,

    /// <summary>The legal category.</summary>
    LegalCategory,

    /// <summary>The legal category says yes, the activity lies out of the statistical field.</summary>
    ActivityOutOfField,

    /// <summary>The legal category may or may not belong to it.</summary>
    DoubtfulCategory,

    /// <summary>A member says so, without proof yet.</summary>
    Declared,

    /// <summary>A register says so of a natural person, where the law knows legal persons only.</summary>
    NaturalPerson,

    /// <summary>No register says so.</summary>
    Nothing,
}

/// <summary>
/// The tables of the recognition, dated and sourced by whoever fills them: no code of the nomenclature is in the program.
/// </summary>
/// <param name="Version">Names the tables and their day.</param>
/// <param name="Families">Legal category (four digits) to family.</param>
/// <param name="ExcludedActivities">NAF codes or their beginnings ("84.", "94.91Z") out of the statistical field.</param>
/// <param name="CommercialPrefixes">Beginnings of the legal categories of commercial companies ("54", "55", "57").</param>
public sealed record EssTables(
    string Version,
    ImmutableDictionary<string, EssFamily> Families,
    ImmutableArray<string> ExcludedActivities,
    ImmutableArray<string> CommercialPrefixes)
{
    /// <summary>Legal categories of which nobody has said yet whether they belong to it.</summary>
    public ImmutableHashSet<string> DoubtfulCategories { get; init; } = [];

    /// <summary>Beginnings of the legal categories of natural persons ("1").</summary>
    public ImmutableArray<string> NaturalPersonPrefixes { get; init; } = [];

    /// <summary>True when a legal category is that of a natural person.</summary>
    public bool IsNaturalPerson(string legalCategory) => StartsWithAny(legalCategory, NaturalPersonPrefixes);

    internal bool IsCommercial(string legalCategory) => StartsWithAny(legalCategory, CommercialPrefixes);

    internal bool IsOutOfField(string? activity) => activity is not null && StartsWithAny(activity, ExcludedActivities);

    private static bool StartsWithAny(string code, ImmutableArray<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (code.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}

/// <summary>What is known of a legal unit.</summary>
public sealed record LegalUnit
{
    /// <summary>Legal category, four digits.</summary>
    public required string LegalCategory { get; init; }

    /// <summary>Main activity, as "94.91Z"; null = not known.</summary>
    public string? Activity { get; init; }

    /// <summary>True when the register says it has ceased.</summary>
    public bool IsCeased { get; init; }

    /// <summary>The register's own flag: O, N or nothing.</summary>
    public bool? EssFlag { get; init; }

    /// <summary>True when it is on the list of ESS France.</summary>
    public bool IsOnEssFranceList { get; init; }

    /// <summary>True when a member declares it SCOP, SCIC or agreed ESUS.</summary>
    public bool DeclaresCooperativeOrEsus { get; init; }
}

/// <summary>
/// Whether an organisation belongs to the social economy: yes, no or to confirm, with the motive. A closed unit keeps
/// its answer but is never counted.
/// </summary>
/// <remarks>
/// The order of evaluation: natural person; list of ESS France; flag of the register; legal category in the field; legal
/// category with an activity out of the statistical field; doubtful category; commercial company that declares itself. That a
/// unit has ceased never changes the answer, only whether it counts. Natural persons: law 2014-856, article 1, speaks of legal
/// persons of private law.
/// </remarks>
public sealed record EssRecognition
{
    private EssRecognition(Truth answer, EssGround ground, EssFamily? family, bool counts, string? warning)
    {
        Answer = answer;
        Ground = ground;
        Family = family;
        CountsInStatistics = counts;
        Warning = warning;
    }

    /// <summary>OUI, NON or A_CONFIRMER.</summary>
    public Truth Answer { get; }

    /// <summary>What the answer rests on.</summary>
    public EssGround Ground { get; }

    /// <summary>The family, where the answer is yes and the family is known.</summary>
    public EssFamily? Family { get; }

    /// <summary>True when it may be counted in figures of the social economy.</summary>
    public bool CountsInStatistics { get; }

    /// <summary>A doubt on the data for the staff; null when there is none.</summary>
    public string? Warning { get; }

    /// <summary>A ground in plain French, beginning with "parce que".</summary>
    public static string Words(EssGround ground) => ground switch
    {
        EssGround.EssFranceList => "parce que l’organisation figure sur la liste d’ESS France.",
        EssGround.RegisterFlag => "parce que l’organisation l’a déclaré au répertoire des entreprises.",
        EssGround.LegalCategory => "parce que sa forme juridique en relève.",
        EssGround.ActivityOutOfField => "parce que sa forme juridique en relève, mais son activité est hors champ.",
        EssGround.DoubtfulCategory => "parce que sa forme juridique peut en relever ou non.",
        EssGround.Declared => "parce que l’organisation le déclare, sans preuve encore.",
        EssGround.NaturalPerson => "parce que le répertoire le dit d’une personne, et la loi d’organisations seulement.",
        _ => "parce que rien dans les registres ne le dit.",
    };

    /// <summary>Recognises a legal unit by the given tables.</summary>
    public static EssRecognition Of(LegalUnit unit, EssTables tables)
    {
        var known = tables.Families.TryGetValue(unit.LegalCategory, out var byStatus);
        var isCommercial = tables.IsCommercial(unit.LegalCategory);
        EssFamily? family = known ? byStatus : isCommercial ? EssFamily.Company : null;
        var warning = known && unit.EssFlag == false ? "Le répertoire dit non alors que la forme juridique dit oui." : null;
        if (tables.IsNaturalPerson(unit.LegalCategory))
            return unit.IsOnEssFranceList || unit.EssFlag == true
                ? Open(Truth.Unknown, EssGround.NaturalPerson) : Open(Truth.False, EssGround.Nothing);
        if (unit.IsOnEssFranceList) return Yes(EssGround.EssFranceList);
        if (unit.EssFlag == true) return Yes(EssGround.RegisterFlag);
        if (known) return tables.IsOutOfField(unit.Activity) ? Yes(EssGround.ActivityOutOfField) : Yes(EssGround.LegalCategory);
        if (tables.DoubtfulCategories.Contains(unit.LegalCategory)) return Open(Truth.Unknown, EssGround.DoubtfulCategory);
        return isCommercial && unit.EssFlag is null && unit.DeclaresCooperativeOrEsus
            ? Open(Truth.Unknown, EssGround.Declared)
            : Open(Truth.False, EssGround.Nothing);

        EssRecognition Yes(EssGround ground)
            => new(Truth.True, ground, family, !unit.IsCeased && ground != EssGround.ActivityOutOfField, warning);

        static EssRecognition Open(Truth answer, EssGround ground) => new(answer, ground, null, counts: false, null);
    }
}
