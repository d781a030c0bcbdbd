using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.Offers;

namespace Terreau.Web.Features.History;

/// <summary>The addresses of what was changed, and of the way back.</summary>
internal static class HistoryRoutes
{
    public const string Feed = "/activite.atom";

    public static string OfSheet(string slug) => DirectoryRoutes.History(slug);
    public static string OfOffer(string slug) => $"{OfferRoutes.Sheet(slug)}/historique";
    /// <summary>The kinds of decisions that have their history: as addresses say, as the journal writes.</summary>
    public static readonly IReadOnlyDictionary<string, string> Decisions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["rattachement"] = nameof(JoinRequest), ["correction"] = nameof(Amendment), ["signalement"] = nameof(ErrorReport), ["invitation"] = nameof(Invitation),
        ["membre"] = nameof(Member), ["role"] = nameof(RoleGrant), ["pas-des-doublons"] = nameof(DistinctPair), ["territoire"] = nameof(ServedTerritory),
    };

    /// <summary>The history of a decision; null for what has none of its own.</summary>
    /// <param name="subject">The kind, as the journal writes it.</param>
    public static string? OfDecision(string subject, Guid id)
        => Decisions.FirstOrDefault(kind => kind.Value == subject) is { Key: { } kind } ? Decision(kind, id) : null;

    public static string Decision(string kind, Guid id) => $"/bureau/decisions/{kind}/{id}";

    public static string Back(string history, long line) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{history}/{line}/retour");
}
