using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.History;

internal static class HistoryEndpoints
{
    public static IServiceCollection AddHistory(this IServiceCollection services)
        => services.AddScoped<HistoryReading>().AddScoped<Reverting>().AddScoped<Decisions>().AddScoped<ActivityFeed>();

    public static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder app)
    {
        app.MapGet(HistoryRoutes.Feed, (HttpContext http, ActivityFeed feed) => feed.AnswerAsync(http))
            .Asks(Permission.ReadPublic).ExcludeFromDescription().CacheOutput(PageCache.Lists);
        return app;
    }
}
