using Terreau.Web.Listing;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Offers;

/// <summary>
/// Why nothing answers a query, found by asking again without each kind of criterion, in the order in
/// which a chain breaks: absent, perimeter, public or theme, amount, time, then the other criteria.
/// </summary>
/// <param name="Name">The kind of rupture in two or three words.</param>
/// <param name="Sentence">What is missing, in a sentence.</param>
/// <param name="Wider">The address of the query without what breaks it; null when nothing is found even then.</param>
/// <param name="WiderLabel">What following it does.</param>
internal sealed record OfferRupture(string Name, string Sentence, string? Wider = null, string? WiderLabel = null)
{
    private static readonly string[] Place = [OfferSchema.Commune, OfferSchema.Level];
    private static readonly string[] Target = [OfferSchema.Theme, OfferSchema.Public];
    private static readonly string[] Time = [OfferSchema.Opening];
    private static readonly string[] Other = [OfferSchema.Nature, OfferSchema.Dedicated, OfferSchema.Cost];

    /// <param name="query">A query without any result.</param>
    /// <param name="count">How many offers answer another query.</param>
    public static OfferRupture Of(ListQuery query, Func<ListQuery, int> count)
    {
        query = query with { Page = 1 };
        var core = query.Without([.. Place, .. Target, .. Time, .. Other]) with { Words = "", Amount = null };
        if (count(core) == 0)
            return new("Offre absente", "Aucune offre connue ne couvre cette étape et ce besoin, où que ce soit.");
        (string Name, string Sentence, ListQuery Wider, string Label)[] breaks =
        [
            ("Offre hors du périmètre", "Des offres existent, mais aucune n’atteint ce lieu.", query.Without(Place), "Voir ailleurs"),
            ("Public ou filière sans offre", "Des offres existent, mais pour d’autres publics ou d’autres filières.",
                query.Without(Target), "Voir pour tous"),
            ("Montant hors de portée", "Des offres existent, mais aucune ne couvre ce montant.",
                query with { Amount = null }, "Voir les autres montants"),
            ("Rupture dans le temps", "Des offres existent, mais à d’autres dates.", query.Without(Time), "Voir toutes les dates"),
            ("Forme d’aide sans offre", "Des offres existent, mais sous une autre forme.", query.Without(Other), "Voir les autres formes"),
            ("Mots sans réponse", $"Aucune offre ne parle de « {query.Words} ».", query with { Words = "" }, "Retirer ces mots"),
            ("Critères trop nombreux", "Aucune offre ne réunit tous ces critères.", core, "Élargir"),
        ];
        foreach (var (name, sentence, wider, label) in breaks)
        {
            var address = wider.Address(OfferRoutes.List);
            if (address != query.Address(OfferRoutes.List) && count(wider) is > 0 and var found)
                return new(name, sentence, address, $"{label} : {French.Count(found, "offre")}");
        }
        // The index moved between the two questions.
        return new("Offre absente", "Aucune offre connue ne couvre cette étape et ce besoin, où que ce soit.");
    }
}
