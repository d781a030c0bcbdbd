using Terreau.Web.Search.Projection;

namespace Terreau.Web.Hosting;

/// <summary>Puts the indexes and what feeds them together.</summary>
internal static class Searching
{
    public static IServiceCollection AddSearch(this IServiceCollection services, TerreauOptions options)
    {
        services.AddSingleton(provider =>
        {
            // Whoever opens the index holds its folder, and lets it go after: what is made last is closed first.
            provider.GetRequiredService<FolderHold>();
            return SearchIndexes.Open(options.IndexFolder, provider.GetServices<IndexedKind>());
        });
        services.AddSingleton<IndexFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<IndexFeed>());
        services.AddSingleton(new RebuildRequests(options.IndexFolder));
        services.AddHostedService<RebuildTurns>();
        return services;
    }
}
