using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;

namespace Terreau.Web.Features.Offers;

/// <summary>The offers as open data.</summary>
internal static class OfferApi
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(OfferRoutes.ApiSheetTemplate, OneAsync).Asks(Permission.ReadPublic)
            .WithName("offre").WithTags("Offres").WithSummary("Lire une offre")
            .WithDescription("L’offre entière, ses conditions en arbre et en phrases.")
            .WithMetadata(new ApiParameter("id", "Identifiant, ou fin de l’adresse de l’offre.", "guid-asso"))
            .Produces<OfferWhole>().ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> OneAsync(
        string id, HttpContext http, OfferList list, OfferShelf shelf, AtlasCache atlases)
    {
        var offers = await shelf.GetAsync(http.RequestAborted);
        var shelved = offers.Find(id) ?? (Guid.TryParse(id, out var guid) ? offers.All.FirstOrDefault(one => one.Offer.Id == guid) : null);
        if (shelved is null) return Results.Problem(statusCode: 404, title: "Offre inconnue", detail: "Aucune offre n’a cet identifiant.");
        return Results.Json(new OfferWhole(list.ItemOf(shelved, await atlases.GetAsync(http.RequestAborted), http.Origin())),
            ApiJson.Options);
    }
}
