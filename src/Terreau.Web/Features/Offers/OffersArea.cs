using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Offers;

internal sealed class OffersArea : IArea
{
    public IEnumerable<MenuEntry> Menu => [new(20, "Offres", OfferRoutes.List)];

    public IEnumerable<string> Searches => [OfferRoutes.List];

    public void AddParts(IServiceCollection services, TerreauOptions options)
        => services.AddSingleton<OfferShelf>().AddSingleton<OfferFinder>().AddScoped<OfferDates>().AddScoped<IFeatureCollection, OfferCollection>();

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(OfferRoutes.Csv, OfferFiles.WriteCsvAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
        app.MapGet(OfferRoutes.Xlsx, OfferFiles.WriteXlsxAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
        app.MapGet(OfferRoutes.Ods, OfferFiles.WriteOdsAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
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
    }
}
