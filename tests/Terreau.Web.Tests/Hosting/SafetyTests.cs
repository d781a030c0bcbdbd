using Terreau.Web.Domain.Directory;
using Terreau.Web.Data;
using Microsoft.EntityFrameworkCore;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Tests.Hosting;

public sealed class SafetyTests(SafetyTests.Shared shared) : IClassFixture<SafetyTests.Shared>
{
    private TestSite Site => shared.Site;

    [Theory]
    [InlineData("/")]
    [InlineData("/nulle-part")]
    [InlineData("/healthz")]
    public async Task Get_AnyPage_CarriesTheSecurityHeaders(string address)
    {
        using var response = await Site.Client.GetAsync(address);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Get_HomePage_HasNoInlineScriptNorStyle()
    {
        var page = await Site.PageAsync("/");

        Assert.Empty(page.QuerySelectorAll("script:not([src]):not([type='application/ld+json'])"));
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], [onload]"));
    }

    [Fact]
    public async Task Get_UnknownPage_Answers404WithAPageAndAWayOn()
    {
        using var response = await Site.Client.GetAsync("/nulle-part");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = await Site.ParseAsync(await response.Content.ReadAsStringAsync());
        Assert.Equal("Cette page n’existe pas", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("a[href='/acteurs']"));
    }

    [Fact]
    public async Task Get_UnknownApiAddress_Answers404WithProblemDetails()
    {
        using var response = await Site.Client.GetAsync("/api/v1/nulle-part");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(404, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Get_Health_AnswersHealthy(string address)
        => Assert.Equal("Healthy", await Site.Client.GetStringAsync(address));

    [Fact]
    public async Task Post_WithoutToken_IsRefusedWithAPage()
    {
        using var response = await Site.Client.PostAsync("/", new FormUrlEncodedContent([]));

        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed, $"{response.StatusCode}");
        Assert.Contains("<h1>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "connect-src 'self';")]
    [InlineData("https://fond.example/style.json", "connect-src 'self' https://fond.example;")]
    public void ContentPolicy_OpensOnlyTheHostOfTheBaseMap(string? baseMap, string expected)
        => Assert.Contains(expected, SecurityHeaders.ContentPolicy(baseMap), StringComparison.Ordinal);

    public sealed class Shared : IAsyncLifetime
    {
        internal TestSite Site { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Site = await TestSite.StartAsync();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}

public sealed class FailureTests
{
    [Theory]
    [InlineData("/essai/panne", "text/html")]
    [InlineData("/api/essai/panne", "application/problem+json")]
    public async Task Get_FailingPage_Answers500WithTheReferenceAndNoDetail(string address, string type)
    {
        await using var site = await TestSite.StartAsync(map: app =>
        {
            app.MapGet("/essai/panne", Fail);
            app.MapGet("/api/essai/panne", Fail);
        });

        using var response = await site.Client.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Matches("[0-9a-f]{12}", text);
        Assert.DoesNotContain("secret interne", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/essai/pas", "text/html")]
    [InlineData("/api/essai/pas", "application/problem+json")]
    public async Task Post_StepThatIsNoneAnyMore_Answers409WithASentence(string address, string type)
    {
        await using var site = await TestSite.StartAsync(map: app =>
        {
            app.MapPost("/essai/pas", PublishAsync);
            app.MapPost("/api/essai/pas", PublishAsync);
        });

        using var response = await site.Client.PostAsync(address, content: null);
        var text = await response.WordsAsync();

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Quelqu’un a sans doute répondu avant vous", text, StringComparison.Ordinal);
        Assert.DoesNotContain("leads nowhere", text, StringComparison.Ordinal);

        static async Task PublishAsync(TerreauDb db, CancellationToken cancel)
            => (await db.Organisations.FirstAsync(sheet => sheet.Status == SheetStatus.Published, cancel)).Publish();
    }

    [Fact]
    public async Task Get_TooManySearches_Answers429WithAPageAndADelay()
    {
        await using var site = await TestSite.StartAsync(adjust: options => options with { RateSearch = 2 });
        await site.Client.GetAsync("/api/v1/acteurs");
        await site.Client.GetAsync("/api/v1/acteurs");

        using var third = await site.Client.GetAsync("/acteurs");
        using var sheet = await site.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.NotNull(third.Headers.RetryAfter);
        Assert.Contains("Trop de demandes", await third.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, sheet.StatusCode);
    }

    private static IResult Fail() => throw new InvalidOperationException("secret interne");
}
