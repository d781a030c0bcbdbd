using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Tests.Features.Directory;

/// <summary>One site with the world of Est Ensemble, for tests that only read.</summary>
public sealed class DirectorySite : IAsyncLifetime
{
    internal TestSite Site { get; private set; } = null!;
    internal Atlas Atlas { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Site = await TestSite.StartAsync();
        Atlas = await Site.WithDbAsync(db => Atlas.ReadAsync(db));
    }

    public async ValueTask DisposeAsync() => await Site.DisposeAsync();
}
