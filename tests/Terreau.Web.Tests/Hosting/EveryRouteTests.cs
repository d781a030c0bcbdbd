using System.Net;
using System.Text;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Tests.Hosting;

/// <summary>Whatever is asked of whatever address, with whatever body: an answer that carries its guards, never a failure.</summary>
public sealed class EveryRouteTests
{
    private static readonly string[] Verbs = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

    private static readonly (string? Type, string Body)[] Bodies =
    [
        (null, ""),
        (null, "a=b"),
        ("application/x-www-form-urlencoded", ""),
        ("application/x-www-form-urlencoded", "__RequestVerificationToken=%00%ff&_handler=%F0%9F"),
        ("application/x-www-form-urlencoded", "&&==%&a"),
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=", ""),
        ("multipart/form-data; boundary=x", ""),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"_handler\"\r\n\r\ncut sh"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: nothing\r\n\r\n--x--"),
        ("application/json", ""),
        ("application/json", "{"),
        ("application/json", "null"),
        ("text/plain; charset=none", "é"),
        ("not a type", "x"),
    ];

    [Theory, InlineData(false), InlineData(true)]
    public async Task AnyVerbAndBody_OnEveryRouteAndItsBeginnings_NeverFails(bool signedIn)
    {
        await using var site = await TestSite.StartAsync();
        if (signedIn) await site.SignInAsync("tout@exemple.fr", TerritoryRoles.Administrator, strong: true);
        var faults = new List<string>();
        var tried = 0;
        foreach (var address in Addresses(site))
        {
            foreach (var verb in Verbs) await TryAsync(new HttpRequestMessage(new HttpMethod(verb), address), verb);
            foreach (var (type, body) in Bodies)
            {
                var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
                await TryAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, $"POST {type} «{body}»");
            }

            async Task TryAsync(HttpRequestMessage request, string what)
            {
                using (request)
                {
                    // Signing out, or erasing oneself, would end the walk: without a token none of these does.
                    using var response = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    tried++;
                    if ((int)response.StatusCode >= 500) faults.Add($"{what} {address}: {(int)response.StatusCode}");
                    if (!response.Headers.Contains("Content-Security-Policy")) faults.Add($"{what} {address}: no policy");
                }
            }
        }
        Assert.Empty(faults.Take(20));
        Assert.True(tried > 3000, $"only {tried} were tried");
    }

    [Theory]
    [InlineData("Host:")]
    [InlineData("Host: ...")]
    [InlineData("Host: a:99999")]
    [InlineData("Host: -")]
    [InlineData("Host: a..b")]
    [InlineData("Host: x\r\nX-Forwarded-Host: ...\r\nForwarded: host=...")]
    public async Task OddHost_IsRefusedOrReadAsAName_NeverAFailure(string host)
    {
        await using var site = await TestSite.StartAsync();

        foreach (var path in new[] { "/", "/nulle-part", "/api/v1/nulle-part", "/sitemap.xml", "/connexion" })
        {
            var answer = await RawRequest.AnswerAsync(site, $"GET {path} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n");

            Assert.InRange(RawRequest.StatusOf(answer), 200, 499);
            Assert.Contains("Content-Security-Policy: default-src 'self'", answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("terreau-seance=chunks-2")]
    [InlineData("terreau-seance=chunks-2147483647")]
    [InlineData("terreau-seance=chunks-2; terreau-seanceC1=a; terreau-seanceC2=b")]
    [InlineData("terreau-seance=%00; terreau-navigateur=%00; terreau-defi=%FF; terreau-formulaire=x; terreau-sortie=x")]
    [InlineData("terreau-defi=chunks-9; terreau-formulaire=chunks-9; terreau-navigateur=\"")]
    public async Task OddCookies_OnEveryPage_AreNone(string cookies)
    {
        await using var site = await TestSite.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = site.Client.BaseAddress,
        };
        var faults = new List<string>();
        foreach (var address in Addresses(site))
        {
            foreach (var verb in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                using var request = new HttpRequestMessage(verb, address);
                request.Headers.TryAddWithoutValidation("Cookie", cookies);
                if (verb == HttpMethod.Post) request.Content = new FormUrlEncodedContent([new("_handler", "x")]);
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                if ((int)response.StatusCode >= 500) faults.Add($"{verb} {address}: {(int)response.StatusCode}");
            }
        }
        Assert.Empty(faults.Take(20));
    }

    [Fact]
    public async Task FailureOfTheErrorPageToo_AnswersASentenceWithItsGuards()
    {
        await using var site = await TestSite.StartAsync(services: services
            => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddScoped<Web.Ui.Layout.DocumentHead>(
                services, _ => throw new InvalidOperationException("secret interne")));

        using var response = await site.Client.GetAsync("/a-propos");
        var words = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("erreur", words, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("[0-9a-f]{12}", words);
        Assert.DoesNotContain("secret interne", words, StringComparison.Ordinal);
    }

    /// <summary>Every address, and each of its beginnings: what stands before a place that was left out.</summary>
    private static IEnumerable<string> Addresses(TestSite site)
        => AllRoutes.Of(site).Select(endpoint => AllRoutes.Likely(endpoint.RoutePattern))
            .SelectMany(address => Enumerable.Range(0, address.Length).Where(at => at > 0 && address[at] == '/').Select(at => address[..at])
                .Append(address).Append(address + "/"))
            .Where(address => !address.StartsWith("//", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
}
