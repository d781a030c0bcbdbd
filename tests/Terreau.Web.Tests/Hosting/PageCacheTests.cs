namespace Terreau.Web.Tests.Hosting;

/// <summary>The header Age says that an answer came from memory.</summary>
public sealed class PageCacheTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private HttpClient Client => fixture.Site.Client;

    [Theory]
    [InlineData("/acteurs?q=compost")]
    [InlineData("/offres?q=local")]
    [InlineData("/api/v1/acteurs?q=compost")]
    [InlineData("/api/v1/offres?q=local")]
    public async Task Get_AListAskedThrice_IsRenderedTwiceThenKept(string address)
    {
        string[] pages = [await RenderedAsync(address, kept: false), await RenderedAsync(address, kept: false),
            await RenderedAsync(address, kept: true)];

        Assert.Single(pages.Distinct());
    }

    [Fact]
    public async Task Get_ManyAddressesAskedOnce_AreNotKept()
    {
        for (var turn = 0; turn < 20; turn++) await RenderedAsync($"/acteurs?tour={turn}", kept: false);
    }

    private async Task<string> RenderedAsync(string address, bool kept)
    {
        using var response = await Client.GetAsync(address, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        Assert.Equal(kept, response.Headers.Age is not null);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
