using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Terreau.Web.Tests.Hosting.Api;

/// <summary>Whatever the API refuses, it refuses as problem details (RFC 9457), and in words for who wrote the program.</summary>
public sealed class ApiProblemTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    [Theory]
    [InlineData("GET", "/api/v1/acteurs?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/offres?page=abc", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/zones?niveau=lune", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/data-inclusion/structures?commune=lune", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/data-inclusion/services?besoin=lune", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/hsds/services?page=0", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/ogc/collections?lune=1", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/acteurs/personne", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/offres/rien", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/lune", HttpStatusCode.NotFound)]
    [InlineData("GET", "/ogc/collections/lune", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/v1/acteurs", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/api/v1/offres/rien", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/api/v1/orientation", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/api/v1/orientation", HttpStatusCode.UnsupportedMediaType)]
    public async Task Refusal_OfAnyKind_IsAProblemInFrench(string method, string address, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method == "POST") request.Content = new StringContent("x=1", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await shared.Site.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        var problem = await ProblemAsync(response);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("title").GetString()));
        if (status == HttpStatusCode.BadRequest) Assert.NotEmpty(problem.GetProperty("errors").EnumerateObject());
        if (status == HttpStatusCode.MethodNotAllowed) Assert.NotEmpty(response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Refusal_OfAKeyThatIsNotGood_IsAProblem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/acteurs");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "inconnue");

        using var response = await shared.Site.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        await ProblemAsync(response);
    }

    [Fact]
    public async Task Refusal_OfTooManyRequests_IsAProblem()
    {
        await using var site = await TestSite.StartAsync(adjust: options => options with { RateSearch = 3 });

        HttpResponseMessage? last = null;
        for (var asked = 0; asked < 4; asked++)
        {
            last?.Dispose();
            last = await site.Client.GetAsync("/api/v1/acteurs?limit=1");
        }

        using (last)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
            Assert.Equal("Attendez une minute, puis recommencez.", (await ProblemAsync(last)).GetProperty("detail").GetString());
        }
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return problem.RootElement.Clone();
    }
}
