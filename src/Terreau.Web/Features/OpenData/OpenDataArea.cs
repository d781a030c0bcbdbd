using Terreau.Web.Features.OpenData.Ogc;
using Terreau.Web.Features.OpenData.Validator;
using Terreau.Web.Hosting;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.OpenData;

internal sealed class OpenDataArea : IArea
{
    public IEnumerable<MenuEntry> Foot => [new(60, "Données ouvertes et programmation", OpenDataRoutes.Page)];

    public void AddParts(IServiceCollection services, TerreauOptions options) => services.AddSingleton<ValidatorTurns>();

    public void Map(IEndpointRouteBuilder app)
    {
        OgcEndpoints.Map(app);
        HsdsLanding.Map(app);
    }
}
