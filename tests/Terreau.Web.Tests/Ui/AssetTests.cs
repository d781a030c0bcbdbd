using System.Net;

namespace Terreau.Web.Tests.Ui;

public sealed class AssetTests(AssetTests.OpenSite open) : IClassFixture<AssetTests.OpenSite>
{
    /// <summary>One site for all these tests: they only read.</summary>
    public sealed class OpenSite : IAsyncLifetime
    {
        internal TestSite Site { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Site = await TestSite.StartAsync();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }

    private static readonly string Build = Path.Combine(Clone.Root, "src", "Terreau.Web", "wwwroot", "build");

    [Fact]
    public void Script_OutsideIslands_WeighsLessThan15Kilobytes() =>
        Assert.InRange(new FileInfo(Path.Combine(Build, "site.js")).Length, 1, 15 * 1024);

    [Fact]
    public void Lock_OfPackages_NamesNoRegistry() =>
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Path.Combine(Clone.Root, "src", "Terreau.Web", "package-lock.json")),
            StringComparison.Ordinal);

    [Fact]
    public async Task Get_AnyPage_LoadsItsStyleAndScriptUnderTheirHash()
    {
        var site = open.Site;
        var page = await site.PageAsync("/");
        var style = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        var script = page.QuerySelector("script[type=module]")!.GetAttribute("src")!;
        Assert.Matches(@"^build/site\.\w+\.css$", style);
        Assert.Matches(@"^build/site\.\w+\.js$", script);
        foreach (var (address, kind) in new[] { (style, "text/css"), (script, "text/javascript") })
        {
            using var answer = await site.Client.GetAsync("/" + address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(kind, answer.Content.Headers.ContentType?.MediaType);
        }
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]):not([type='application/ld+json']), [onclick]"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/acteurs")]
    [InlineData("/offres")]
    [InlineData("/territoire")]
    public async Task Get_Page_CarriesLessThan25KilobytesOfStyle(string address)
    {
        var site = open.Site;
        var page = await site.PageAsync(address);
        var total = 0;
        foreach (var link in page.QuerySelectorAll("link[rel=stylesheet]:not([media=print])"))
        {
            total += (await site.Client.GetByteArrayAsync("/" + link.GetAttribute("href"))).Length;
        }
        Assert.InRange(total, 1, 25 * 1024);
    }

    [Fact]
    public async Task Get_HashedFile_IsKeptForAYear()
    {
        var site = open.Site;
        var font = Directory.EnumerateFiles(Path.Combine(Build, "h"), "*.woff2").Single();
        using var answer = await site.Client.GetAsync("/build/h/" + Path.GetFileName(font));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
    }
}
