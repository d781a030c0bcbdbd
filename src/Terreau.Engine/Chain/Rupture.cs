using System.Collections.Immutable;

namespace Terreau.Engine.Chain;

/// <summary>Why the chain breaks; in the order they are looked for: the first that holds is the explanation.</summary>
public enum RuptureKind
{
    /// <summary>The catalogue knows no offer for this need at all: it may be thin, which says nothing of the territory.</summary>
    Catalogue,

    /// <summary>The catalogue knows some, none for this stage.</summary>
    Absent,

    /// <summary>Some, none reaching the place.</summary>
    Perimeter,

    /// <summary>Some reach the place, none serves the public or the filière.</summary>
    AudienceOrTheme,

    /// <summary>Some serve, but the project fails a condition of each.</summary>
    Eligibility,

    /// <summary>Some would take the project, all are full.</summary>
    Capacity,

    /// <summary>All that can be added up is less than the need.</summary>
    Amount,

    /// <summary>The earliest answer comes too late.</summary>
    Time,
}

/// <summary>Words for the kinds of rupture.</summary>
public static class RuptureCodes
{
    private static readonly (string Code, string Label)[] Known =
    [
        ("CATALOGUE", "catalogue à compléter"), ("ABSENTE", "offre absente"),
        ("PERIMETRE", "périmètre"), ("PUBLIC_THEME", "public ou filière"), ("ELIGIBILITE", "conditions"),
        ("CAPACITE", "places"), ("MONTANT", "montant"), ("TEMPORELLE", "délai"),
    ];

    /// <summary>The fixed code: "ABSENTE", "PERIMETRE"…</summary>
    public static string Of(RuptureKind kind) => Known[(int)kind].Code;

    /// <summary>The words: "offre absente", "périmètre"…</summary>
    public static string Label(RuptureKind kind) => Known[(int)kind].Label;
}

/// <summary>Something that could be asked for instead.</summary>
/// <param name="Sentence">Plain French, beginning with a verb.</param>
/// <param name="OfferId">The offer it is about; null when it is about none.</param>
public sealed record Alternative(string Sentence, string? OfferId);

/// <summary>A break of the chain for one need of one project.</summary>
/// <param name="Kind">The first kind that holds.</param>
/// <param name="Explanation">Plain French, beginning with "parce que".</param>
/// <param name="Alternatives">What could be asked instead; never empty.</param>
public sealed record Rupture(RuptureKind Kind, string Explanation, ImmutableArray<Alternative> Alternatives);
