namespace Terreau.Web.Tests;

/// <summary>One site on the world of Est Ensemble, shared by the tests of a class that only read.</summary>
public sealed class SiteFixture : IAsyncLifetime
{
    internal TestSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
