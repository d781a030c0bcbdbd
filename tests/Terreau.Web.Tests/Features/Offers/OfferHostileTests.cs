using System.Text.Json;

namespace Terreau.Web.Tests.Features.Offers;

/// <summary>Whatever is thrown at an address, it answers with a page or a problem, never with a failure.</summary>
public sealed class OfferHostileTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private static readonly string[] Parameters = ["q", "besoin", "etape", "commune", "nature", "theme", "ouverture", "cout", "public",
        "echelle", "dedie", "montant", "tri", "page"];

    private readonly TestSite site = fixture.Site;

    public static TheoryData<string> Texts =>
    [
        "", " ", "'", "\"", "<script>alert(1)</script>", "../../etc/passwd", "%s%n", "\u0000", "\ud83d\ude00\u200d", "\u202eabc", "*", "a*",
        "?", "~", "\"a b", "(", "AND OR NOT", "1e309", "-1",
        "99999999999999999999", "0x10", "NaN", "1/0", new string('é', 900), "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "{{7*7}}", "$(id)", "' OR 1=1 --", "٣٠", "３０",
    ];

    [Theory, MemberData(nameof(Texts))]
    public async Task Get_HostileText_IsAnsweredEscaped(string text)
    {
        foreach (var parameter in Parameters) await CheckAsync(parameter, text);
    }

    [Fact]
    public async Task Get_BigListOfNaughtyStrings_IsAnsweredEscaped()
    {
        var file = Clone.Sample(Path.Combine("text", "blns.txt"));
        foreach (var line in (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Where(
            line => line.Length > 0 && line[0] != '#'))
        {
            await CheckAsync("q", line);
            await CheckAsync("montant", line);
            await CheckAsync("etape", line);
        }
    }

    private async Task CheckAsync(string parameter, string text)
    {
        var query = $"?{parameter}={Encoded(text)}";
        using var page = await site.Client.GetAsync("/offres" + query);
        using var api = await site.Client.GetAsync("/api/v1/offres" + query);

        Assert.True((int)page.StatusCode is 200 or 400, $"{parameter} = {text} answered {(int)page.StatusCode}");
        Assert.True((int)api.StatusCode is 200 or 400, $"API: {parameter} = {text} answered {(int)api.StatusCode}");
        Assert.DoesNotContain("<script>alert", await page.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        using var json = JsonDocument.Parse(await api.Content.ReadAsStringAsync());
    }

    /// <summary>Percent-encoded, lone surrogates included, which Uri refuses.</summary>
    private static string Encoded(string text) => string.Concat(System.Text.Encoding.UTF8.GetBytes(text).Select(one => $"%{one:X2}"));
}
