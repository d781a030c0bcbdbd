using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Tests.Features.OpenData.Ogc;

public sealed class OgcFeaturesTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private TestSite Site => shared.Site;

    [Fact]
    public async Task Get_Landing_LeadsToEveryDocument()
    {
        var landing = await JsonAsync("/ogc");

        var links = landing.GetProperty("links").EnumerateArray()
            .ToDictionary(link => link.GetProperty("rel").GetString()!, link => link.GetProperty("href").GetString()!);
        Assert.Superset(new HashSet<string> { "self", "conformance", "data", "service-desc", "license" }, links.Keys.ToHashSet());
        foreach (var relation in new[] { "self", "conformance", "data", "service-desc" }) await JsonAsync(links[relation]);
        var classes = (await JsonAsync(links["conformance"])).GetProperty("conformsTo").EnumerateArray().Select(one => one.GetString());
        Assert.Contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", classes);
    }

    [Fact]
    public async Task Get_Collections_AreThreeWithTheirItems()
    {
        var collections = (await JsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray().ToList();

        Assert.Equal(["acteurs", "offres", "zones"], collections.Select(one => one.GetProperty("id").GetString()));
        foreach (var collection in collections)
        {
            Assert.Equal("Licence Ouverte 2.0", collection.GetProperty("licence").GetString());
            var items = collection.GetProperty("links").EnumerateArray().Single(link => link.GetProperty("rel").GetString() == "items");
            Assert.Equal("application/geo+json", items.GetProperty("type").GetString());
            Assert.Equal(10, (await JsonAsync(items.GetProperty("href").GetString()!)).GetProperty("numberReturned").GetInt32());
            Assert.Equal(collection.GetProperty("id").GetString(),
                (await JsonAsync("/ogc/collections/" + collection.GetProperty("id").GetString())).GetProperty("id").GetString());
        }
    }

    [Theory]
    [InlineData("acteurs")]
    [InlineData("offres")]
    [InlineData("zones")]
    public async Task Get_Items_ReadOnToTheLastAndBack(string collection)
    {
        var (ids, last) = (new List<string>(), "");
        for (var address = $"/ogc/collections/{collection}/items?limit=7"; address is not null;)
        {
            var page = await JsonAsync(last = address);
            Assert.Equal(page.GetProperty("features").GetArrayLength(), page.GetProperty("numberReturned").GetInt32());
            ids.AddRange(page.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetString()!));
            address = Link(page, "next");
        }

        var whole = await JsonAsync($"/ogc/collections/{collection}/items?limit=10000");
        Assert.Equal(whole.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetString()), ids);
        Assert.Equal(ids.Count, whole.GetProperty("numberMatched").GetInt32());
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Null(Link(whole, "prev"));
        var before = await JsonAsync(Link(await JsonAsync(last), "prev")!);
        Assert.Equal(7, before.GetProperty("numberReturned").GetInt32());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=dix", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("bbox=1,2,3", "bbox")]
    [InlineData("bbox=2,48,x,49", "bbox")]
    [InlineData("bbox=2,49,3,48", "bbox")]
    [InlineData("bbox=2,48,3,49,5", "bbox")]
    [InlineData("datetime=hier", "datetime")]
    [InlineData("datetime=2026-02-30T00:00:00Z", "datetime")]
    [InlineData("datetime=2026-01-01T00:00:00", "datetime")]
    [InlineData("datetime=../..", "datetime")]
    [InlineData("datetime=2026-02-01T00:00:00Z/2026-01-01T00:00:00Z", "datetime")]
    [InlineData("inconnu=1", "inconnu")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("f=xml", "f")]
    public async Task Get_WhatTheStandardDoesNotKnow_IsRefused(string query, string parameter)
    {
        using var response = await Site.Client.GetAsync("/ogc/collections/acteurs/items?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _), problem.ToString());
    }

    [Theory]
    [InlineData("/ogc/collections/inconnue")]
    [InlineData("/ogc/collections/inconnue/items")]
    [InlineData("/ogc/collections/acteurs/items/personne")]
    [InlineData("/ogc/collections/offres/items/aucune")]
    [InlineData("/ogc/rien")]
    public async Task Get_WhatDoesNotExist_Answers404ForPrograms(string address)
    {
        using var response = await Site.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Get_Box_KeepsWhatLiesInIt()
    {
        const string Box = "2.43,48.88,2.44,48.89";
        var all = (await JsonAsync("/ogc/collections/acteurs/items?limit=10000")).GetProperty("features").EnumerateArray()
            .Where(feature => feature.GetProperty("geometry") is { ValueKind: JsonValueKind.Object } place
                && Lies(place.GetProperty("coordinates")))
            .Select(feature => feature.GetProperty("id").GetString()).ToList();

        var within = await JsonAsync($"/ogc/collections/acteurs/items?limit=10000&bbox={Box}");
        var withHeights = await JsonAsync("/ogc/collections/acteurs/items?limit=10000&bbox=2.43,48.88,-10,2.44,48.89,500");
        var zones = await JsonAsync($"/ogc/collections/zones/items?limit=10000&bbox={Box}");
        var aroundTheWorld = await JsonAsync("/ogc/collections/zones/items?bbox=170,48,-170,49");

        Assert.NotEmpty(all);
        Assert.Equal(all, within.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetString()));
        Assert.Equal(all.Count, withHeights.GetProperty("numberMatched").GetInt32());
        Assert.InRange(zones.GetProperty("numberMatched").GetInt32(), 1, 20);
        Assert.Equal(0, aroundTheWorld.GetProperty("numberMatched").GetInt32());

        static bool Lies(JsonElement point) => point[0].GetDouble() is >= 2.43 and <= 2.44 && point[1].GetDouble() is >= 48.88 and <= 48.89;
    }

    [Fact]
    public async Task Get_Datetime_KeepsWhatWasUpdatedThen()
    {
        var all = (await JsonAsync("/ogc/collections/acteurs/items?limit=10000")).GetProperty("numberMatched").GetInt32();

        var never = await JsonAsync("/ogc/collections/acteurs/items?datetime=2030-01-01T00:00:00Z/..");
        var always = await JsonAsync("/ogc/collections/acteurs/items?datetime=../2030-01-01T00:00:00%2B01:00");
        var since = await JsonAsync("/ogc/collections/acteurs/items?limit=10000&datetime=2018-10-15T12:00:00Z");

        Assert.Equal(0, never.GetProperty("numberMatched").GetInt32());
        Assert.Equal(all, always.GetProperty("numberMatched").GetInt32());
        Assert.All(since.GetProperty("features").EnumerateArray(), feature =>
            Assert.StartsWith("2018", feature.GetProperty("properties").GetProperty("dateSource").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_OneFeature_IsThatOfTheListWithItsLinks()
    {
        using var response = await Site.Client.GetAsync("/ogc/collections/acteurs/items/baluchon");

        Assert.Equal("application/geo+json", response.Content.Headers.ContentType!.MediaType);
        var feature = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("Feature", feature.GetProperty("type").GetString());
        Assert.Equal("baluchon", feature.GetProperty("properties").GetProperty("slug").GetString());
        Assert.NotNull(Link(feature, "collection"));
        var zone = await JsonAsync("/ogc/collections/zones/items/COMMUNE:93010");
        Assert.Equal("commune", zone.GetProperty("properties").GetProperty("niveau").GetString());
        Assert.Equal("dla", (await JsonAsync("/ogc/collections/offres/items/dla")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Get_Offers_LieWhereTheyApply()
    {
        var offers = (await JsonAsync("/ogc/collections/offres/items?limit=10000")).GetProperty("features").EnumerateArray().ToList();

        foreach (var offer in offers)
        {
            var perimeter = offer.GetProperty("properties").GetProperty("perimetre").EnumerateArray().Select(code => code.GetString()!)
                .ToList();
            var isPlaced = offer.GetProperty("geometry").ValueKind == JsonValueKind.Object;
            if (perimeter.Exists(code => code.StartsWith("PAYS:", StringComparison.Ordinal))) Assert.False(isPlaced, offer.ToString());
            if (perimeter is [var one] && one.StartsWith("COMMUNE:93", StringComparison.Ordinal)) Assert.True(isPlaced, offer.ToString());
        }
        Assert.Contains(offers, offer => offer.GetProperty("geometry").ValueKind == JsonValueKind.Object);
    }

    [Theory]
    [InlineData("acteurs", "baluchon", "fiche")]
    [InlineData("offres", "guid-asso", "adresse")]
    public async Task Get_Feature_GivesItsWholeAddress(string collection, string id, string where)
    {
        var alone = await JsonAsync($"/ogc/collections/{collection}/items/{id}");
        var listed = (await JsonAsync($"/ogc/collections/{collection}/items?limit=10000")).GetProperty("features").EnumerateArray()
            .Single(feature => feature.GetProperty("id").GetString() == id);

        var address = alone.GetProperty("properties").GetProperty(where).GetString();
        Assert.True(Uri.TryCreate(address, UriKind.Absolute, out var whole) && whole.Scheme == "http", address);
        Assert.Equal(address, listed.GetProperty("properties").GetProperty(where).GetString());
    }

    [Fact]
    public async Task Get_SheetKeptBack_IsInNoListAndNoBox()
    {
        await using var site = await TestSite.StartAsync();
        await site.WithDbAsync(async db =>
        {
            var hidden = await db.Organisations.FirstAsync(sheet => sheet.Slug == "baluchon");
            (hidden.Latitude, hidden.Longitude, hidden.Precision) = (43.3, 5.4, "exacte");
            hidden.Reserved = new Dictionary<string, Audience>(hidden.Reserved) { [nameof(Organisation.Address)] = Audience.Organisation };
            var withdrawn = await db.Organisations.FirstAsync(sheet => sheet.Slug == "simplon");
            withdrawn.Withdraw();
            return await db.SaveAsync(new Act("essai", site.Clock.GetUtcNow().UtcDateTime, "essayer"));
        });
        await site.Services.GetRequiredService<IndexFeed>().CatchUpAsync(TestContext.Current.CancellationToken);

        var all = await JsonAsync("/ogc/collections/acteurs/items?limit=10000", site);
        var box = await JsonAsync("/ogc/collections/acteurs/items?limit=10000&bbox=-180,-90,180,90", site);

        var baluchon = all.GetProperty("features").EnumerateArray().Single(feature => feature.GetProperty("id").GetString() == "baluchon");
        Assert.Equal(JsonValueKind.Null, baluchon.GetProperty("geometry").ValueKind);
        Assert.DoesNotContain(all.GetProperty("features").EnumerateArray(), feature => feature.GetProperty("id").GetString() == "simplon");
        Assert.DoesNotContain(box.GetProperty("features").EnumerateArray(),
            feature => feature.GetProperty("id").GetString() is "baluchon" or "simplon");
        var (west, south, east, north) = Box(await JsonAsync("/ogc/collections/acteurs", site));
        Assert.True(south > 48 && east < 3, $"{west} {south} {east} {north}");
        using var alone = await site.Client.GetAsync("/ogc/collections/acteurs/items/simplon");
        Assert.Equal(HttpStatusCode.NotFound, alone.StatusCode);
    }

    [Fact]
    public async Task Get_Actors_AreAllWithinTheExtentThatIsTold()
    {
        var (west, south, east, north) = Box(await JsonAsync("/ogc/collections/acteurs"));
        var points = (await JsonAsync("/ogc/collections/acteurs/items?limit=10000")).GetProperty("features").EnumerateArray()
            .Select(feature => feature.GetProperty("geometry")).Where(geometry => geometry.ValueKind != JsonValueKind.Null)
            .Select(geometry => (X: geometry.GetProperty("coordinates")[0].GetDouble(),
                Y: geometry.GetProperty("coordinates")[1].GetDouble())).ToList();

        Assert.NotEmpty(points);
        Assert.All(points, point => Assert.True(point.X >= west && point.X <= east && point.Y >= south && point.Y <= north));
        Assert.Equal(points.Min(point => point.X), west, 0.00001);
        Assert.Equal(points.Max(point => point.Y), north, 0.00001);
    }

    private static (double West, double South, double East, double North) Box(JsonElement collection)
        => collection.GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0].EnumerateArray().Select(side => side.GetDouble())
            .ToArray() is [var west, var south, var east, var north]
            ? (west, south, east, north) : throw new InvalidOperationException("No box.");

    private static string? Link(JsonElement document, string relation)
        => document.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == relation)
            .Select(link => link.GetProperty("href").GetString()).FirstOrDefault();

    private async Task<JsonElement> JsonAsync(string address, TestSite? site = null)
    {
        using var response = await (site ?? Site).Client.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
