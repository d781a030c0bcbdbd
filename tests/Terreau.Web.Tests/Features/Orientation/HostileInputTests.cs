using System.Net;
using System.Text;
using Terreau.Web.Features.Orientation;

namespace Terreau.Web.Tests.Features.Orientation;

public sealed class HostileInputTests(OrientationSite orientation) : IClassFixture<OrientationSite>
{
    private static readonly (string Step, string Field)[] Fields =
    [
        ("idee", "idee"), ("etape", "etapes"), ("lieu", "communes"), ("quartier", "quartier"), ("filiere", "filieres"),
        ("public", "publics"), ("structure", "siren"), ("structure", "existe"), ("structure", "famille"), ("besoins", "besoins"),
        ("besoins/financement", "montant"), ("besoins/financement", "pour"), ("besoins/financement", "natures"),
        ("reponse?fait=ca", "valeur"), ("reponse?fait=label.esus", "valeur"), ("reponse?fait=statut.cj", "valeur"),
        ("reponse?fait=partenaires", "type1"),
    ];

    [Fact]
    public async Task Post_OwnHostileStrings_NeverFailsAtAnyField()
        => await ThrowAsync(["'; DROP TABLE Projects; --", "<script>alert(1)</script>", "\u0000\u0001\u001f", "\ufeff\u202e\u2028",
            "%s%n{0}", "👩‍👩‍👧‍👦 ﷽", new string('9', 400), "NaN", "1e309", "$(id)"], Fields);

    [Fact]
    public async Task Post_NaughtyStrings_NeverFailsAtTextFields()
    {
        var lines = (await File.ReadAllLinesAsync(Clone.Sample("text/blns.txt"))).Where(line => line.Length > 0 && line[0] != '#');
        await ThrowAsync(lines, [("idee", "idee"), ("besoins/financement", "montant")]);
    }

    [Fact]
    public async Task Post_RandomBytes_NeverFails()
    {
        var link = await orientation.BeginAsync();
        var random = new Random(20261123);
        for (var turn = 0; turn < 30; turn++)
        {
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            foreach (var type in new[] { "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json" })
            {
                using var content = new ByteArrayContent(bytes);
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                using var step = await orientation.Site.Client.PostAsync(OrientationRoutes.Idea(link), content);
                Assert.True((int)step.StatusCode < 500);
                using var again = new ByteArrayContent(bytes);
                again.Headers.TryAddWithoutValidation("Content-Type", type);
                using var api = await orientation.Site.Client.PostAsync(OrientationRoutes.Api, again);
                Assert.True((int)api.StatusCode < 500);
            }
        }
    }

    [Theory]
    [InlineData("<b>gras</b> & \"guillemets\" 'apostrophes'")]
    [InlineData("</textarea><script>alert(1)</script>")]
    [InlineData("Ça coûte 30 000 €, l’été œuvre 👩‍🍳")]
    public async Task Post_OddIdea_ComesBackIntact(string idea)
    {
        var link = await orientation.BeginAsync();
        await orientation.FillAsync(OrientationRoutes.Idea(link), ("idee", idea));
        var page = await orientation.Site.PageAsync(OrientationRoutes.Idea(link));
        Assert.Equal(idea, page.QuerySelector("textarea")!.TextContent);
        Assert.Contains(idea, page.QuerySelector(".answers")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("script"), script => script.TextContent.Contains("alert", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?retour=%00%ff&depuis=%27"), InlineData("?depuis=zzz"), InlineData("?retour=resultat&depuis=" + "x"),
        InlineData("?fait=%ff%fe")]
    public async Task Get_MalformedParameters_AreIgnored(string query)
    {
        var link = await orientation.KitchenInBondyAsync();
        foreach (var address in new[] { OrientationRoutes.Result(link), OrientationRoutes.Stage(link), OrientationRoutes.Reply(link) })
        {
            using var response = await orientation.Site.Client.GetAsync(address + query);
            Assert.True((int)response.StatusCode < 500, address + query);
        }
    }

    private async Task ThrowAsync(IEnumerable<string> strings, (string Step, string Field)[] fields)
    {
        var link = await orientation.BeginAsync();
        var pages = new Dictionary<string, AngleSharp.Html.Dom.IHtmlDocument>();
        foreach (var (step, _) in fields) pages[step] = await orientation.Site.PageAsync($"{OrientationRoutes.Private}/{link}/{step}");
        foreach (var text in strings)
        {
            foreach (var (step, field) in fields)
            {
                using var response = await orientation.Site.SubmitAsync(pages[step], "main form", (field, Whole(text)));
                // A form with a zero byte is no form: the server says so before the page sees it.
                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Found
                    || (text.Contains('\0') && response.StatusCode == HttpStatusCode.BadRequest),
                    $"{step}.{field} « {text} » : {response.StatusCode}");
            }
        }
        await orientation.Site.PageAsync(OrientationRoutes.Idea(link));
        await orientation.Site.PageAsync(OrientationRoutes.Result(link));
    }

    // Half a character cannot be sent in a form: it is sent as what stands for it.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
