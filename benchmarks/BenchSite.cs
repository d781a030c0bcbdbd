using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Commands;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;

namespace Terreau.Bench;

/// <summary>A Terreau to measure, in this process, on a folder of its own that goes with it.</summary>
internal sealed class BenchSite(string folder, WebApplication app) : IAsyncDisposable
{
    public static string Root => Environment.GetEnvironmentVariable("TERREAU_ROOT") ?? ".";
    public static string Territory => Path.Combine(Root, "data", "est-ensemble");

    public WebApplication App => app;
    public string Folder => folder;
    public string Database => Path.Combine(folder, "terreau.db");
    public Uri Address => new(app.Urls.First());

    /// <summary>Opens it, ready to be started.</summary>
    /// <param name="actors">So many invented actors; 0 = Est Ensemble as it is seeded.</param>
    public static async Task<BenchSite> OpenAsync(int actors, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("terreau-bench-").FullName;
        var app = Site.Build(new TerreauOptions
        {
            Data = folder, Urls = "http://127.0.0.1:0", Territory = Territory, Jobs = false,
            RatePages = int.MaxValue, RateSearch = int.MaxValue, RateForms = int.MaxValue,
        });
        var site = new BenchSite(folder, app);
        try
        {
            if (actors > 0)
            {
                await using var scope = app.Services.CreateAsyncScope();
                await Opening.MigrateAsync(scope.ServiceProvider.GetRequiredService<TerreauDb>(), cancel);
                await Worlds.SeedAsync(scope.ServiceProvider, Worlds.Large, actors, cancel);
            }
            await ServeCommand.PrepareAsync(app, cancel);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
