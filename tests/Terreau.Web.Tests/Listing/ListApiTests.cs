using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Listing;

/// <summary>One envelope for every list of the API.</summary>
public sealed class ListApiTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private TestSite Site => shared.Site;

    [Theory]
    [InlineData("/api/v1/acteurs", "/acteurs")]
    [InlineData("/api/v1/offres", "/offres")]
    public async Task Get_AnyList_SaysWhatItIsAndWhereToReadOn(string address, string page)
    {
        var first = await JsonAsync(address + "?limit=5");
        var origin = Site.Client.BaseAddress!.ToString().TrimEnd('/');

        Assert.Equal((1, 5, "pertinence"),
            (first.GetProperty("page").GetInt32(), first.GetProperty("limit").GetInt32(), first.GetProperty("tri").GetString()));
        Assert.Equal(5, first.GetProperty("items").GetArrayLength());
        Assert.Equal("Licence Ouverte 2.0", first.GetProperty("licence").GetString());
        Assert.Contains("Est Ensemble", first.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", first.GetProperty("miseAJour").GetString());
        var links = first.GetProperty("links");
        Assert.Equal(origin + address + "?limit=5", links.GetProperty("self").GetString());
        Assert.Equal(origin + address + "?limit=5&page=2", links.GetProperty("next").GetString());
        Assert.Equal(origin + page, links.GetProperty("html").GetString());
        Assert.Equal(JsonValueKind.Null, links.GetProperty("prev").ValueKind);

        var last = await JsonAsync(links.GetProperty("last").GetString()!);
        Assert.Equal(JsonValueKind.Null, last.GetProperty("links").GetProperty("next").ValueKind);
        Assert.NotEqual(0, last.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("/api/v1/acteurs", "fiche")]
    [InlineData("/api/v1/offres", "adresse")]
    public async Task Get_AnyList_SaysTheSameWhetherKeptOrNot(string address, string where)
    {
        var answers = new List<string>();
        for (var asked = 0; asked < 4; asked++) answers.Add(await Site.Client.GetStringAsync(address + "?limit=3&tri=fraicheur"));

        Assert.Single(answers.Distinct());
        using var list = JsonDocument.Parse(answers[0]);
        var item = list.RootElement.GetProperty("items")[0];
        Assert.StartsWith(Site.Client.BaseAddress!.ToString(), item.GetProperty(where).GetString(), StringComparison.Ordinal);
        var alone = await JsonAsync($"{address}/{item.GetProperty("slug").GetString()}");
        Assert.All(item.EnumerateObject(), member => Assert.Equal(member.Value.GetRawText(), alone.GetProperty(member.Name).GetRawText()));
    }

    [Theory]
    [InlineData("/api/v1/acteurs", "commune=93063")]
    [InlineData("/api/v1/offres", "besoin=LOCAUX")]
    public async Task Get_AnyList_AsGeoJson_HoldsTheWholeSelection(string address, string query)
    {
        var list = await JsonAsync($"{address}?{query}&limit=1");

        var map = await JsonAsync($"{address}?{query}&format=geojson");

        Assert.Equal("FeatureCollection", map.GetProperty("type").GetString());
        Assert.Equal(list.GetProperty("total").GetInt32(), map.GetProperty("features").GetArrayLength());
        Assert.Equal(list.GetProperty("total").GetInt32(), map.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Get_AskedForInAnotherForm_IsNotGivenTheKeptOne()
    {
        for (var asked = 0; asked < 3; asked++) await Site.Client.GetStringAsync("/api/v1/acteurs?role=RESEAU");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/acteurs?role=RESEAU");
        request.Headers.Accept.ParseAdd("application/geo+json");

        using var response = await Site.Client.SendAsync(request);

        Assert.Equal("application/geo+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Get_FromAPlace_SaysHowFarEachIs()
    {
        var answer = await JsonAsync("/api/v1/acteurs?origine=93010&limit=5");

        Assert.Equal("distance", answer.GetProperty("tri").GetString());
        var distances = answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("distanceKm").GetDouble()).ToList();
        Assert.Equal(distances.Order(), distances);
        var near = answer.GetProperty("items")[0].GetProperty("slug").GetString();
        // The same actor without a place bears no distance, though it was just written with one.
        var plain = await JsonAsync("/api/v1/acteurs?limit=100");
        Assert.Equal(
            JsonValueKind.Null,
            plain.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("slug").GetString() == near)
                .GetProperty("distanceKm").ValueKind);
    }

    [Fact]
    public async Task Get_AfterASheetIsKeptBackOrWithdrawn_SaysNoMoreOfIt()
    {
        await using var site = await TestSite.StartAsync();
        const string Address = "/api/v1/acteurs?limit=100&tri=nom";
        // Often enough to be kept whole in memory, and each actor as it is written.
        for (var asked = 0; asked < 3; asked++) Assert.NotNull(Item(await JsonAsync(Address, site), "simplon"));

        await site.WithDbAsync(async db =>
        {
            var hidden = await db.Organisations.FirstAsync(sheet => sheet.Slug == "baluchon");
            hidden.Website = "https://caché.example";
            hidden.Reserved = new Dictionary<string, Audience>(hidden.Reserved) { [nameof(Organisation.Website)] = Audience.Organisation };
            (await db.Organisations.FirstAsync(sheet => sheet.Slug == "simplon")).Withdraw();
            return await db.SaveAsync(new Act("essai", site.Clock.GetUtcNow().UtcDateTime, "essayer"));
        });

        var answer = await JsonAsync(Address, site);
        Assert.Null(Item(answer, "simplon"));
        Assert.Equal(JsonValueKind.Null, Item(answer, "baluchon")!.Value.GetProperty("site").ValueKind);
    }

    [Fact]
    public async Task Get_KeptAnswer_CountsForTheLimitAndForTheKey()
    {
        await using var site = await TestSite.StartAsync(adjust: options => options with { RateSearch = 5 });
        HttpResponseMessage? last = null;
        for (var asked = 0; asked < 5; asked++)
        {
            last?.Dispose();
            last = await site.Client.GetAsync("/api/v1/acteurs?limit=2");
        }
        using (last) Assert.NotNull(last!.Headers.Age);

        using var refused = await site.Client.GetAsync("/api/v1/acteurs?limit=2");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        using var wrong = new HttpRequestMessage(HttpMethod.Get, "/api/v1/offres?limit=2");
        wrong.Headers.Add("X-Api-Key", "inconnue");
        for (var asked = 0; asked < 3; asked++) await Site.Client.GetStringAsync("/api/v1/offres?limit=2");
        using var unknown = await Site.Client.SendAsync(wrong);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }

    private static JsonElement? Item(JsonElement answer, string slug)
        => answer.GetProperty("items").EnumerateArray().Cast<JsonElement?>()
            .SingleOrDefault(item => item!.Value.GetProperty("slug").GetString() == slug);

    private async Task<JsonElement> JsonAsync(string address, TestSite? site = null)
    {
        using var json = JsonDocument.Parse(await (site ?? Site).Client.GetStringAsync(address));
        return json.RootElement.Clone();
    }
}
