using Terreau.Web.Hosting;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Site;

internal sealed class SiteArea : IArea
{
    public IEnumerable<MenuEntry> Foot =>
    [
        new(10, "À propos", SiteRoutes.About),
        new(20, "Sources et licences", SiteRoutes.Sources),
        new(30, "Accessibilité", SiteRoutes.Accessibility),
        new(50, "Plan du site", SiteRoutes.SiteMap),
    ];

    public void Map(IEndpointRouteBuilder app) => Crawlers.Map(app);
}
