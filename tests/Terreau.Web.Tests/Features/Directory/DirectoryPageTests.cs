using System.Net;
using AngleSharp.Html.Dom;

namespace Terreau.Web.Tests.Features.Directory;

public sealed class DirectoryPageTests(DirectorySite shared) : IClassFixture<DirectorySite>
{
    private TestSite Site => shared.Site;

    [Fact]
    public async Task Get_NoCriterion_ListsTwentyOfAllAndSaysHowMany()
    {
        var all = await Site.WithDbAsync(db => Task.FromResult(db.Organisations.Count()));

        var page = await Site.PageAsync("/acteurs");

        Assert.Equal($"{all}\u00A0acteurs", Sentence(page));
        Assert.Equal(20, Names(page).Count);
        Assert.Contains("personne n’est toujours premier", Text(page), StringComparison.Ordinal);
        Assert.Contains($"{all}\u00A0acteurs en tableur", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AFacet_CountsWhatItThenShows()
    {
        var all = await Site.PageAsync("/acteurs");
        var box = all.QuerySelector("input[name=commune][value='93063']")!;
        var count = int.Parse(box.ParentElement!.QuerySelector(".count")!.FirstChild!.TextContent,
            System.Globalization.CultureInfo.InvariantCulture);

        var page = await Site.PageAsync("/acteurs?commune=93063");

        Assert.Equal($"{count}\u00A0acteurs · Romainville", Sentence(page));
        Assert.Equal(count, Names(page).Count);
        Assert.True(((IHtmlInputElement)page.QuerySelector("input[name=commune][value='93063']")!).IsChecked);
        Assert.Equal("/acteurs", page.QuerySelector(".chips a[href]")!.GetAttribute("href"));
        // The other communes keep their counts, so that one can be added.
        Assert.NotNull(page.QuerySelector("input[name=commune][value='93048']"));
    }

    [Fact]
    public async Task Get_EveryPage_ShowsEachActorOnce()
    {
        var seen = new List<string>();
        var address = (string?)"/acteurs";
        while (address is not null)
        {
            var page = await Site.PageAsync(address);
            seen.AddRange(page.QuerySelectorAll(".results h2 a").Select(link => link.GetAttribute("href")!));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        var all = await Site.WithDbAsync(db => Task.FromResult(db.Organisations.Count()));
        Assert.Equal(all, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("paysan urbain")]
    [InlineData("PAYSANS URBAINS")]
    [InlineData("paysan urb")]
    [InlineData("l'paysan-urbain")]
    public async Task Get_WordsAsPeopleTypeThem_FindTheActor(string typed)
    {
        var page = await Site.PageAsync("/acteurs?q=" + Uri.EscapeDataString(typed));

        Assert.Equal("Le Paysan urbain", Names(page)[0]);
        Assert.Equal(typed, ((IHtmlInputElement)page.QuerySelector("input[name=q]")!).Value);
    }

    [Fact]
    public async Task Get_ATypo_SaysWhatWasSearchedInstead()
    {
        var page = await Site.PageAsync("/acteurs?q=bakuchon");

        Assert.Contains("Résultats pour « baluchon » : « bakuchon » n’est dans aucune fiche.", Text(page), StringComparison.Ordinal);
        Assert.Equal("Baluchon", Names(page)[0]);
    }

    [Fact]
    public async Task Get_NothingFound_OffersEachWayOutWithItsCount()
    {
        var page = await Site.PageAsync("/acteurs?commune=75056&famille=MUTUELLE");

        Assert.Equal("Aucun acteur ne correspond", page.QuerySelector(".empty h2")!.TextContent);
        Assert.Equal(
            ["/acteurs?famille=MUTUELLE", "/acteurs?commune=75056"],
            page.QuerySelectorAll(".empty li a").Select(link => link.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll("a[download]"));
    }

    [Fact]
    public async Task Get_FromACommune_PutsTheNearestFirstAndSaysDistancesAreRough()
    {
        var page = await Site.PageAsync("/acteurs?origine=93010");

        var first = page.QuerySelector(".results .meta")!;
        Assert.Contains("environ", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bondy", first.TextContent, StringComparison.Ordinal);
        Assert.Equal("Distance", page.QuerySelector(".sort [aria-current]")!.TextContent);
    }

    [Fact]
    public async Task Get_SwappedCoordinates_AnswersThePageWithASentence()
    {
        var page = await Site.PageAsync("/acteurs?lat=2.43&lon=48.88");

        Assert.Contains("La latitude et la longitude semblent inversées.", Text(page), StringComparison.Ordinal);
        Assert.Equal(20, Names(page).Count);
    }

    [Fact]
    public async Task Get_PageBeyondTheLast_ShowsTheLastAndSaysSo()
    {
        var page = await Site.PageAsync("/acteurs?page=999");

        Assert.Contains("Cette page n’existe pas : voici la dernière.", Text(page), StringComparison.Ordinal);
        Assert.NotEmpty(Names(page));
        Assert.Null(page.QuerySelector("a[rel=next]"));
    }

    [Fact]
    public async Task Get_AnyQuery_GivesTheMapTheSameOne()
    {
        var page = await Site.PageAsync("/acteurs?q=pain&commune=93063&tri=nom&page=1");

        Assert.Equal("/tiles/acteurs/{z}/{x}/{y}.mvt?q=pain&commune=93063", page.QuerySelector("terreau-map")!.GetAttribute("tiles"));
    }

    [Fact]
    public async Task Get_List_IsLightAndCarriesNoInlineCode()
    {
        var html = await Site.Client.GetStringAsync("/acteurs");

        Assert.True(System.Text.Encoding.UTF8.GetByteCount(html) < 60_000, $"{html.Length} characters");
        var page = await Site.ParseAsync(html);
        Assert.Empty(page.QuerySelectorAll("script:not([src]), style, [style], [onclick]"));
    }

    [Theory]
    [InlineData("q")]
    [InlineData("commune")]
    [InlineData("qpv")]
    [InlineData("filiere")]
    [InlineData("role")]
    [InlineData("famille")]
    [InlineData("label")]
    [InlineData("origine")]
    [InlineData("lat")]
    [InlineData("lon")]
    [InlineData("rayon")]
    [InlineData("zone")]
    [InlineData("tri")]
    [InlineData("page")]
    [InlineData("limit")]
    public async Task Get_HostileValue_AnswersThePage(string parameter)
    {
        string[] hostile = ["<script>alert(1)</script>", "\0", "'\"`;--", "😀", "\u202Eabc", "*:* AND (", "%", "-1", "1e400",
            "NaN,NaN,NaN,NaN", new('a', 3000), "\uFFFE\uFFFF", "~~~^9"];
        foreach (var value in hostile)
        {
            using var response = await Site.Client.GetAsync($"/acteurs?{parameter}={Uri.EscapeDataString(value)}");

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain("<script>alert", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static string Sentence(IHtmlDocument page) => page.QuerySelector("#phrase")!.TextContent.Trim();

    private static string Text(IHtmlDocument page)
        => System.Text.RegularExpressions.Regex.Replace(page.QuerySelector("main")!.TextContent, "[ \n\r\t]+", " ");

    private static List<string> Names(IHtmlDocument page)
        => [.. page.QuerySelectorAll(".results h2").Select(name => name.TextContent.Trim())];
}
