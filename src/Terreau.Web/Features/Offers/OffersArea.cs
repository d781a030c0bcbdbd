using Terreau.Web.Domain.Offers;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting;
using Terreau.Web.Listing;
using Terreau.Web.Search.Projection;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Offers;

internal sealed class OffersArea : IArea
{
    public IEnumerable<MenuEntry> Menu => [new(20, "Offres", OfferRoutes.List, Named.OnMap | Named.AtHead)];

    public void AddParts(IServiceCollection services, TerreauOptions options)
        => services.AddSingleton<IndexedKind, OfferIndex>().AddSingleton<OfferShelf>().AddSingleton<ListParts>().AddSingleton<OfferList>()
            .AddScoped<IFeatureCollection, OfferCollection>();

    public void Map(IEndpointRouteBuilder app)
    {
        var offers = app.ServiceProvider.GetRequiredService<OfferList>();
        app.MapListApi(offers).WithName("offres").WithSummary("Chercher des offres").Produces<ListEnvelope<OfferItem>>();
        app.MapListFiles(offers);
        OfferApi.Map(app);
        OfferInclusion.Map(app);
        OfferHsds.Map(app);
    }
}
