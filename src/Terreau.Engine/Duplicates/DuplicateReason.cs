using System.Globalization;
using Terreau.Engine.Duplicates.Holding;

namespace Terreau.Engine.Duplicates;

/// <summary>How far the places of two organisations agree, from the closest.</summary>
public enum PlaceAgreement
{
    /// <summary>One address in one town, or exact positions within 100 m.</summary>
    SameSpot,

    /// <summary>Exact positions within 500 m.</summary>
    Near,

    /// <summary>A commune in common; the same postcode when the commune of one is unknown.</summary>
    SameTown,

    /// <summary>The commune of one is unknown and nothing else tells.</summary>
    Unknown,

    /// <summary>No commune in common, or exact positions over 5 km apart when a commune is unknown.</summary>
    Elsewhere,
}

/// <summary>What a reason of a pair speaks of.</summary>
public enum DuplicateReasonKind
{
    /// <summary>The same SIRET.</summary>
    SameSiret,

    /// <summary>The same SIREN.</summary>
    SameSiren,

    /// <summary>The same SIREN, with two SIRET or in two places: two establishments of one organisation.</summary>
    OtherEstablishment,

    /// <summary>Two SIREN: two organisations, whatever the rest says.</summary>
    DifferentSiren,

    /// <summary>The names look alike.</summary>
    Name,

    /// <summary>Each name has a word to which nothing in the other comes close.</summary>
    OwnWords,

    /// <summary>The acronym of one is the other's acronym, alias or initials.</summary>
    Acronym,

    /// <summary>How far the places agree.</summary>
    Place,

    /// <summary>The same phone number.</summary>
    SamePhone,

    /// <summary>The same website.</summary>
    SameWebsite,

    /// <summary>The same domain of mail, or of mail and site.</summary>
    SameDomain,
}

/// <summary>One reason of the answer on a pair, with what is needed to word it in another way. Immutable.</summary>
public sealed record DuplicateReason
{
    internal DuplicateReason(DuplicateReasonKind kind, int millionths)
    {
        Kind = kind;
        Millionths = millionths;
    }

    /// <summary>What it is about.</summary>
    public DuplicateReasonKind Kind { get; }

    /// <summary>
    /// What it brings, in millionths: see <see cref="DuplicateWeights"/>; negative when it takes from the name, 0 when it only informs or
    /// forbids.
    /// </summary>
    public int Millionths { get; }

    /// <summary>For <see cref="DuplicateReasonKind.Place"/>: how far they agree; else null.</summary>
    public PlaceAgreement? Place { get; internal init; }

    /// <summary>For <see cref="DuplicateReasonKind.Place"/>: whole metres between two exact positions; null when one is missing.</summary>
    public int? Metres { get; internal init; }

    /// <summary>For <see cref="DuplicateReasonKind.Name"/>: ratio of shared trigrams, in millionths; else 0.</summary>
    public int TrigramMillionths { get; internal init; }

    /// <summary>For <see cref="DuplicateReasonKind.Name"/>: ratio of shared words, in millionths; else 0.</summary>
    public int WordMillionths { get; internal init; }

    /// <summary>What is the same, or what the first of the pair has: number, acronym, domain, word; null when the kind has none.</summary>
    public string? First { get; internal init; }

    /// <summary>What the second of the pair has instead; null when both have the same.</summary>
    public string? Second { get; internal init; }

    /// <summary>Plain French, beginning with "parce que".</summary>
    public string Sentence => $"parce que {Words}.";

    private string Words => Kind switch
    {
        DuplicateReasonKind.SameSiret => $"le numéro SIRET est le même : {First}",
        DuplicateReasonKind.SameSiren => $"le numéro SIREN est le même : {First}",
        DuplicateReasonKind.OtherEstablishment => "ce sont deux établissements de la même organisation",
        DuplicateReasonKind.DifferentSiren => $"les numéros SIREN sont différents : {First} et {Second}",
        DuplicateReasonKind.Name when Math.Max(TrigramMillionths, WordMillionths) == 1_000_000 => "les noms ont les mêmes mots",
        DuplicateReasonKind.Name =>
            $"les noms se ressemblent : {Percent(TrigramMillionths)} des lettres, {Percent(WordMillionths)} des mots",
        DuplicateReasonKind.OwnWords => $"chaque nom a un mot à lui : « {First} » et « {Second} »",
        DuplicateReasonKind.Acronym => $"le sigle convient aux deux : {First}",
        DuplicateReasonKind.SamePhone => $"le téléphone est le même : {First}",
        DuplicateReasonKind.SameWebsite => $"le site est le même : {First}",
        DuplicateReasonKind.SameDomain => $"le domaine internet est le même : {First}",
        _ => Place switch
        {
            PlaceAgreement.SameSpot when Metres is not { } far || far > SheetPlaces.SpotMetres => "l’adresse est la même",
            PlaceAgreement.SameSpot or PlaceAgreement.Near
                => $"{French.Count(Metres.GetValueOrDefault(), "mètre sépare", "mètres séparent")} les deux lieux",
            PlaceAgreement.SameTown => "la commune est la même",
            PlaceAgreement.Unknown => "l’un des deux lieux n’est pas connu",
            _ => "les deux lieux sont éloignés",
        },
    };

    /// <summary>The sentence.</summary>
    public override string ToString() => Sentence;

    private static string Percent(int millionths)
        => $"{(millionths / 10_000).ToString(CultureInfo.InvariantCulture)}{French.HardSpace}%";
}
