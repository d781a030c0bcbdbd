using Terreau.Web.Features.Directory;
using Terreau.Web.Features.Offers;

namespace Terreau.Web.Features.History;

/// <summary>The addresses of what was changed, and of the way back.</summary>
internal static class HistoryRoutes
{
    public const string Feed = "/activite.atom";

    public static string OfSheet(string slug) => DirectoryRoutes.History(slug);
    public static string OfOffer(string slug) => $"{OfferRoutes.Sheet(slug)}/historique";

    /// <summary>The history of a decision.</summary>
    /// <param name="code">The kind, as addresses say it.</param>
    public static string Ruling(string code, Guid id) => $"/bureau/decisions/{code}/{id}";

    public static string Back(string history, long line)
        => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{history}/{line}/retour");
}
