using Terreau.Web.Domain.Offers;
using Terreau.Web.Exports.Ods;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Exports.Xlsx;
using Terreau.Web.Hosting;
using Terreau.Web.Listing;
using Terreau.Web.Search.Projection;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Offers;

internal sealed class OffersArea : IArea
{
    public IEnumerable<MenuEntry> Menu => [new(20, "Offres", OfferRoutes.List, Named.OnMap | Named.AtHead)];

    public IEnumerable<WayOut> Ways =>
    [
        new("Offres", "CSV", OfferRoutes.Csv, OfferRoutes.Csv + "?besoin=FINANCEMENT", "Financements", "text/csv"),
        new("Offres", "XLSX", OfferRoutes.Xlsx, OfferRoutes.Xlsx, "Toutes les offres", XlsxExport.ContentType),
        new("Offres", "ODS", OfferRoutes.Ods, OfferRoutes.Ods + "?colonnes=offre&colonnes=dates", "Offres et dates", OdsExport.ContentType),
        new("Offres", "JSON", OfferRoutes.Api, OfferRoutes.Api + "?limit=5", "Cinq offres", "application/json"),
        new("Services", "data·inclusion v1", OfferRoutes.Inclusion, OfferRoutes.Inclusion, "Tous les services", "application/json"),
        new("Services", "Open Referral HSDS 3.0", OfferRoutes.Hsds, OfferRoutes.Hsds + "?full=true&per_page=5", "Cinq services entiers",
            "application/json"),
    ];

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
