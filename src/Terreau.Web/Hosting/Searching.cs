using Terreau.Web.Data.Steady;
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
            try
            {
                return SearchIndexes.Open(options.IndexFolder, provider.GetServices<IndexedKind>());
            }
            catch (Exception error) when (!FullDisk.Is(error) && error is IOException or UnauthorizedAccessException)
            {
                throw new StartException(
                    $"L’index de recherche ne s’ouvre pas dans «\u00A0{Path.GetFullPath(options.IndexFolder)}\u00A0»\u00A0: un fichier y "
                    + "tient la place d’un dossier, ou ses droits l’interdisent. Déplacez-le\u00A0: l’index se refait depuis la base.");
            }
        });
        services.AddSingleton<IndexFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<IndexFeed>());
        services.AddSingleton(new RebuildRequests(options.IndexFolder));
        services.AddHostedService<RebuildTurns>();
        return services;
    }
}
