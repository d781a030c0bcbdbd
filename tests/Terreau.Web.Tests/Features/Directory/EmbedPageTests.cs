using System.Net;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Features.Directory;

/// <summary>The list and the map that stand in the pages of partners: who may show them, what they show.</summary>
public sealed class EmbedPageTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private TestSite Site => shared.Site;

    [Fact]
    public async Task Frames_WithoutASetting_AreOfThisSiteAlone()
    {
        Assert.Equal(("'self'", "SAMEORIGIN"), await FramesAsync(Site, "/integration?commune=93063"));
        Assert.Equal(("'none'", "DENY"), await FramesAsync(Site, "/acteurs"));
    }

    [Fact]
    public async Task Frames_WithHosts_AreTheirsOnTheEmbedAndNobodysElsewhere()
    {
        await using var site = await TestSite.StartAsync(
            adjust: options => options with { EmbedHosts = EmbedOrigins.Read("X", "https://www.ville.fr, *.reseau.fr") });

        Assert.Equal(("'self' https://www.ville.fr https://*.reseau.fr", null), await FramesAsync(site, "/integration"));
        // Twice: a list kept in memory keeps its policy.
        Assert.Equal(("'self' https://www.ville.fr https://*.reseau.fr", null), await FramesAsync(site, "/integration"));
        Assert.Equal(("'self' https://www.ville.fr https://*.reseau.fr", null), await FramesAsync(site, "/integration"));
        foreach (var address in new[] { "/", "/acteurs", "/integration/code", "/connexion", "/nulle-part" })
            Assert.Equal(("'none'", "DENY"), await FramesAsync(site, address));
    }

    [Theory]
    [InlineData("https://www.ville.fr/ reseau.fr:8443;http://localhost:8000",
        "https://www.ville.fr https://reseau.fr:8443 http://localhost:8000")]
    [InlineData("https://*.reseau.fr https://*.reseau.fr", "https://*.reseau.fr")]
    public void Hosts_AreReadAsOrigins(string text, string expected)
    => Assert.Equal(expected, string.Join(' ', EmbedOrigins.Read("X", text)));

    [Theory]
    [InlineData("*"), InlineData("https://*"), InlineData("https://*.fr"), InlineData("http://www.ville.fr"), InlineData("'unsafe-inline'"),
        InlineData("https://a.fr/page"), InlineData("data:")]
    public void Hosts_ThatAreNoSite_DoNotStart(string text)
        => Assert.Contains("TERREAU_EMBED_HOSTS",
            Assert.Throws<StartException>(
                () => TerreauOptions.FromEnvironment(name => name == "TERREAU_EMBED_HOSTS" ? text : null)).Message,
                StringComparison.Ordinal);

    [Fact]
    public async Task Embed_ShowsTheSameActorsAsTheList_BareAndBeside()
    {
        var list = await Site.PageAsync("/acteurs?commune=93063");
        var embed = await Site.PageAsync("/integration?vue=liste&commune=93063");

        Assert.Equal(list.QuerySelectorAll(".result h2").Select(title => title.TextContent),
            embed.QuerySelectorAll(".result h2").Select(title => title.TextContent));
        Assert.Contains("Romainville", embed.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(embed.QuerySelectorAll(".site-head, .site-foot, form, terreau-map"));
        var links = embed.QuerySelectorAll("body a");
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Equal(("_blank", "noopener"), (link.GetAttribute("target"), link.GetAttribute("rel"))));
        Assert.Contains(links, link => link.TextContent == "Voir sur Terreau" && link.GetAttribute("href") == "/acteurs?commune=93063");
        Assert.Contains("Licence Ouverte", embed.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_AsAMap_HasTheListToo()
    {
        var page = await Site.PageAsync("/integration?vue=carte&commune=93063");

        var map = page.QuerySelector("terreau-map")!;
        Assert.Equal("_blank", map.GetAttribute("target"));
        Assert.Contains("commune=93063", map.GetAttribute("tiles"), StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".result"));
        Assert.Contains("activez-le", page.QuerySelector("noscript")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_OfAFaultyAddress_StillAnswers()
    {
        using var response = await Site.Client.GetAsync("/integration?commune=Paris&vue=%3Cscript%3E&page=9&limit=5");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await Site.ParseAsync(await response.Content.ReadAsStringAsync());
        Assert.Equal(5, page.QuerySelectorAll(".result").Length);
        Assert.Empty(page.QuerySelectorAll("script:not([src])"));
    }

    [Fact]
    public async Task Code_IsOneLineThatLeadsToTheSameQuery()
    {
        var list = await Site.PageAsync("/acteurs?commune=93063&q=compost");
        var page = await Site.PageAsync(
            list.QuerySelectorAll(".list-actions a").Single(link => link.TextContent == "Intégrer cette liste").GetAttribute("href")!);

        var code = page.QuerySelector("#liste")!.TextContent;
        Assert.DoesNotContain('\n', code);
        Assert.Equal(code, page.QuerySelector("[data-copied]")!.GetAttribute("data-copy-link"));
        var frame = (await Site.ParseAsync(code)).QuerySelector("iframe")!;
        Assert.Equal(("lazy", true), (frame.GetAttribute("loading"),
            frame.GetAttribute("title")!.Contains("Romainville", StringComparison.Ordinal)));
        var address = new Uri(frame.GetAttribute("src")!);
        Assert.Equal(Site.Client.BaseAddress!.Authority, address.Authority);
        Assert.Contains("compost", (await Site.PageAsync(address.PathAndQuery)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Aucun autre site", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<(string Ancestors, string? Older)> FramesAsync(TestSite site, string address)
    {
        using var response = await site.Client.GetAsync(address);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        return (policy[(policy.IndexOf("frame-ancestors ", StringComparison.Ordinal) + "frame-ancestors ".Length)..],
            response.Headers.TryGetValues("X-Frame-Options", out var older) ? older.Single() : null);
    }
}
