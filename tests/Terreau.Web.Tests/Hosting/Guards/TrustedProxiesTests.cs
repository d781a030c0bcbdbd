using System.Net;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Tests.Hosting.Guards;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("non", false)]
    [InlineData("oui", true)]
    [InlineData("10.0.0.5", false)]
    [InlineData("10.0.0.5 127.0.0.0/8", true)]
    [InlineData("127.0.0.1,::1", true)]
    public async Task Claims_CountOnlyFromAProxyThatIsSet(string proxies, bool believed)
    {
        await using var site = await StartAsync(proxies, options => options with { RatePages = 2 });
        var codes = new List<HttpStatusCode>();
        var isTls = false;

        for (var visitor = 1; visitor <= 4; visitor++)
        {
            using var request = Asked("/a-propos", $"192.0.2.{visitor}");
            using var response = await site.Client.SendAsync(request);
            codes.Add(response.StatusCode);
            isTls |= response.Headers.Contains("Strict-Transport-Security");
        }

        Assert.Equal(believed, codes.TrueForAll(code => code == HttpStatusCode.OK));
        Assert.Equal(believed, isTls);
    }

    [Fact]
    public async Task Claims_BeforeThoseOfTheProxy_CountForNothing()
    {
        await using var site = await StartAsync("oui", options => options with { RatePages = 2 });
        var last = HttpStatusCode.OK;

        // The visitor writes the first addresses, the proxy adds the last: theirs.
        for (var turn = 1; turn <= 3; turn++)
        {
            using var response = await site.Client.SendAsync(Asked("/a-propos", $"198.51.100.{turn}, 192.0.2.1"));
            last = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Theory]
    [InlineData("peut-être")]
    [InlineData("10.0.0.0/8 proxy.exemple.fr")]
    public void Read_WhatIsNoAddress_IsOneSentence(string value)
        => Assert.Contains("TERREAU_PROXY", Assert.Throws<StartException>(() => TrustedProxies.Read("TERREAU_PROXY", value)).Message,
            StringComparison.Ordinal);

    [Theory, InlineData(true), InlineData(false)]
    public async Task Cookies_BehindTls_AreAllHeldToIt(bool tls)
    {
        await using var site = await StartAsync("oui", options => options);
        var given = new List<string>();
        using var client = new HttpClient(new Carried(tls, given)) { BaseAddress = site.Client.BaseAddress };

        // The form of signing in gives one cookie, its key another, asking for a link a third, and coming in a fourth.
        using var opened = await client.GetAsync("/connexion");
        var page = await site.ParseAsync(await opened.Content.ReadAsStringAsync(), "/connexion");
        using var asked = await site.SubmitAsync(page, "form:not([data-passkey])", client, ("Mail.Address", "ines@exemple.fr"));
        var link = (await site.LastMailAsync("ines@exemple.fr")).Split('\n').First(line => line.Contains("/connexion/lien/",
            StringComparison.Ordinal));
        var path = new Uri(link.Trim()).AbsolutePath;
        using var letter = await client.GetAsync(path);
        using var entered = await site.SubmitAsync(await site.ParseAsync(await letter.Content.ReadAsStringAsync(), path), "main form",
            client);
        using var home = await client.GetAsync("/compte");

        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        Assert.Superset(new HashSet<string> { "terreau-formulaire", "terreau-navigateur", "terreau-seance" },
            given.Select(cookie => cookie.Split('=')[0]).ToHashSet());
        Assert.All(given, cookie =>
        {
            Assert.Equal(tls, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
        });
    }

    private static Task<TestSite> StartAsync(string proxies, Func<TerreauOptions, TerreauOptions> adjust)
        => TestSite.StartAsync(adjust: options => adjust(options with { Proxies = TrustedProxies.Read("TERREAU_PROXY", proxies) }));

    private static HttpRequestMessage Asked(string address, string visitor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("X-Forwarded-For", visitor);
        request.Headers.Add("X-Forwarded-Proto", "https");
        return request;
    }

    /// <summary>A browser behind a proxy: keeps what it is given, whatever the way, and notes it.</summary>
    private sealed class Carried : DelegatingHandler
    {
        private readonly Dictionary<string, string> held = [];
        private readonly bool tls;
        private readonly List<string> given;

        public Carried(bool tls, List<string> given)
        {
            (this.tls, this.given) = (tls, given);
            InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Forwarded-Proto", tls ? "https" : "http");
            request.Headers.Add("X-Forwarded-For", "192.0.2.1");
            // As passkeys ask: a name and no numbers.
            request.Headers.Host = "localhost";
            if (held.Count > 0) request.Headers.Add("Cookie", string.Join("; ", held.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            var response = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                given.Add(cookie);
                held[cookie.Split('=')[0]] = cookie.Split(';')[0].Split('=', 2)[1];
            }
            return response;
        }
    }
}
