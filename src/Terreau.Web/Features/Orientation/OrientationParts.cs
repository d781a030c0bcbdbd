using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Orientation;

/// <summary>What the orientation is made of, for the site to plug in.</summary>
internal static class OrientationParts
{
    public static IServiceCollection AddOrientation(this IServiceCollection services) => services
        .AddSingleton<OfferCatalogueCache>()
        .AddSingleton(parts => new ProjectOrientation(
            parts.GetRequiredService<OfferCatalogueCache>(), parts.GetRequiredService<AtlasCache>(), parts.GetRequiredService<TerreauOptions>().StaleMonths));
}
