using Microsoft.AspNetCore.Authentication;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.Privacy;

/// <summary>What is true of this installation and matters to people’s data, read from its settings rather than written by hand.</summary>
internal sealed class Installation(TerreauOptions options, AtlasCache atlases, IAuthenticationSchemeProvider schemes)
{
    /// <summary>The host that a visitor’s browser asks for the ground of the map; null for none.</summary>
    public string? MapHost => options.BaseMap is { } address ? new Uri(address).Host : null;

    /// <summary>Mails leave by a server; else they stay as files in the data folder.</summary>
    public bool SendsMail => options.Smtp is not null;

    /// <summary>How to write to the data protection officer; null while nobody has said.</summary>
    public string? Officer => options.Officer;

    /// <summary>Providers one may sign in with, besides the site’s own means.</summary>
    public async Task<IReadOnlyList<string>> ProvidersAsync()
        => [.. (await schemes.GetAllSchemesAsync()).Where(scheme => scheme.Name != SessionCookie.Scheme)
            .Select(scheme => scheme.DisplayName ?? scheme.Name)];

    /// <summary>Who decides what is kept: the body of the territory.</summary>
    public async Task<ServedTerritory> ControllerAsync(CancellationToken cancel) => (await atlases.GetAsync(cancel)).Territory;
}
