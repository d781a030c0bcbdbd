using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Territory;

internal sealed class TerritoryArea : IArea
{
    public IEnumerable<MenuEntry> Menu =>
    [
        new(40, "Territoire", TerritoryRoutes.Portrait, Named.OnMap | Named.AtHead),
        new(41, "L’économie sociale selon le répertoire", TerritoryRoutes.RegisteredEss, Named.OnMap),
    ];

    public IEnumerable<WayOut> Ways =>
        [new("Zones", "GeoJSON", TerritoryRoutes.Zones, TerritoryRoutes.Zones + "?niveau=commune", "Communes", "application/geo+json")];

    public void AddParts(IServiceCollection services, TerreauOptions options)
        => services.AddSingleton<AtlasCache>().AddSingleton<ActorCounts>().AddScoped<IFeatureCollection, ZoneCollection>();

    public void Map(IEndpointRouteBuilder app) => ZonesApi.Map(app);
}
