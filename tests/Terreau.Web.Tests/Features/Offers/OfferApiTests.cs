using System.Text.Json;

namespace Terreau.Web.Tests.Features.Offers;

public sealed class OfferApiTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private readonly TestSite site = fixture.Site;

    [Fact]
    public async Task Get_SameParametersAsThePage_GivesTheSameOffers()
    {
        var page = await site.PageAsync("/offres?besoin=FINANCEMENT&commune=93010&q=pr%C3%AAt");
        var answer = await JsonAsync("/api/v1/offres?besoin=FINANCEMENT&commune=93010&q=pr%C3%AAt");

        Assert.Equal(
            page.QuerySelectorAll("ol.results h2 a").Select(link => link.GetAttribute("href")!["/offres/".Length..]),
            answer.GetProperty("items").EnumerateArray().Select(offer => offer.GetProperty("slug").GetString()));
        var stages = answer.GetProperty("facets").EnumerateArray().Single(facet => facet.GetProperty("code").GetString() == "etape");
        Assert.True(stages.GetProperty("valeurs").GetArrayLength() > 0);
        Assert.Equal("Licence Ouverte 2.0", answer.GetProperty("licence").GetString());
    }

    [Fact]
    public async Task Get_FollowingNext_WalksEveryOfferOnce()
    {
        var slugs = new List<string?>();
        var next = "/api/v1/offres?limit=7";
        while (next is not null)
        {
            var answer = await JsonAsync(next);
            slugs.AddRange(answer.GetProperty("items").EnumerateArray().Select(offer => offer.GetProperty("slug").GetString()));
            next = answer.GetProperty("links").GetProperty("next").GetString() is { } address ? new Uri(address).PathAndQuery : null;
        }

        Assert.Equal(await site.WithDbAsync(db => Task.FromResult(db.Offers.Count())), slugs.Count);
        Assert.Equal(slugs.Count, slugs.Distinct().Count());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1000", "limit")]
    [InlineData("page=abc", "page")]
    [InlineData("etape=SATURNE", "etape")]
    [InlineData("montant=beaucoup", "montant")]
    [InlineData("tri=hasard", "tri")]
    public async Task Get_MalformedParameter_Answers400NamingIt(string query, string parameter)
    {
        using var response = await site.Client.GetAsync("/api/v1/offres?" + query, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Fact]
    public async Task Get_One_GivesTheRuleAsATreeAndAsSentences()
    {
        var answer = await JsonAsync("/api/v1/offres/guid-asso");

        Assert.Equal(2, answer.GetProperty("regle").GetProperty("any").GetArrayLength());
        Assert.Equal(2, answer.GetProperty("conditions").GetProperty("parties").GetArrayLength());
        var byId = await JsonAsync("/api/v1/offres/" + answer.GetProperty("id").GetString());
        Assert.Equal("guid-asso", byId.GetProperty("slug").GetString());
    }

    [Fact]
    public async Task Get_OneUnknown_Answers404AsAProblem()
    {
        using var response = await site.Client.GetAsync("/api/v1/offres/inconnue", TestContext.Current.CancellationToken);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private async Task<JsonElement> JsonAsync(string address)
    {
        using var json = JsonDocument.Parse(await site.Client.GetStringAsync(address));
        return json.RootElement.Clone();
    }
}
