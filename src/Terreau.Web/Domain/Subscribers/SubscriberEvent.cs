namespace Terreau.Web.Domain.Subscribers;

/// <summary>What a subscriber may ask to be told of.</summary>
internal static class SubscriberEvent
{
    public static readonly IReadOnlyList<(string Code, string Label)> All =
    [
        ("acteur.publie", "Une fiche d’acteur est publiée"),
        ("acteur.modifie", "Une fiche d’acteur change"),
        ("acteur.retire", "Une fiche d’acteur est retirée"),
        ("offre.ajoutee", "Une offre est ajoutée"),
        ("offre.modifiee", "Une offre change"),
        ("offre.retiree", "Une offre est retirée"),
    ];

    public static bool IsKnown(string? code) => All.Any(known => known.Code == code);

    public static string CodeOf(PublicMove move) => (move.IsOfOffer, move.Kind) switch
    {
        (false, PublicMoveKind.Came) => "acteur.publie",
        (false, PublicMoveKind.Changed) => "acteur.modifie",
        (false, _) => "acteur.retire",
        (true, PublicMoveKind.Came) => "offre.ajoutee",
        (true, PublicMoveKind.Changed) => "offre.modifiee",
        (true, _) => "offre.retiree",
    };
}
