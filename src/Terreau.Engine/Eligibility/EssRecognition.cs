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

/// <summary>The tables of the recognition, dated and sourced by whoever fills them: no code of the nomenclature is in the program.</summary>
/// <param name="Version">Names the tables and their day.</param>
/// <param name="Families">Legal category (four digits) to family.</param>
/// <param name="ExcludedActivities">NAF codes or their beginnings ("84.", "94.91Z") out of the statistical field.</param>
/// <param name="CommercialPrefixes">Beginnings of the legal categories of commercial companies ("54", "55", "57").</param>
public sealed record EssTables(
    string Version,
    ImmutableDictionary<string, EssFamily> Families,
    ImmutableArray<string> ExcludedActivities,
    ImmutableArray<string> CommercialPrefixes);

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
/// The order of evaluation: ceased; list of ESS France; flag of the register; legal category in the field; legal
/// category with an activity out of the statistical field; commercial company that declares itself.
/// </remarks>
public sealed record EssRecognition
{
    private EssRecognition(Truth answer, EssFamily? family, string motive, bool counts, string? warning)
    {
        Answer = answer;
        Family = family;
        Motive = motive;
        CountsInStatistics = counts;
        Warning = warning;
    }

    /// <summary>OUI, NON or A_CONFIRMER.</summary>
    public Truth Answer { get; }

    /// <summary>The family, where the answer is yes and the family is known.</summary>
    public EssFamily? Family { get; }

    /// <summary>Why, in plain French, beginning with "parce que".</summary>
    public string Motive { get; }

    /// <summary>True when it may be counted in figures of the social economy.</summary>
    public bool CountsInStatistics { get; }

    /// <summary>A doubt on the data for the staff; null when there is none.</summary>
    public string? Warning { get; }

    /// <summary>Recognises a legal unit by the given tables.</summary>
    public static EssRecognition Of(LegalUnit unit, EssTables tables)
    {
        var known = tables.Families.TryGetValue(unit.LegalCategory, out var byStatus);
        var isCommercial = tables.CommercialPrefixes.Any(prefix => unit.LegalCategory.StartsWith(prefix, StringComparison.Ordinal));
        EssFamily? family = known ? byStatus : isCommercial ? EssFamily.Company : null;
        var living = !unit.IsCeased;
        var warning = known && unit.EssFlag == false ? "Le répertoire dit non alors que la forme juridique dit oui." : null;
        if (unit.IsOnEssFranceList)
            return new EssRecognition(Truth.True, family, "parce que l’organisation figure sur la liste d’ESS France.", living, warning);
        if (unit.EssFlag == true)
            return new EssRecognition(Truth.True, family, "parce que l’organisation l’a déclaré au répertoire des entreprises.", living, warning);
        if (known && tables.ExcludedActivities.Any(excluded => unit.Activity?.StartsWith(excluded, StringComparison.Ordinal) == true))
            return new EssRecognition(Truth.True, family, "parce que sa forme juridique en relève, mais son activité est hors champ.", false, warning);
        if (known)
            return new EssRecognition(Truth.True, family, "parce que sa forme juridique en relève.", living, warning);
        return isCommercial && unit.EssFlag is null && unit.DeclaresCooperativeOrEsus
            ? new EssRecognition(Truth.Unknown, null, "parce que l’organisation le déclare, sans preuve encore.", false, null)
            : new EssRecognition(Truth.False, null, "parce que rien dans les registres ne le dit.", false, null);
    }
}
