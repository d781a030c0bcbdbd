using System.Net;
using System.Text.Json;
using MiniExcelLibs;
using Terreau.Web.Features.Directory;

namespace Terreau.Web.Tests.Features.Directory;

public sealed class DirectoryApiTests(DirectorySite shared) : IClassFixture<DirectorySite>
{
    private TestSite Site => shared.Site;

    [Fact]
    public async Task Get_List_SaysTheSameAsThePage()
    {
        const string Query = "?filiere=alimentation-agriculture&tri=nom";
        var page = await Site.PageAsync("/acteurs" + Query);

        var answer = await JsonAsync("/api/v1/acteurs" + Query);

        Assert.Equal(
            page.QuerySelectorAll(".results h2").Select(name => name.TextContent.Trim()),
            answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("nom").GetString()));
        Assert.Equal(answer.GetProperty("total").GetInt32(), answer.GetProperty("items").GetArrayLength());
        Assert.Equal("Licence Ouverte 2.0", answer.GetProperty("licence").GetString());
        Assert.Equal("2026-11-23", answer.GetProperty("miseAJour").GetString());
    }

    [Fact]
    public async Task Get_List_LinksEveryPage()
    {
        var names = new List<string?>();
        var address = (string?)"/api/v1/acteurs?limit=7";
        while (address is not null)
        {
            var answer = await JsonAsync(address);
            names.AddRange(answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString()));
            address = answer.GetProperty("links").GetProperty("next").GetString();
        }

        Assert.Equal(await Site.WithDbAsync(db => Task.FromResult(db.Organisations.Count())), names.Distinct().Count());
    }

    [Theory]
    [InlineData("lat=2.43&lon=48.88", "lat")]
    [InlineData("limit=1000", "limit")]
    [InlineData("tri=hasard", "tri")]
    [InlineData("format=xml", "format")]
    [InlineData("commune=Paris", "commune")]
    public async Task Get_MalformedParameter_Answers400AndNamesIt(string query, string parameter)
    {
        using var response = await Site.Client.GetAsync("/api/v1/acteurs?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _), problem.ToString());
    }

    [Fact]
    public async Task Get_GeoJsonByNegotiation_HoldsTheWholeSelection()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/acteurs");
        request.Headers.Accept.ParseAdd("application/geo+json");

        using var response = await Site.Client.SendAsync(request);

        Assert.Equal("application/geo+json", response.Content.Headers.ContentType!.MediaType);
        var root = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(await Site.WithDbAsync(db => Task.FromResult(db.Organisations.Count())),
            root.GetProperty("features").GetArrayLength());
        var baluchon = root.GetProperty("features").EnumerateArray().Single(feature => feature.GetProperty("id").GetString() == "baluchon");
        Assert.Equal([2.4381, 48.8847],
            baluchon.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(number => number.GetDouble()));
        Assert.Equal("commune", baluchon.GetProperty("properties").GetProperty("precision").GetString());
    }

    [Fact]
    public async Task Get_Sheet_IsFoundBySlugAndById()
    {
        var bySlug = await JsonAsync("/api/v1/acteurs/baluchon");

        var byId = await JsonAsync("/api/v1/acteurs/" + bySlug.GetProperty("id").GetString());

        Assert.Equal(bySlug.ToString(), byId.ToString());
        Assert.Equal(JsonValueKind.Null, bySlug.GetProperty("siren").ValueKind);
    }

    [Fact]
    public async Task Get_UnknownSheet_Answers404WithProblemDetails()
    {
        using var response = await Site.Client.GetAsync("/api/v1/acteurs/personne");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Get_Csv_HoldsExactlyWhatIsFilteredInItsOrder()
    {
        using var response = await Site.Client.GetAsync("/acteurs/export.csv?commune=93063&tri=nom");

        var lines = (await response.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var page = await Site.PageAsync("/acteurs?commune=93063&tri=nom");
        Assert.Equal(page.QuerySelectorAll(".results h2").Select(name => name.TextContent.Trim()),
            lines.Skip(1).Select(line => line.Split(';')[0]));
        Assert.Equal("acteurs-2026-11-23.csv", response.Content.Headers.ContentDisposition!.FileName);
        Assert.All(lines.Skip(1), line => Assert.EndsWith(";Licence Ouverte 2.0;2026-11-23", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_Xlsx_HoldsAsManyRowsAsItsButtonSays()
    {
        using var stream = new MemoryStream(await Site.Client.GetByteArrayAsync("/acteurs/export.xlsx?role=FINANCEUR"));

        var rows = stream.Query(useHeaderRow: true, sheetName: "Acteurs").Cast<IDictionary<string, object>>().ToList();
        var page = await Site.PageAsync("/acteurs?role=FINANCEUR");
        Assert.Contains($"{rows.Count}\u00A0acteurs en tableur", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.All(rows, row => Assert.Contains("Financeur", (string)row["Rôles"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/tiles/acteurs/a/0/0.mvt", HttpStatusCode.BadRequest)]
    [InlineData("/tiles/acteurs/-1/0/0.mvt", HttpStatusCode.BadRequest)]
    [InlineData("/tiles/acteurs/3/8/0.mvt", HttpStatusCode.NotFound)]
    [InlineData("/tiles/acteurs/40/0/0.mvt", HttpStatusCode.NotFound)]
    [InlineData("/tiles/acteurs/2147483647/0/0.mvt", HttpStatusCode.NotFound)]
    [InlineData("/tiles/acteurs/0/99999999999/0.mvt", HttpStatusCode.BadRequest)]
    public async Task Get_TileThatCannotBe_IsRefused(string address, HttpStatusCode status)
    {
        using var response = await Site.Client.GetAsync(address);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Get_Tile_IsCachedAndNotSentAgainUnchanged()
    {
        using var first = await Site.Client.GetAsync("/tiles/acteurs/0/0/0.mvt?commune=93063");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tiles/acteurs/0/0/0.mvt?commune=93063");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await Site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.True(first.Headers.CacheControl!.Public);
        Assert.NotEmpty(await first.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Get_TileOfNothing_IsEmpty()
    {
        using var response = await Site.Client.GetAsync("/tiles/acteurs/10/0/0.mvt");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Get_Outlines_NamesTheNineCommunesAndTheirCredit()
    {
        using var response = await Site.Client.GetAsync("/territoire/contours.geojson");

        var root = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(TimeSpan.FromDays(1), response.Headers.CacheControl!.MaxAge);
        Assert.Equal(9, root.GetProperty("features").GetArrayLength());
        Assert.Contains("Pantin", root.GetProperty("features").EnumerateArray()
            .Select(feature => feature.GetProperty("properties").GetProperty("name").GetString()));
        Assert.Contains("IGN", root.GetProperty("credit").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Description_ExplainsEveryParameterOfTheList()
    {
        var document = await JsonAsync("/openapi/v1.json");

        var parameters = document.GetProperty("paths").GetProperty("/api/v1/acteurs").GetProperty("get").GetProperty("parameters")
            .EnumerateArray().ToList();
        Assert.Equal(ActorList.Asked.Parameters.Select(parameter => parameter.Name),
            parameters.Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.All(parameters, parameter =>
        {
            Assert.False(string.IsNullOrWhiteSpace(parameter.GetProperty("description").GetString()));
            Assert.True(parameter.TryGetProperty("example", out _));
        });
    }

    private async Task<JsonElement> JsonAsync(string address)
    {
        using var response = await Site.Client.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{address}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
