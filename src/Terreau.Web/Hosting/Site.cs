using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Answers;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Hosting.Guards;
using Terreau.Web.Hosting.Jobs;
using Terreau.Web.Hosting.Mail;
using Terreau.Web.Hosting.Subscribers;
using Terreau.Web.Hosting.Watch;
using Terreau.Web.Hosting.Watch.Sent;
using Terreau.Web.Hosting.Watch.State;
using Terreau.Web.Ui;
using Terreau.Web.Ui.Layout;
using Terreau.Web.Working;

namespace Terreau.Web.Hosting;

/// <summary>The web application: in which order a request goes through it. What it shows, each <see cref="IArea"/> brings.</summary>
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
        builder.Services.AddSystemdNotice();
        Listen(builder, options);
        Log(builder.Logging);
        AddParts(builder.Services, options);
        AddWeb(builder.Services, options);
        adjust?.Invoke(builder);
        builder.AddTelemetry();

        var app = builder.Build();
        Use(app, options);
        Map(app);
        app.RequireAccessEverywhere();
        foreach (var area in Areas.All) area.Require(app.Services);
        return app;
    }

    /// <summary>What the site and the console verbs both work with.</summary>
    public static void AddParts(IServiceCollection services, TerreauOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddTerreauDb(options.Connection);
        services.AddSingleton(provider => FolderHold.Take(options.Data, FolderHold.Site, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(WorkerStart.Own).AddSingleton<Workers>();
        services.AddSearch(options);
        services.AddMail();
        foreach (var area in Areas.All) area.AddParts(services, options);
    }

    private static void Listen(WebApplicationBuilder builder, TerreauOptions options)
    {
        builder.WebHost.UseUrls(ListenAddresses.Read(options.Urls));
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1_000_000;
        });
    }

    private static void Log(ILoggingBuilder logging) => Console(logging.ClearProviders())
        .SetMinimumLevel(LogLevel.Warning)
        // A failed command is thrown, and told once where it is caught.
        .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
        // Who asks is answered, every few seconds; what fails says so itself, once.
        .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
        // What keeps someone from coming in is told once, where it is answered.
        .AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None)
        // A form that is not ours is answered as such; anyone could fill the log with them.
        .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None)
        // What keeps them from being read is told once, at the start.
        .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.KeyRingProvider", LogLevel.None)
        // The keys of forms lie in the data folder, which the operator protects as a whole.
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

    /// <summary>A line for a person; under systemd with its weight, so that "journalctl -p err" finds failures.</summary>
    private static ILoggingBuilder Console(ILoggingBuilder logging)
        => SystemdNotice.IsWanted ? logging.AddSystemdConsole() : logging.AddSimpleConsole(console => console.SingleLine = true);

    private static void AddWeb(IServiceCollection services, TerreauOptions options)
    {
        services.AddRazorComponents();
        services.AddScoped<DocumentHead>();
        services.AddSingleton<SiteFont>();
        services.AddSingleton(new SiteMenu([.. Areas.All.SelectMany(area => area.Menu)]));
        services.AddSingleton<PublicAddress>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = SiteCookies.Form;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // Who may show a page in a frame is said with the other security headers.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("Terreau")
            .PersistKeysToFileSystem(new DirectoryInfo(options.KeyFolder));
        services.AddRateLimits(options);
        services.AddScoped<StateReading>();
        services.AddOpenData();
        services.AddPageCache();
        services.AddSingleton<SubscriberKeys>().AddHostedService(provider => provider.GetRequiredService<SubscriberKeys>());
        services.AddSessionCookie();
        services.AddHttpContextAccessor();
        services.AddReadiness();
        // A worker that ends badly, in spite of all, does not take the site with it.
        services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        services.AddJobs(options);
    }

    /// <summary>What every request goes through, from the outside in.</summary>
    private static void Use(WebApplication app, TerreauOptions options)
    {
        TrustedProxies.Use(app, options);
        app.UseHeadAnswers();
        app.UseRouting();
        app.UseSecurityHeaders(options);
        app.UseAskedHost();
        app.UseHashedAssets();
        app.UsePartAnswers();
        app.UseFailures();
        app.UseSubscriberKeys();
        app.UseRateLimiter();
        app.UseSubscriberRefusal();
        app.UseOutputCache();
        app.UseWriteGate();
        app.UseSecretAddresses();
        foreach (var area in Areas.All) area.Use(app);
        app.UseAuthentication();
        app.UseAccess();
        app.UseFileUploads();
        app.UseAntiforgery();
    }

    private static void Map(WebApplication app)
    {
        app.MapStaticAssets().Asks(Permission.ReadPublic).Costs(Cost.None);
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).Asks(Permission.ReadPublic).Costs(Cost.None);
        app.MapReadiness().Asks(Permission.ReadPublic).Costs(Cost.None);
        app.MapOpenApi(OpenApiSetup.Route).Asks(Permission.ReadPublic);
        foreach (var area in Areas.All) area.Map(app);
        app.MapRazorComponents<Ui.App>();
    }
}
