using System.Text;
using AngleSharp.Html.Dom;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Hosting;

/// <summary>
/// What a stranger sends costs about its length, wherever it goes: a million signs are read in well under a second, and what grows with the
/// square of them takes minutes.
/// </summary>
public sealed class HostileCostTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(2);

    private static readonly string[] Pieces =
    [
        "<a", "<li ", "</script ", "<!--", "[a](x", "[", "(((", "a.", "a@", "1 ", "1,", "-", "\r\n", " ", "\t", "é", "0", "http://", "+33",
        "9h-", "&amp;", "\"", "'", "=", "%", ";", "\u0300", "#", "**", "_",
    ];

    private TestSite Site => shared.Site;

    [Fact]
    public async Task AnyFieldOfAnyForm_AMillionSigns_CostsLittle()
    {
        await using var site = await TestSite.StartAsync();
        await site.SignInAsync("tout@exemple.fr", TerritoryRoles.Administrator, strong: true);
        var slow = new List<string>();
        var tried = 0;
        foreach (var address in new[]
        {
            "/connexion", "/acteurs/proposer", "/acteurs/baluchon/modifier", "/acteurs/baluchon/signaler", "/acteurs/baluchon/proposer",
            "/orientation", "/compte", "/bureau/abonnes", "/bureau/roles", "/validateur", "/acteurs/baluchon/images",
        })
        {
            using var found = await site.Client.GetAsync(address);
            if (!found.IsSuccessStatusCode) continue;
            var page = await site.ParseAsync(await found.Content.ReadAsStringAsync(), address);
            foreach (var form in page.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Take(2))
            {
                var hidden = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "hidden" && input.Name?.Length > 0)
                    .Select(input => KeyValuePair.Create(input.Name!, input.Value)).ToList();
                var names = form.Elements.OfType<IHtmlElement>().Where(element => element is IHtmlTextAreaElement
                    or IHtmlInputElement { Type: not ("hidden" or "file" or "checkbox" or "radio") })
                    .Select(element => element.GetAttribute("name")!).Where(name => name?.Length > 0).Distinct().ToList();
                foreach (var piece in Pieces)
                {
                    if (names.Count == 0) break;
                    // As much as the body of a form may hold, shared among its fields.
                    var value = Repeated(piece, 300_000 / names.Count / Math.Max(1, Uri.EscapeDataString(piece).Length / piece.Length));
                    tried++;
                    await CostsLittleAsync(slow, $"{address} «{piece}»", () => site.Client.PostAsync(new Uri(form.Action).PathAndQuery,
                        new FormUrlEncodedContent([.. hidden, .. names.Select(name => KeyValuePair.Create(name, value))])));
                }
            }
        }
        Assert.Empty(slow);
        Assert.True(tried > 150, $"only {tried} were tried");
    }

    [Fact]
    public async Task Queries_WithAsManyKeysAsALineHolds_CostLittle()
    {
        var slow = new List<string>();
        foreach (var address in AllRoutes.Of(Site).Select(endpoint => AllRoutes.Likely(endpoint.RoutePattern)).Distinct())
        {
            foreach (var pair in new[] { "a=1&", "q=a&", "commune=93010&", "theme=x&", "tri=x&", "&&&", "bbox=1,2,3,4&", "%61=%62&" })
            {
                var query = Repeated(pair, 7_900 - address.Length);
                await CostsLittleAsync(slow, $"{address}?{pair}", () => Site.Client.GetAsync($"{address}?{query}"));
            }
        }
        Assert.Empty(slow);
    }

    [Fact]
    public async Task FormsWithoutAToken_OfAnyShape_CostLittle()
    {
        var slow = new List<string>();
        foreach (var (type, piece) in new[]
        {
            ("application/x-www-form-urlencoded", "a=&"), ("application/x-www-form-urlencoded", "&"),
            ("application/x-www-form-urlencoded", "a"), ("application/x-www-form-urlencoded", "%41"),
            ("application/x-www-form-urlencoded", "a[0]=&"), ("multipart/form-data; boundary=x", "--"),
            ("multipart/form-data; boundary=x", "\r\n--"), ("multipart/form-data; boundary=x", "--x\r\n"),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n"),
            ("multipart/form-data; boundary=x", "a:b\r\n"), ("application/json", "["), ("application/json", "{\"a\":"),
            ("application/json", "\"a\","),
        })
        {
            foreach (var address in new[] { "/connexion", "/validateur", "/api/v1/orientation", "/compte", "/acteurs/baluchon/images" })
            {
                await CostsLittleAsync(slow, $"{address} {type} «{piece}»", async () =>
                {
                    using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Repeated(piece, 990_000)));
                    content.Headers.TryAddWithoutValidation("Content-Type", type);
                    return await Site.Client.PostAsync(address, content);
                });
            }
        }
        Assert.Empty(slow);
    }

    [Fact]
    public async Task Profile_AsLargeAsTaken_CostsLittle()
    {
        var slow = new List<string>();
        foreach (var profile in new[]
        {
            $"{{\"besoins\":[{Repeated("{\"genre\":\"FINANCEMENT\",\"natures\":[\"subvention\"]},", 60_000)}{{}}]}}",
            $"{{{Repeated("\"besoins\":[],", 60_000)}\"besoins\":[]}}", $"{{{Repeated("\"a\":1,", 60_000)}\"b\":1}}",
            $"{{\"reponses\":{{{Repeated("\"label.esus\":true,", 60_000)}\"b\":1}}}}", $"{{\"idee\":\"{Repeated("<a", 60_000)}\"}}",
        })
        {
            await CostsLittleAsync(slow, profile[..30],
                () => Site.Client.PostAsync("/api/v1/orientation", new StringContent(profile, Encoding.UTF8, "application/json")));
        }
        Assert.Empty(slow);
    }

    [Fact]
    public void PlainText_OfAnyText_CostsLittle()
    {
        var slow = new List<string>();
        foreach (var piece in Pieces)
        {
            var text = Repeated(piece, 1_000_000);
            var start = Environment.CpuUsage.TotalTime;
            PlainText.Of(text);
            PlainText.First(text, 200);
            if (Environment.CpuUsage.TotalTime - start is var spent && spent > Most) slow.Add($"«{piece}»: {spent}");
        }
        Assert.Empty(slow);
    }

    private static async Task CostsLittleAsync(List<string> slow, string what, Func<Task<HttpResponseMessage>> ask)
    {
        var start = Environment.CpuUsage.TotalTime;
        using var response = await ask();
        var spent = Environment.CpuUsage.TotalTime - start;
        if (spent > Most || (int)response.StatusCode >= 500) slow.Add($"{what}: {spent}, {(int)response.StatusCode}");
    }

    private static string Repeated(string piece, int length)
        => string.Concat(Enumerable.Repeat(piece, Math.Max(1, length / piece.Length)));
}
