using System.Globalization;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Offers;

/// <summary>What an offer says of itself, in words that cards, sheets, files and the API share.</summary>
internal static class OfferWords
{
    public const string Dedicated = "Fait pour l’innovation sociale";
    public const string CommonLaw = "Ouvert à tous, utile ici aussi";

    /// <summary>Natures by kind of need, in the order the offer gives them.</summary>
    public static IEnumerable<IGrouping<string, string>> NeedsByKind(Offer offer)
        => offer.Needs.Where(need => need.Nature is not null).GroupBy(need => need.Kind, need => need.Nature!);

    public static string Publics(Offer offer) => offer.Publics.Count == 0 || offer.Publics.Contains("tous")
        ? "tous les publics"
        : French.List([.. offer.Publics.Select(code => French.Lower(Vocabulary.Publics.Label(code)))]);

    public static string Stages(Offer offer)
        => offer.Stages.Count == Vocabulary.Stages.Terms.Count
            ? "à toutes les étapes"
            : French.List([.. offer.Stages.Select(code => French.Lower(Vocabulary.Stages.Label(code)))]);

    /// <summary>What it may bring: a range, a share, both, or null when the offer brings no money or does not say.</summary>
    public static string? Amount(Offer offer)
    {
        var range = French.MoneyRange(offer.AmountMinCents, offer.AmountMaxCents);
        var share = offer.RateMaxThousandths is { } rate ? $"au plus {French.Percent(rate / 1000m)} du coût" : null;
        return (range, share) switch
        {
            (null, null) => null,
            ({ } one, null) => one,
            (null, { } one) => one,
            ({ } money, { } part) => $"{money}, {part}",
        };
    }

    public static bool BringsMoney(Offer offer) => offer.Needs.Exists(need => need.Kind == AnsweredNeed.Funding);

    /// <summary>The deciding fact about money: what it brings, or what it costs to the one who asks.</summary>
    public static string Money(Offer offer) => (Amount(offer), BringsMoney(offer)) switch
    {
        ({ } amount, _) => amount,
        (null, true) => "montant à demander",
        _ => French.Lower(Vocabulary.Costs.Label(offer.Cost)),
    };

    /// <summary>Where it applies, in words: "Bondy", "tout Est Ensemble", "toute l’Île-de-France".</summary>
    public static string Place(ShelvedOffer shelved, Atlas atlas)
        => shelved.Offer.Perimeter.Count == 0
            ? "lieu à demander" : French.List([.. shelved.Offer.Perimeter.Select(code => ZoneInWords(code, atlas))]);

    /// <summary>Which communes of the territory it reaches, as a sentence.</summary>
    public static string Reach(ShelvedOffer shelved, Atlas atlas) => shelved.Communes.Count switch
    {
        0 => $"Aucune commune de {atlas.Territory.Name} n’est dans ce périmètre.",
        var count when count == atlas.Communes.Count => $"Les {InWords(count)} communes de {atlas.Territory.Name} sont concernées.",
        1 => $"Une seule commune est concernée : {atlas.CommuneName(shelved.Communes[0])}.",
        var count => $"{French.Capital(InWords(count))} communes sur {InWords(atlas.Communes.Count)} sont concernées.",
    };

    public static string Checked(Offer offer, DateOnly today, int staleMonths)
        => (offer.CheckedOn, offer.IsToVerify(today, staleMonths)) switch
    {
        (null, _) => "À vérifier",
        ({ } day, true) => $"À vérifier de nouveau, dernière fois le {French.Date(day)}",
        ({ } day, false) => $"Vérifiée le {French.Date(day)}",
    };

    private static string ZoneInWords(string code, Atlas atlas) => code.Split(':')[0] switch
    {
        "PAYS" => "toute la France",
        "REG" => $"toute la région {atlas.ZoneName(code)}",
        "DEP" => $"tout le département {atlas.ZoneName(code)}",
        "EPT" => $"tout {atlas.ZoneName(code)}",
        "QPV" => $"le quartier prioritaire {atlas.ZoneName(code)}",
        "QUARTIER" => $"le quartier {atlas.ZoneName(code)}",
        _ => atlas.ZoneName(code),
    };

    private static string InWords(int count) => count switch
    {
        2 => "deux", 3 => "trois", 4 => "quatre", 5 => "cinq", 6 => "six", 7 => "sept", 8 => "huit", 9 => "neuf",
        _ => count.ToString(CultureInfo.InvariantCulture),
    };
}
