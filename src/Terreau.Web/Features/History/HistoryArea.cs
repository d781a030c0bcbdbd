using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.History;

internal sealed class HistoryArea : IArea
{
    public IEnumerable<WayOut> Ways =>
        [new("Activité publique", "Atom", HistoryRoutes.Feed, HistoryRoutes.Feed, "Le fil", "application/atom+xml")];

    public void AddParts(IServiceCollection services, TerreauOptions options)
        => services.AddScoped<HistoryReading>().AddScoped<Reverting>().AddScoped<Rulings>().AddScoped<ActivityFeed>();

    public void Map(IEndpointRouteBuilder app)
        => app.MapGet(HistoryRoutes.Feed, (HttpContext http, ActivityFeed feed) => feed.AnswerAsync(http))
            .Asks(Permission.ReadPublic).Costs(Cost.Search).ExcludeFromDescription().CacheOutput(PageCache.Lists);
}
