using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Terreau.Web.Commands;
using Terreau.Web.Data;
using Terreau.Web.Hosting;
using Terreau.Web.Tests.Features.Accounts;

namespace Terreau.Browser.Tests;

/// <summary>A Terreau with the world of Est Ensemble, and a Chromium to walk through it.</summary>
public sealed class OpenSite : IAsyncLifetime
{
    private readonly Browsers browsers = new();
    private readonly string folder = Directory.CreateTempSubdirectory("terreau-browser-").FullName;
    private WebApplication? app;

    public static string Root { get; } = FindRoot();

    /// <summary>The ProConnect of this site: a provider of our own, as strict.</summary>
    internal IdentityProvider Provider { get; private set; } = null!;

    /// <summary>Another site, which may show lists and maps of this one.</summary>
    internal PartnerSite Partner { get; private set; } = null!;

    public string Address => app!.Urls.First();

    /// <summary>The same site by its name: passkeys know no address made of numbers.</summary>
    private string NamedAddress => Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        Provider = await IdentityProvider.StartAsync();
        Partner = await PartnerSite.StartAsync();
        var options = new TerreauOptions
        {
            Data = folder, Urls = "http://127.0.0.1:0", Territory = Path.Combine(Root, "data", "est-ensemble"),
            RatePages = 1_000_000, RateSearch = 1_000_000, RateForms = 1_000_000, Jobs = false,
            ProConnect = Provider.Address, ProConnectClient = IdentityProvider.Client, ProConnectSecret = IdentityProvider.Secret,
            EmbedHosts = [Partner.Address],
        };
        app = Site.Build(options);
        await ServeCommand.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        await Provider.RegisterAsync(new Uri(Address));
        await browsers.InitializeAsync();
    }

    /// <summary>A new window, as a new visitor.</summary>
    /// <param name="width">In CSS pixels: 360 for a phone, 1280 for a desk.</param>
    /// <param name="script">False for a browser without script.</param>
    /// <param name="byName">True to come by http://localhost, as passkeys ask.</param>
    public async Task<IPage> VisitAsync(int width = 1280, bool script = true, bool dark = false, bool byName = false)
    {
        var context = await browsers.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = byName ? NamedAddress : Address, Locale = "fr-FR", JavaScriptEnabled = script,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 780 : 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        // Long enough beside the other suites on a busy machine; only what fails waits for it.
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(30_000);
        return await context.NewPageAsync();
    }

    internal IServiceProvider Services => app!.Services;

    /// <summary>Works on the database as a request would.</summary>
    internal async Task<T> WithDbAsync<T>(Func<TerreauDb, Task<T>> work)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TerreauDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await browsers.DisposeAsync();
        if (app is not null) await app.DisposeAsync();
        await Provider.DisposeAsync();
        await Partner.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static string FindRoot()
    {
        var place = new DirectoryInfo(AppContext.BaseDirectory);
        while (place is not null && !File.Exists(Path.Combine(place.FullName, "Terreau.slnx"))) place = place.Parent;
        return place?.FullName ?? throw new InvalidOperationException("These tests run inside a clone of Terreau.");
    }
}

[CollectionDefinition(nameof(OpenSite))]
public sealed class OpenSiteTests : ICollectionFixture<OpenSite>;
