using Terreau.Web.Features.OpenData.Ogc;
using Terreau.Web.Features.OpenData.Validator;
using Terreau.Web.Hosting;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.OpenData;

internal sealed class OpenDataArea : IArea
{
    public IEnumerable<MenuEntry> Menu =>
    [
        new(160, "Données ouvertes et programmation", OpenDataRoutes.Page, Named.OnMap | Named.AtFoot),
        new(161, "Données ouvertes", OpenDataRoutes.Everything, Named.OnMap),
        new(162, "Vérifier un fichier", OpenDataRoutes.Validator, Named.OnMap),
    ];

    public IEnumerable<WayOut> Ways =>
    [
        new("Acteurs, offres et zones", "OGC API Features 1.0", OgcRoutes.Landing, OgcRoutes.Items("acteurs"), "Dix acteurs",
            "application/geo+json"),
    ];

    public void AddParts(IServiceCollection services, TerreauOptions options) => services.AddSingleton<ValidatorTurns>();

    public void Map(IEndpointRouteBuilder app)
    {
        OgcEndpoints.Map(app);
        HsdsLanding.Map(app);
    }
}
