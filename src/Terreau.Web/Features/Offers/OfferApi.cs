using System.Text.Json;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Api;

namespace Terreau.Web.Features.Offers;

/// <summary>The offers as open data: the parameters of the page, answered in JSON.</summary>
internal static class OfferApi
{
    private const int MostPerPage = 100;

    /// <summary>The parameters of the list, as the documentation of the API shows them.</summary>
    public static IReadOnlyList<ApiParameter> Parameters =>
    [
        new(OfferQuery.TextName, "Les mots cherchés, ou ce que vous voulez faire.", "acheter un four"),
        .. OfferFacets.All.Select(facet => new ApiParameter(facet.Name, $"{facet.Legend}.", facet.Example) { IsMany = true, Values = facet.Codes }),
        new(OfferQuery.AmountName, "Le montant cherché, en euros entiers : seuls les financements sont alors donnés.", "30000") { IsNumber = true },
        new(OfferQuery.SortName, "L’ordre de la liste.", OfferQuery.Code(OfferSort.Closing)) { Values = [.. Enum.GetValues<OfferSort>().Select(OfferQuery.Code)] },
        new(OfferQuery.PageName, "La page, à partir de 1.", "1") { IsNumber = true },
        new("limit", $"Le nombre d’offres par page, {MostPerPage} au plus.", "20") { IsNumber = true },
    ];

    /// <summary>One page of results, with what each value of each criterion would give.</summary>
    internal sealed record Listing(
        string Phrase, int Total, int Page, int Limit, IReadOnlyList<Item> Offres, IReadOnlyDictionary<string, IReadOnlyList<Counted>> Facettes,
        Links Liens, string Licence);

    internal sealed record Counted(string Valeur, string Libelle, int Nombre);
    internal sealed record Links(string Page, string? Suivante, string? Precedente);

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

    public static async Task<IResult> ListAsync(HttpContext http, OfferFinder finder, AtlasCache atlases, TerreauOptions options)
    {
        var atlas = await atlases.GetAsync(http.RequestAborted);
        var (query, faults) = OfferQuery.Read(http.Request.Query, atlas);
        var (limit, fault) = ReadLimit(http.Request.Query["limit"]);
        if (fault is not null) faults = [.. faults, fault];
        if (faults.Count > 0) return ApiJson.Refusal(faults.Select(one => (one.Parameter, one.Sentence)));
        var found = await finder.FindAsync(query, (query.Page - 1) * limit, limit, http.RequestAborted);
        var origin = http.Origin();
        string Page(int page)
        {
            var address = query.Address(OfferRoutes.Api, page);
            var limited = limit == OfferQuery.PageSize ? "" : $"{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}";
            return origin + address + limited;
        }
        return Results.Json(new Listing(
            found.Sentence, found.Total, query.Page, limit,
            [.. found.Rows.Select(row => ItemOf(row, found.Day, options, origin))],
            OfferFacets.All.ToDictionary(facet => facet.Name, facet => CountsOf(found, facet)),
            new Links(
                origin + query.Address(page: query.Page),
                (long)query.Page * limit < found.Total ? Page(query.Page + 1) : null,
                query.Page > 1 ? Page(query.Page - 1) : null),
            ExportNotice.Licence), ApiJson.Options);
    }

    public static async Task<IResult> OneAsync(
        string id, HttpContext http, OfferFinder finder, OfferShelf shelf, TerreauOptions options)
    {
        var offers = await shelf.GetAsync(http.RequestAborted);
        var shelved = offers.Find(id) ?? (Guid.TryParse(id, out var guid) ? offers.All.FirstOrDefault(one => one.Offer.Id == guid) : null);
        if (shelved is null) return Results.Problem(statusCode: 404, title: "Offre inconnue", detail: "Aucune offre n’a cet identifiant.");
        var offer = shelved.Offer;
        var row = new OfferFinder.Row(shelved, Opening.On(offer.Windows, finder.Today));
        return Results.Json(new Full(
            ItemOf(row, finder.Today, options, http.Origin()), offer.Description, offer.AmountNote, offer.DecisionDays,
            offer.CapacityPerYear, offer.Windows, Tree(offer.Rule), ConditionOf(ConditionLine.Of(offer.Rule)), offer.HowTo, offer.Url, ExportNotice.Licence), ApiJson.Options);
    }

    private static IReadOnlyList<Counted> CountsOf(OfferFinder.Found found, OfferFacet facet)
    {
        var counts = found.Counts(facet);
        return [.. facet.Values(found.Atlas).Select(value => new Counted(value.Code, value.Label, counts(value.Code))).Where(value => value.Nombre > 0)];
    }

    private static (int Limit, OfferQuery.Fault? Fault) ReadLimit(string? text) => text switch
    {
        null or "" => (OfferQuery.PageSize, null),
        _ when int.TryParse(text, out var limit) && limit is >= 1 and <= MostPerPage => (limit, null),
        _ => (OfferQuery.PageSize, new("limit", $"Un nombre entre 1 et {MostPerPage} est attendu.")),
    };

    internal static Item ItemOf(OfferFinder.Row row, DateOnly day, TerreauOptions options, string origin)
    {
        var offer = row.Offer;
        return new Item(
            offer.Id, offer.Slug, offer.Title, offer.OperatorSlug, offer.OperatorName, offer.Summary, offer.Stages, offer.Needs, offer.Themes, offer.Publics,
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
