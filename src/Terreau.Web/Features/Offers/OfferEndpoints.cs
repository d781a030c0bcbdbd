using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.Offers;

internal static class OfferEndpoints
{
    public static IServiceCollection AddOffers(this IServiceCollection services)
        => services.AddSingleton<OfferShelf>().AddSingleton<OfferFinder>().AddScoped<OfferDates>().AddScoped<IFeatureCollection, OfferCollection>();

    public static IEndpointRouteBuilder MapOffers(this IEndpointRouteBuilder app)
    {
        app.MapGet(OfferRoutes.Csv, OfferFiles.WriteCsvAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
        app.MapGet(OfferRoutes.Xlsx, OfferFiles.WriteXlsxAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
        app.MapGet(OfferRoutes.Api, OfferApi.ListAsync).Asks(Permission.ReadPublic)
            .WithName("offres").WithTags("Offres").WithSummary("Chercher des offres")
            .WithDescription("Les paramètres de la page /offres, avec « page » et « limit » (100 au plus).")
            .WithMetadata([.. OfferApi.Parameters])
            .Produces<OfferApi.Listing>().ProducesValidationProblem();
        app.MapGet(OfferRoutes.Api + "/{id}", OfferApi.OneAsync).Asks(Permission.ReadPublic)
            .WithName("offre").WithTags("Offres").WithSummary("Lire une offre")
            .WithDescription("L’offre entière, ses conditions en arbre et en phrases.")
            .Produces<OfferApi.Full>().ProducesProblem(404);
        OfferInclusion.Map(app);
        OfferHsds.Map(app);
        return app;
    }
}
