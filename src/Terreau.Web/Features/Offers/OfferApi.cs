using System.Text.Json;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Exports;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;

namespace Terreau.Web.Features.Offers;

/// <summary>The offers as open data.</summary>
internal static class OfferApi
{
    /// <summary>What a list says of an offer.</summary>
    internal sealed record Item(
        Guid Id, string Slug, string Titre, string? Operateur, string NomOperateur, string Resume, IReadOnlyList<string> Etapes, IReadOnlyList<string> Besoins,
        IReadOnlyList<string> Filieres, IReadOnlyList<string> Publics, IReadOnlyList<string> Perimetre, string? Echelle, IReadOnlyList<string> Communes,
        bool Dedie, string Cout, decimal? MontantMin, decimal? MontantMax, decimal? PartMax, string Ouverture, DateOnly? Ouvre, DateOnly? Ferme,
        string Source, string DateSource, DateOnly? VerifieLe, bool AVerifier, string Adresse);

    /// <summary>The whole offer, with its conditions as a tree and as sentences.</summary>
    internal sealed record Full(
        Item Offre, string? Description, string? NoteMontant, int? DelaiJours, int? PlacesParAn, string Fenetres, JsonElement? Regle, Condition? Conditions,
        string? Demarche, string? Site, string Licence);

    internal sealed record Condition(string Phrase, string? Source, string? AdresseSource, IReadOnlyList<Condition> Parties);

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(OfferRoutes.ApiSheetTemplate, OneAsync).Asks(Permission.ReadPublic)
            .WithName("offre").WithTags("Offres").WithSummary("Lire une offre")
            .WithDescription("L’offre entière, ses conditions en arbre et en phrases.")
            .WithMetadata(new ApiParameter("id", "Identifiant, ou fin de l’adresse de l’offre.", "guid-asso"))
            .Produces<Full>().ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> OneAsync(
        string id, HttpContext http, OfferList list, OfferShelf shelf, TerreauOptions options)
    {
        var offers = await shelf.GetAsync(http.RequestAborted);
        var shelved = offers.Find(id) ?? (Guid.TryParse(id, out var guid) ? offers.All.FirstOrDefault(one => one.Offer.Id == guid) : null);
        if (shelved is null) return Results.Problem(statusCode: 404, title: "Offre inconnue", detail: "Aucune offre n’a cet identifiant.");
        var offer = shelved.Offer;
        var row = OfferRow.On(shelved, list.Today);
        return Results.Json(new Full(
            ItemOf(row, list.Today, options, http.Origin()), offer.Description, offer.AmountNote, offer.DecisionDays,
            offer.CapacityPerYear, offer.Windows.ToString(), Tree(offer.Rule), ConditionOf(ConditionLine.Of(offer.Rule)), offer.HowTo, offer.Url, ExportNotice.Licence), ApiJson.Options);
    }

    internal static Item ItemOf(OfferRow row, DateOnly day, TerreauOptions options, string origin)
    {
        var offer = row.Offer;
        return new Item(
            offer.Id, offer.Slug, offer.Title, offer.OperatorSlug, offer.OperatorName, offer.Summary, offer.Stages, [.. offer.Needs.Select(need => need.ToString())], offer.Themes, offer.Publics,
            offer.Perimeter, row.Shelved.Level, row.Shelved.Communes, offer.IsDedicated, offer.Cost, offer.AmountMinCents / 100m, offer.AmountMaxCents / 100m,
            offer.RateMaxThousandths / 1000m, row.Opening.State, row.Opening.From, row.Opening.To, offer.SourceId, offer.SourceOn.Written, offer.CheckedOn,
            offer.IsToVerify(day, options.StaleMonths), origin + OfferRoutes.Sheet(offer.Slug));
    }

    private static JsonElement? Tree(string? rule)
    {
        if (rule is null) return null;
        try { return JsonDocument.Parse(rule).RootElement.Clone(); }
        catch (JsonException) { return null; }
    }

    private static Condition? ConditionOf(ConditionLine? line)
        => line is null ? null : new Condition(line.Sentence, line.Source, line.SourceUrl, [.. line.Parts.Select(part => ConditionOf(part)!)]);
}
