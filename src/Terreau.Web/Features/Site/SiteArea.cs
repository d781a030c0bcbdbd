using Terreau.Web.Hosting;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Site;

internal sealed class SiteArea : IArea
{
    public IEnumerable<MenuEntry> Menu =>
    [
        new(110, "À propos", SiteRoutes.About, Named.OnMap | Named.AtFoot),
        new(120, "Sources et licences", SiteRoutes.Sources, Named.OnMap | Named.AtFoot),
        new(130, "Accessibilité", SiteRoutes.Accessibility, Named.OnMap | Named.AtFoot),
        new(115, "Nous joindre", SiteRoutes.ContactUs, Named.OnMap | Named.AtFoot),
        new(135, "Mentions légales", SiteRoutes.Legal, Named.OnMap | Named.AtFoot),
        new(150, "Plan du site", SiteRoutes.SiteMap, Named.OnMap | Named.AtFoot),
    ];

    public IEnumerable<WayOut> Ways =>
        [new("Pages du site", "Plan XML", "/sitemap.xml", "/sitemap.xml", "Toutes les pages", "application/xml")];

    public void Map(IEndpointRouteBuilder app) => Crawlers.Map(app);
}
