using System.Text.Json;

namespace Terreau.Web.Tests.Features.OpenData;

public sealed class OpenDataPageTests(OpenDataPageTests.Shared shared) : IClassFixture<OpenDataPageTests.Shared>
{
    [Fact]
    public async Task Get_Description_IsOpenApiWithItsLicence()
    {
        using var response = await shared.Site.Client.GetAsync("/openapi/v1.json");

        var root = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.StartsWith("3.1", root.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("Licence Ouverte 2.0", root.GetProperty("info").GetProperty("license").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Get_Description_SaysThatAKeyMayBeGiven_InTwoWays_AndNeedNot()
    {
        using var response = await shared.Site.Client.GetAsync("/openapi/v1.json");

        var root = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var schemes = root.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal("bearer", schemes.GetProperty("cle").GetProperty("scheme").GetString());
        Assert.Equal("X-Api-Key", schemes.GetProperty("cleEnTete").GetProperty("name").GetString());
        var ways = root.GetProperty("security").EnumerateArray()
            .Select(way => string.Join(',', way.EnumerateObject().Select(scheme => scheme.Name)));
        Assert.Equal(["", "cle", "cleEnTete"], ways);
    }

    [Fact]
    public async Task Get_Page_SaysTheLicenceAndWhereProgramsReadOn()
    {
        var page = await shared.Site.PageAsync("/api");

        Assert.NotNull(page.QuerySelector("a[href='/openapi/v1.json']"));
        Assert.Contains("Licence Ouverte 2.0", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("script:not([src]), style, [style]"));
    }

    public sealed class Shared : IAsyncLifetime
    {
        internal TestSite Site { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Site = await TestSite.StartAsync();

        public async ValueTask DisposeAsync() => await Site.DisposeAsync();
    }
}
