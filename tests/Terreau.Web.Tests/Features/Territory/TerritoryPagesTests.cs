using System.Text.Json;

namespace Terreau.Web.Tests.Features.Territory;

public sealed class TerritoryPagesTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private readonly TestSite site = fixture.Site;

    private static readonly string[] Nine =
        ["Bagnolet", "Bobigny", "Bondy", "Les Lilas", "Le Pré-Saint-Gervais", "Montreuil", "Noisy-le-Sec", "Pantin", "Romainville"];

    [Fact]
    public async Task Get_Portrait_ListsTheNineCommunesWithPeopleAndLinks()
    {
        var page = await site.PageAsync("/territoire");

        var rows = page.QuerySelectorAll("#table-communes-titre").Single().ParentElement!.QuerySelectorAll("tbody tr");
        Assert.Equal(Nine.Order(StringComparer.Ordinal),
            rows.Select(row => row.QuerySelector("th a")!.TextContent).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.NotNull(row.QuerySelector("a[href^='/acteurs?commune=']")));
        Assert.All(rows, row => Assert.NotNull(row.QuerySelector("a[href^='/offres?commune=']")));
        Assert.Contains("Populations municipales", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Association", "1 161", "10 597", "9 586", "0,9046", "31 710,01 €")]
    [InlineData("Coopérative", "78", "1 356", "1 216", "0,8968", "35 172,51 €")]
    [InlineData("Mutuelle", "25", "467", "428", "0,9165", "39 090,72 €")]
    [InlineData("Fondation", "10", "431", "364", "0,8445", "30 615,89 €")]
    [InlineData("Total imprimé", "1 274", "12 851", "11 594", "0,9022", "32 311,28 €")]
    public async Task Get_Portrait_ShowsTheSocialEconomyOf2018WithItsRatios(
        string family, string establishments, string employees, string fullTime, string ratio, string pay)
    {
        var page = await site.PageAsync("/territoire");

        var cells = page.QuerySelector("#table-ess-titre")!.ParentElement!.QuerySelectorAll("tr")
            .Single(row => row.FirstElementChild!.TextContent == family).Children.Select(cell => Plain(cell.TextContent)).ToList();
        Assert.Equal([family, establishments, employees, fullTime], cells[..4]);
        Assert.Equal([ratio, pay], cells[5..]);
    }

    [Fact]
    public async Task Get_Portrait_SaysAnIntervalWhereTheShareIsRounded()
    {
        var text = Plain((await site.PageAsync("/territoire")).Body!.TextContent);

        Assert.Contains("entre 13 626 et 13 773", text, StringComparison.Ordinal);
        Assert.DoesNotContain("13 699", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Portrait_ExplainsTheThreeCountsOfPriorityDistricts()
    {
        var text = Plain((await site.PageAsync("/territoire")).QuerySelector("[aria-labelledby=prioritaires]")!.TextContent);

        Assert.Contains("Génération 2015 : 19 quartiers.", text, StringComparison.Ordinal);
        Assert.Contains("Génération 2024 : 20 quartiers.", text, StringComparison.Ordinal);
        Assert.Contains("22 quartiers qui touchent le territoire", text, StringComparison.Ordinal);
        Assert.Contains("2 cas de bord", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Portrait_ShowsFourAxesThreeChallengesFourDistricts()
    {
        var page = await site.PageAsync("/territoire");

        Assert.Equal(4, page.QuerySelectorAll("[aria-labelledby=axes] > ol > li").Length);
        Assert.Equal(3, page.QuerySelectorAll("[aria-labelledby=defis] > ol > li").Length);
        Assert.Equal(4, page.QuerySelectorAll("[aria-labelledby=laboratoires] > ul > li").Length);
    }

    [Fact]
    public async Task Get_Commune_NamesItsDistrictsAndLeadsToItsActorsAndOffers()
    {
        var page = await site.PageAsync("/territoire/communes/93010");

        Assert.Equal("Bondy", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("a[href='/acteurs?commune=93010']"));
        Assert.NotNull(page.QuerySelector("a[href='/offres?commune=93010']"));
        Assert.NotNull(page.QuerySelector("a[href='/territoire/quartiers/QN09314M']"));
        Assert.NotNull(page.QuerySelector("a[href='/territoire/quartiers/la-noue-caillet']"));
    }

    [Fact]
    public async Task Get_DistrictOfThreeCommunes_NamesThemAndSaysItHasNoOutline()
    {
        var page = await site.PageAsync("/territoire/quartiers/QN09314M");

        Assert.Equal(["Bobigny", "Bondy", "Noisy-le-Sec"],
            page.QuerySelectorAll(".facts a[href^='/territoire/communes/']").Select(link => link.TextContent)
                .Order(StringComparer.Ordinal));
        Assert.Contains("Sans contour publié", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='/territoire/quartiers/la-noue-caillet']"));
    }

    [Theory]
    [InlineData("/territoire/communes/75056")]
    [InlineData("/territoire/communes/Bondy")]
    [InlineData("/territoire/quartiers/QN99999X")]
    [InlineData("/territoire/quartiers/%F0%9F%98%80")]
    public async Task Get_UnknownPlace_Answers404(string address)
    {
        using var response = await site.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("<h1", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ZonesApi_GivesOutlinesOfCommunesAndPointsOfDistricts()
    {
        var communes = await ZonesAsync("?niveau=commune");
        var districts = await ZonesAsync("?niveau=quartier-prioritaire");

        Assert.Equal(9, communes.Count(
            zone => zone.GetProperty("geometry").GetProperty("type").GetString() is "Polygon" or "MultiPolygon"));
        Assert.All(districts, zone => Assert.True(
            zone.GetProperty("geometry") is { ValueKind: JsonValueKind.Null } or { ValueKind: JsonValueKind.Object }
                and not { ValueKind: JsonValueKind.Array }
            && (zone.GetProperty("geometry").ValueKind == JsonValueKind.Null
                || zone.GetProperty("geometry").GetProperty("type").GetString() == "Point")));
        Assert.Equal(20, districts.Count(
            zone => zone.GetProperty("properties").GetProperty("generation").GetInt32() == 2024
                && zone.GetProperty("properties").GetProperty("compte").GetBoolean()));
    }

    [Fact]
    public async Task Get_ZonesApiUnknownLevel_Answers400NamingTheParameter()
    {
        using var response = await site.Client.GetAsync("/api/v1/zones?niveau=galaxie", TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("niveau", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<JsonElement>> ZonesAsync(string query)
    {
        using var document = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/zones" + query));
        Assert.Equal("FeatureCollection", document.RootElement.GetProperty("type").GetString());
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.Clone())];
    }

    /// <summary>Text with plain spaces: figures are set with unbreakable ones.</summary>
    private static string Plain(string text)
        => string.Join(' ', text.Split((char[])[' ', '\u00a0', '\u202f', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
