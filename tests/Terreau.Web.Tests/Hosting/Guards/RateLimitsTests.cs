using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Routing;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Tests.Hosting.Guards;

public sealed class RateLimitsTests
{
    private const int Few = 6;
    private static int visitors;

    /// <summary>Files of the site itself, and what watches it.</summary>
    private static readonly string[] Free = ["/healthz", "/readyz"];

    [Fact]
    public async Task EveryRoute_HoweverItsPathIsWritten_IsLimited()
    {
        await using var site = await StartAsync(Few, Few, Few);
        var endless = new List<string>();
        var tried = 0;
        foreach (var endpoint in AllRoutes.Of(site).Where(endpoint => endpoint.Metadata.GetMetadata<AccessAttribute>() is not null))
        {
            var path = AllRoutes.Likely(endpoint.RoutePattern);
            if (Free.Contains(path) || endpoint.Metadata.Any(said => said.GetType().Name == "StaticAssetDescriptor")) continue;
            var verbs = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            foreach (var verb in verbs.Where(verb => verb is "GET" or "POST"))
            {
                tried++;
                // Each route meets a visitor of its own, who has asked nothing yet.
                using var visitor = From(site, Visitor());
                HttpStatusCode status = 0;
                for (var time = 0; time <= Few * 5 && status != HttpStatusCode.TooManyRequests; time++)
                {
                    using var request = new HttpRequestMessage(new HttpMethod(verb), Written(path, time));
                    if (verb == "POST") request.Content = new FormUrlEncodedContent([]);
                    using var response = await visitor.SendAsync(request);
                    status = response.StatusCode;
                    if (status != HttpStatusCode.TooManyRequests) continue;
                    if (response.Headers.RetryAfter?.Delta is not { TotalSeconds: >= 1 and <= 60 }) endless.Add($"{verb} {path}: no delay");
                    if (!(await response.WordsAsync()).Contains("Attendez une minute", StringComparison.Ordinal))
                        endless.Add($"{verb} {path}: no sentence");
                }
                if (status != HttpStatusCode.TooManyRequests) endless.Add($"{verb} {path}: {(int)status}");
            }
        }
        Assert.Empty(endless);
        Assert.True(tried > 150, $"only {tried} were tried");
    }

    [Fact]
    public async Task AnAddressThatNoRouteAnswers_IsLimitedToo()
    {
        await using var site = await StartAsync(2, Few, Few);

        for (var n = 0; n < 2; n++) (await site.Client.GetAsync($"/nulle-part/{n}")).Dispose();
        using var third = await site.Client.GetAsync("/nulle-part/3");

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    [Fact]
    public async Task ASheet_IsAPage_AndTakesNoSearch()
    {
        await using var site = await StartAsync(100, 2, 100);
        for (var n = 0; n < 2; n++) (await site.Client.GetAsync($"/acteurs?q={n}")).Dispose();

        using var sheet = await site.Client.GetAsync("/acteurs/baluchon");
        using var offer = await site.Client.GetAsync("/offres/dla");
        using var search = await site.Client.GetAsync("/offres?q=a");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests],
            [sheet.StatusCode, offer.StatusCode, search.StatusCode]);
    }

    [Fact]
    public async Task AMinuteOfSixtyPeopleBehindOneAddress_IsAnsweredWithTheUsualMeasures()
    {
        var usual = new TerreauOptions();
        await using var site = await StartAsync(usual.RatePages, usual.RateSearch, usual.RateForms);
        var refused = new List<string>();

        // Each looks for someone, reads four sheets, moves the map twice, takes two steps of a form; half of them sign in.
        for (var person = 0; person < 60; person++)
        {
            foreach (var address in new[] { "/", "/acteurs/baluchon", "/offres/dla", "/territoire", "/connexion" }) await AskAsync(address);
            for (var n = 0; n < 4; n++) await AskAsync($"/acteurs?q={person}&page={n}");
            for (var n = 0; n < 24; n++) await AskAsync("/tiles/acteurs/9/259/176.mvt");
            if (person % 10 == 0) await AskAsync("/acteurs/export.csv");
        }
        for (var n = 0; n < 30; n++) (await PostAsync("/connexion")).Dispose();
        for (var n = 0; n < 120; n++) (await PostAsync("/orientation")).Dispose();

        Assert.Empty(refused.GroupBy(address => address).Select(of => $"{of.Key} {of.Count()}").Take(5));

        async Task AskAsync(string address)
        {
            using var response = await site.Client.GetAsync(address);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) refused.Add(address);
        }

        async Task<HttpResponseMessage> PostAsync(string address)
        {
            var response = await site.Client.PostAsync(address, new FormUrlEncodedContent([]));
            if (response.StatusCode == HttpStatusCode.TooManyRequests) refused.Add(address);
            return response;
        }
    }

    private static Task<TestSite> StartAsync(int pages, int search, int forms)
        => TestSite.StartAsync(adjust: options => options with { RatePages = pages, RateSearch = search, RateForms = forms });

    /// <summary>Another address of this machine's own loop.</summary>
    private static IPAddress Visitor()
    {
        var n = Interlocked.Increment(ref visitors);
        return IPAddress.Parse($"127.8.{n / 250}.{(n % 250) + 1}");
    }

    private static HttpClient From(TestSite site, IPAddress address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = site.Client.BaseAddress,
    };

    /// <summary>One address in ways that lead to the same route.</summary>
    private static string Written(string path, int time) => (time % 4) switch
    {
        1 => path.ToUpperInvariant(),
        2 => path.Length > 1 ? path + "/" : path,
        3 => string.Concat(path.Select((sign, at) => at == 2 && char.IsAsciiLetter(sign) ? $"%{(int)sign:X2}" : sign.ToString())),
        _ => path,
    };
}
