using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;

namespace Terreau.Web.Commands;

/// <summary>What a console verb works with: the same parts as the site, without listening.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly ServiceProvider provider;
    private readonly AsyncServiceScope scope;

    private Workplace(ServiceProvider provider)
    {
        this.provider = provider;
        scope = provider.CreateAsyncScope();
    }

    public TerreauDb Db => scope.ServiceProvider.GetRequiredService<TerreauDb>();
    public IServiceProvider Services => scope.ServiceProvider;

    /// <summary>Opens the database, migrating it first.</summary>
    /// <param name="hold">Of the data folder, where the verb changes more than the database; let go at the end.</param>
    public static async Task<Workplace> OpenAsync(TerreauOptions options, CancellationToken cancel, FolderHold? hold = null)
    {
        Opening.PrepareFolder(options.Data);
        var services = new ServiceCollection();
        services.AddLogging();
        Site.AddParts(services, options);
        if (hold is not null) services.AddSingleton(_ => hold);
        var place = new Workplace(services.BuildServiceProvider());
        await UsedFolder.OpenAsync(place.Db, options, cancel);
        return place;
    }

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await provider.DisposeAsync();
    }
}
