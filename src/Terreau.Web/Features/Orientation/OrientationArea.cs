using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Orientation.Quality;
using Terreau.Web.Hosting;
using Terreau.Web.Search.Ideas;
using Terreau.Web.Search.Ideas.Wording;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Orientation;

internal sealed class OrientationArea : IArea
{
    public IEnumerable<MenuEntry> Menu =>
    [
        new(30, "Décrire mon projet", OrientationRoutes.Start, Named.OnMap | Named.AtHead),
        new(32, "La qualité des réponses", OrientationRoutes.Quality, Named.OnMap),
        new(31, "Comment les aides sont classées", OrientationRoutes.Method, Named.OnMap),
    ];

    public IEnumerable<string> Secrets => [OrientationRoutes.Private];

    public void Use(IApplicationBuilder app) => PrivateLinks.Use(app);

    public void Map(IEndpointRouteBuilder app) => OrientationEndpoints.Map(app);

    public void AddParts(IServiceCollection services, TerreauOptions options) => services
        .AddSingleton<OfferCatalogueCache>()
        .AddSingleton<MeasuredAnswers>()
        .AddSingleton(IdeaWords.Read(options.TerritoryFolder))
        .AddSingleton<IdeaReaders>()
        .AddSingleton(parts => new ProjectOrientation(
            parts.GetRequiredService<OfferCatalogueCache>(), parts.GetRequiredService<AtlasCache>(), options.StaleMonths));
}
