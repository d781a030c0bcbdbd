using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HttpOverrides;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Accounts;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.History;
using Terreau.Web.Features.Offers;
using Terreau.Web.Features.OpenData.Ogc;
using Terreau.Web.Features.OpenData;
using Terreau.Web.Features.OpenData.Validator;
using Terreau.Web.Features.Orientation;
using Terreau.Web.Features.Privacy;
using Terreau.Web.Features.Site;
using Terreau.Web.Features.Steward;
using Terreau.Web.Features.Steward.Duplicates;
using Terreau.Web.Features.Steward.Imports;
using Terreau.Web.Features.Steward.Campaigns;
using Terreau.Web.Features.Steward.Partners;
using Terreau.Web.Features.Territory;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting.Jobs;
using Terreau.Web.Hosting.Mail;
using Terreau.Web.Hosting.Partners;
using Terreau.Web.Ui;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Hosting;

/// <summary>The web application: what it is made of and in which order a request goes through it.</summary>
internal static class Site
{
    /// <param name="options">The settings of this installation.</param>
    /// <param name="adjust">Lets a test replace a part (the clock) before the application is built.</param>
    public static WebApplication Build(TerreauOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(Site).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries));
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1_000_000;
        });
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            // A failed command is thrown, and told once where it is caught.
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
            // What keeps someone from coming in is told once, where it is answered.
            .AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None)
            // The keys of forms lie in the data folder, which the operator protects as a whole.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        var services = builder.Services;
        AddParts(services, options);
        services.AddRazorComponents();
        services.AddScoped<DocumentHead>();
        services.AddSingleton<SiteFont>();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = SiteCookies.Form);
        services.AddDataProtection().SetApplicationName("Terreau")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.Data, "keys")));
        services.AddRateLimits(options);
        services.AddTelemetry();
        services.AddOpenData();
        services.AddSingleton<ValidatorTurns>();
        services.AddPageCache();
        services.AddDirectory();
        services.AddHistory();
        services.AddSteward();
        services.AddDuplicates();
        services.AddCampaigns();
        services.AddPartners();
        services.AddPartnerKeysAndHooks();
        services.AddSessionCookie();
        services.AddAccounts();
        services.AddModeration();
        services.AddProConnect(options);
        services.AddHttpContextAccessor();
        services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: ["ready"]);
        services.AddJobs(options);
        adjust?.Invoke(builder);

        var app = builder.Build();
        if (options.Proxy)
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            });
        }
        app.UseSecurityHeaders(options);
        app.UseHashedAssets();
        app.UseFailures();
        app.UsePartnerKeys();
        app.UseRateLimiter();
        app.UsePartnerRefusal();
        app.UseOutputCache();
        app.UseWriteGate();
        app.UsePrivateLinks();
        app.UseAuthentication();
        app.UseFileUploads();
        app.UseAccess();
        app.UseAntiforgery();
        app.MapStaticAssets().Asks(Permission.ReadPublic);
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).Asks(Permission.ReadPublic);
        app.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).Asks(Permission.ReadPublic);
        app.MapOpenApi(OpenApiSetup.Route).Asks(Permission.ReadPublic);
        app.MapOffers();
        app.MapDirectory();
        app.MapHistory();
        app.MapCampaigns();
        app.MapImports();
        app.MapTerritory();
        app.MapOrientation();
        app.MapAccounts();
        app.MapCrawlers();
        app.MapOgc();
        app.MapHsds();
        app.MapProConnect(options);
        app.MapRazorComponents<Ui.App>();
        app.RequireAccessEverywhere();
        app.RequireStatements();
        return app;
    }

    /// <summary>What the site and the console verbs both work with.</summary>
    public static void AddParts(IServiceCollection services, TerreauOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddTerreauDb(options.Connection);
        services.AddSingleton<AtlasCache>();
        services.AddOffers();
        services.AddTerritory();
        services.AddSearch(options);
        services.AddOrientation();
        services.AddMail();
        services.AddSingleton<DuplicateWatch>();
        services.AddImports();
        services.AddPrivacy(options);
    }
}
