using Terreau.Web.Search;
using Terreau.Web.Search.Projection;
using Terreau.Web.Search.Purposes;

namespace Terreau.Web.Hosting;

/// <summary>Puts the indexes and what feeds them together.</summary>
internal static class Searching
{
    public static IServiceCollection AddSearch(this IServiceCollection services, TerreauOptions options)
    {
        services.AddSingleton(provider =>
        {
            try
            {
                return SearchIndexes.Open(options.IndexFolder, provider.GetRequiredService<PurposeBase>().Expansions());
            }
            catch (SearchIndexInUseException)
            {
                throw new StartException(
                    $"Un autre Terreau tient déjà le dossier « {Path.GetFullPath(options.Data)} ». Arrêtez-le, ou choisissez un autre dossier avec TERREAU_DATA.");
            }
        });
        services.AddSingleton<IndexFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<IndexFeed>());
        return services;
    }
}
