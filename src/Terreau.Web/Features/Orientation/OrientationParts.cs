using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Projects;

namespace Terreau.Web.Features.Orientation;

/// <summary>What the orientation is made of, for the site to plug in.</summary>
internal static class OrientationParts
{
    public static IServiceCollection AddOrientation(this IServiceCollection services) => services
        .AddSingleton<OfferCatalogueCache>()
        .AddSingleton<ProjectOrientation>();
}
