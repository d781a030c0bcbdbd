using Terreau.Web.Search;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Offers;

/// <summary>
/// Why nothing answers a query, found by asking again without each kind of criterion, in the order in
/// which a chain breaks: absent, perimeter, public or theme, amount, time, then the other criteria.
/// </summary>
/// <param name="Name">The kind of rupture in two or three words.</param>
/// <param name="Sentence">What is missing, in a sentence.</param>
/// <param name="Wider">The query without what breaks it; null when nothing is found even then.</param>
/// <param name="WiderLabel">What following it does.</param>
internal sealed record OfferRupture(string Name, string Sentence, OfferQuery? Wider = null, string? WiderLabel = null)
{
    private static readonly string[] Place = [OfferSchema.Commune, OfferSchema.Level];
    private static readonly string[] Target = [OfferSchema.Theme, OfferSchema.Public];
    private static readonly string[] Time = [OfferSchema.Opening];
    private static readonly string[] Other = [OfferSchema.Nature, OfferSchema.Dedicated, OfferSchema.Cost];

    /// <param name="query">A query without any result.</param>
    /// <param name="count">How many offers answer another query.</param>
    public static OfferRupture Of(OfferQuery query, Func<OfferQuery, int> count)
    {
        var core = query.Without([.. Place, .. Target, .. Time, .. Other]) with { Text = "", Amount = null };
        if (count(core) == 0)
            return new("Offre absente", "Aucune offre connue ne couvre cette étape et ce besoin, où que ce soit.");
        if (Try(query, query.Without(Place), count, "Offre hors du périmètre", "Des offres existent, mais aucune n’atteint ce lieu.", "Voir ailleurs") is { } place) return place;
        if (Try(query, query.Without(Target), count, "Public ou filière sans offre", "Des offres existent, mais pour d’autres publics ou d’autres filières.", "Voir pour tous") is { } target) return target;
        if (Try(query, query with { Amount = null, Page = 1 }, count, "Montant hors de portée", "Des offres existent, mais aucune ne couvre ce montant.", "Voir les autres montants") is { } amount) return amount;
        if (Try(query, query.Without(Time), count, "Rupture dans le temps", "Des offres existent, mais à d’autres dates.", "Voir toutes les dates") is { } time) return time;
        if (Try(query, query.Without(Other), count, "Forme d’aide sans offre", "Des offres existent, mais sous une autre forme.", "Voir les autres formes") is { } other) return other;
        if (query.Text.Length > 0 && Try(query, query with { Text = "", Page = 1 }, count, "Mots sans réponse", $"Aucune offre ne parle de « {query.Text} ».", "Retirer ces mots") is { } words) return words;
        return new("Critères trop nombreux", "Aucune offre ne réunit tous ces critères.", core, Label("Élargir", count(core)));
    }

    private static OfferRupture? Try(OfferQuery query, OfferQuery wider, Func<OfferQuery, int> count, string name, string sentence, string label)
        => wider.Address() == query.Address() || count(wider) is var found && found == 0 ? null : new(name, sentence, wider, Label(label, found));

    private static string Label(string verb, int found) => $"{verb} : {French.Count(found, "offre")}";
}
