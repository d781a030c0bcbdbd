using Terreau.Web.Domain.Privacy;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Jobs;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Privacy;

internal sealed class PrivacyArea : IArea
{
    public IEnumerable<MenuEntry> Menu =>
    [
        new(140, "Données personnelles", PrivacyRoutes.Statement, Named.OnMap | Named.AtFoot),
        new(141, "Registre des traitements", PrivacyRoutes.Register, Named.OnMap),
    ];

    /// <summary>The reviewed files, and the nightly run that follows one of them.</summary>
    public void AddParts(IServiceCollection services, TerreauOptions options)
        => services
            .AddSingleton(_ =>
            {
                var table = StatementFiles.ReadRetention(options.TerritoryFolder);
                Retention.Require(table);
                return table;
            })
            .AddSingleton(_ => StatementFiles.ReadAccessibility(options.TerritoryFolder))
            .AddScoped<Retention>()
            .AddScoped<Installation>()
            .AddJob<Retention>(Retention.Command, Turn.At("0 40 3 * * ?"), (retention, cancel) => retention.RunAsync(write: true, cancel));

    /// <summary>Reads the files before the site opens.</summary>
    /// <exception cref="StartException">One is missing or cannot be followed.</exception>
    public void Require(IServiceProvider parts)
    {
        parts.GetRequiredService<RetentionTable>();
        parts.GetRequiredService<AccessibilityStatement>();
    }
}
