using System.Xml.Linq;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Tests.Features.Site;

public sealed class SitePagesTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private readonly TestSite site = fixture.Site;

    [Fact]
    public async Task Get_Sources_ListsEachSourceWithItsLicence()
    {
        var held = await site.WithDbAsync(db => Task.FromResult(db.Sources.ToList()));

        var page = await site.PageAsync("/sources");

        Assert.All(held, (Source source) =>
        {
            var line = page.GetElementById(source.Key);
            Assert.NotNull(line);
            Assert.Contains(source.Licence!, line.TextContent, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("/a-propos", "à vérifier")]
    [InlineData("/accessibilite", "Aucun audit")]
    [InlineData("/donnees-personnelles", "est responsable de ces données")]
    [InlineData("/plan-du-site", "Romainville")]
    public async Task Get_PageOfTheSite_SaysWhatItMust(string address, string words)
        => Assert.Contains(words, (await site.PageAsync(address)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task Get_Foot_LeadsToEveryPageOfTheSite()
    {
        var foot = (await site.PageAsync("/a-propos")).QuerySelectorAll("footer a").Select(link => link.GetAttribute("href")).ToList();

        Assert.Superset(new HashSet<string?>(["/sources", "/a-propos", "/accessibilite", "/donnees-personnelles", "/plan-du-site"]),
            foot.ToHashSet());
    }

    [Fact]
    public async Task Get_SiteMapFile_NamesOffersActorsAndPlacesByWholeAddress()
    {
        XNamespace space = "http://www.sitemaps.org/schemas/sitemap/0.9";

        var file = XDocument.Parse(await site.Client.GetStringAsync("/sitemap.xml", TestContext.Current.CancellationToken));

        var addresses = file.Root!.Elements(space + "url").Select(url => new Uri(url.Element(space + "loc")!.Value)).ToList();
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        Assert.Contains(addresses, address => address.AbsolutePath == "/territoire/communes/93010");
        Assert.Contains(addresses, address => address.AbsolutePath == "/offres/guid-asso");
        Assert.Contains(addresses, address => address.AbsolutePath == "/acteurs/bond-innov");
    }

    [Fact]
    public async Task Get_Robots_KeepsPrivateLinksOut()
        => Assert.Contains("Disallow: /orientation/p/",
            await site.Client.GetStringAsync("/robots.txt", TestContext.Current.CancellationToken), StringComparison.Ordinal);
}
