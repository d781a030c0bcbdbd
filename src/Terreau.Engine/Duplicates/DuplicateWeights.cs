namespace Terreau.Engine.Duplicates;

/// <summary>
/// What each sign weighs in the score of a pair, in millionths. Public, versioned, set by hand; nothing is learnt.
/// </summary>
/// <remarks>
/// The score is 1 − Π(1 − wᵢ) over naming, numbers, phone and web, each product rounded down to the millionth, in that order.
/// Naming is the greater of the acronym and of the name: its ratio less the deductions for the place and the words, at least 0.
/// </remarks>
public static class DuplicateWeights
{
    /// <summary>Changes whenever a weight does.</summary>
    public const string Version = "2026-1";

    /// <summary>A pair is a candidate from this score on, inclusive.</summary>
    public const int Candidate = 350_000;

    /// <summary>The same SIRET.</summary>
    public const int SameSiret = 970_000;

    /// <summary>The same SIREN, one SIRET at least unknown, no sign that the places differ.</summary>
    public const int SameSiren = 600_000;

    /// <summary>One states an acronym that is the other's acronym, alias or initials, and the places agree.</summary>
    public const int Acronym = 400_000;

    /// <summary>The same phone number. Never enough alone: switchboards are shared.</summary>
    public const int SamePhone = 340_000;

    /// <summary>The same website. Never enough alone: a town's site serves all its services.</summary>
    public const int SameWebsite = 300_000;

    /// <summary>The address of one's mail is in the domain of the other's mail or site, when the sites are not the same.</summary>
    public const int SameDomain = 150_000;

    /// <summary>Taken from the name's ratio: within 500 m, both positions exact.</summary>
    public const int NearDeduction = 100_000;

    /// <summary>Taken from the name's ratio: a commune in common, no closer sign.</summary>
    public const int TownDeduction = 200_000;

    /// <summary>Taken from the name's ratio: the place of one is unknown.</summary>
    public const int UnknownPlaceDeduction = 400_000;

    /// <summary>Taken from the name's ratio: the places differ. Only equal names still count, for little.</summary>
    public const int ElsewhereDeduction = 950_000;

    /// <summary>Taken from the name's ratio: each name has a word to which nothing in the other comes close.</summary>
    public const int OwnWordsDeduction = 200_000;

    /// <summary>The deduction for a place.</summary>
    public static int DeductionFor(PlaceAgreement place) => place switch
    {
        PlaceAgreement.SameSpot => 0,
        PlaceAgreement.Near => NearDeduction,
        PlaceAgreement.SameTown => TownDeduction,
        PlaceAgreement.Unknown => UnknownPlaceDeduction,
        _ => ElsewhereDeduction,
    };

    /// <summary>
    /// The least ratio of the names, in millionths, that makes a candidate by itself in that place; above a million when none does.
    /// </summary>
    public static int LeastName(PlaceAgreement place) => Candidate + DeductionFor(place);
}
