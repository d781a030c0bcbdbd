using AngleSharp.Html.Dom;
using Terreau.Web.Domain.Offers;

namespace Terreau.Web.Tests.Features.Offers;

public sealed class OfferListTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private readonly TestSite site = fixture.Site;

    [Fact]
    public async Task Get_NoCriterion_ListsEveryOfferWithItsDecidingFacts()
    {
        var held = await site.WithDbAsync(db => Task.FromResult(db.Offers.Count()));

        var page = await site.PageAsync("/offres");

        Assert.StartsWith($"{held} offres", Plain(page.QuerySelector("#phrase")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(20, page.QuerySelectorAll("ol.results > li").Length);
        Assert.All(page.QuerySelectorAll("ol.results > li"), card =>
        {
            Assert.True(card.QuerySelectorAll(".meta span").Length >= 4);
            Assert.Matches("À vérifier|Vérifiée le", card.QuerySelector(".status")!.TextContent);
        });
    }

    [Theory]
    [InlineData("acheter un four", "acheter un four", "/offres?q=acheter%20un%20four&nature=subvention")]
    [InlineData("trouver un local", "local", "/offres?q=trouver%20un%20local&besoin=LOCAUX")]
    public async Task Get_SearchByPurpose_FindsByWhatItMeansAndSaysWhy(string words, string said, string narrower)
    {
        var page = await site.PageAsync("/offres?q=" + Uri.EscapeDataString(words));
        var narrowed = await site.PageAsync(narrower);

        Assert.NotEmpty(page.QuerySelectorAll("ol.results > li"));
        Assert.NotEmpty(narrowed.QuerySelectorAll("ol.results > li"));
        Assert.Contains(page.QuerySelectorAll("#criteres p"),
            line => line.TextContent.Contains(said, StringComparison.Ordinal)
                && line.TextContent.Contains("se lit aussi", StringComparison.Ordinal));
        Assert.DoesNotContain("Aucune offre ne dit", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Facets_CountWhatChoosingThemGives()
    {
        var page = await site.PageAsync("/offres");

        foreach (var name in new[] { "besoin", "etape", "commune", "theme", "public", "ouverture", "cout", "dedie", "echelle", "nature" })
        {
            var option = page.QuerySelectorAll($"input[name={name}]").OfType<IHtmlInputElement>().First(input => Count(input) > 0);

            var chosen = await site.PageAsync($"/offres?{name}={Uri.EscapeDataString(option.Value)}");

            Assert.StartsWith($"{Count(option)} offre", Plain(chosen.QuerySelector("#phrase")!.TextContent), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_SeveralCriteria_EachIsRemovableAlone()
    {
        var page = await site.PageAsync("/offres?besoin=FINANCEMENT&commune=93010&q=pr%C3%AAt");

        var chips = page.QuerySelectorAll(".chips a.chip").Select(chip => chip.GetAttribute("href")!).ToList();

        Assert.Equal(3, chips.Count);
        Assert.Contains("/offres?q=pr%C3%AAt&commune=93010", chips);
        Assert.Contains("/offres?besoin=FINANCEMENT&commune=93010", chips);
        Assert.Contains("/offres?q=pr%C3%AAt&besoin=FINANCEMENT", chips);
        Assert.Matches("offres? · « prêt » · financement · Bondy", Plain(page.QuerySelector("#phrase")!.TextContent));
    }

    [Fact]
    public async Task Get_Amount_KeepsOnlyFundingThatCanCoverOrDoesNotSay()
    {
        var page = await site.PageAsync("/offres?montant=" + Uri.EscapeDataString("30 000 €"));

        Assert.Contains("pour 30 000 €", Plain(page.QuerySelector("#phrase")!.TextContent), StringComparison.Ordinal);
        var slugs = await SlugsAsync("montant=30000");
        Assert.NotEmpty(slugs);
        var offers = await site.WithDbAsync(db => Task.FromResult(db.Offers.ToDictionary(offer => offer.Slug)));
        Assert.All(slugs, slug =>
        {
            Assert.Contains(offers[slug].Needs, need => need.Kind == AnsweredNeed.Funding);
            Assert.True(offers[slug].AmountMaxCents is null or >= 3_000_000, slug);
            Assert.True(offers[slug].AmountMinCents is null or <= 3_000_000, slug);
        });
    }

    [Theory]
    [InlineData("93006"), InlineData("93008"), InlineData("93010"), InlineData("93045"), InlineData("93048")]
    [InlineData("93053"), InlineData("93055"), InlineData("93061"), InlineData("93063")]
    public async Task Get_Commune_ListsExactlyTheOffersThatReachIt(string insee)
    {
        var slugs = await SlugsAsync("commune=" + insee);

        var expected = await site.WithDbAsync(async db =>
        {
            var atlas = await Terreau.Web.Domain.Territory.Atlas.ReadAsync(db);
            return db.Offers.ToList().Where(offer => Terreau.Web.Domain.Territory.Perimeter.Of(offer.Perimeter, atlas.Zones).Reaches(insee))
                .Select(offer => offer.Slug).ToHashSet();
        });
        Assert.Equal(expected.Order(StringComparer.Ordinal), slugs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_SortByClosing_KeepsTheSameOffers()
        => Assert.Equal((await SlugsAsync("besoin=FINANCEMENT")).Order(StringComparer.Ordinal),
            (await SlugsAsync("besoin=FINANCEMENT&tri=cloture")).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Get_NothingFits_NamesTheRuptureAndOffersTheNextStep()
    {
        var page = await site.PageAsync("/offres?q=zzqqxx");

        Assert.StartsWith("Rupture", page.QuerySelector(".empty h2")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".empty a[href='/orientation']"));
        Assert.NotNull(page.QuerySelector(".empty a[href='/offres']"));
    }

    [Theory]
    [InlineData("etape=SATURNE", "SATURNE")]
    [InlineData("commune=99999", "99999")]
    [InlineData("montant=beaucoup", "beaucoup")]
    [InlineData("montant=-5", "-5")]
    [InlineData("tri=hasard", "hasard")]
    [InlineData("page=0", "La page")]
    [InlineData("page=99999999999999", "La page")]
    public async Task Get_MalformedParameter_SaysSoAndAnswers(string query, string words)
    {
        var page = await site.PageAsync("/offres?" + query);

        Assert.Contains(page.QuerySelectorAll(".notice"), notice => notice.TextContent.Contains(words, StringComparison.Ordinal));
        Assert.NotEmpty(page.QuerySelectorAll("ol.results > li"));
    }

    [Fact]
    public async Task Get_PageBeyondTheLast_ShowsTheLastAndSaysSo()
    {
        var page = await site.PageAsync("/offres?page=500");

        Assert.NotEmpty(page.QuerySelectorAll("ol.results > li"));
        Assert.Contains("voici la dernière", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NothingFits_OffersEachWayOutWithItsCount()
    {
        var page = await site.PageAsync("/offres?q=zzqqxx&besoin=FINANCEMENT");

        var ways = page.QuerySelectorAll(".empty li");
        Assert.Equal(["/offres?besoin=FINANCEMENT", "/offres?q=zzqqxx"], ways.Select(way => way.QuerySelector("a")!.GetAttribute("href")));
        Assert.Matches("[1-9][0-9]* offres$", Plain(ways[0].TextContent));
        Assert.Empty(page.QuerySelectorAll("a[download]"));
    }

    [Fact]
    public async Task Get_UnknownParameter_IsIgnored()
        => Assert.Empty((await site.PageAsync("/offres?utm_source=lettre&fbclid=1")).QuerySelectorAll(".notice"));

    [Fact]
    public async Task Get_Files_HoldExactlyWhatIsFiltered()
    {
        var slugs = await SlugsAsync("besoin=LOCAUX&commune=93010");

        var csv = await site.Client.GetStringAsync("/offres/export.csv?besoin=LOCAUX&commune=93010", TestContext.Current.CancellationToken);
        using var workbook = await site.Client
            .GetAsync("/offres/export.xlsx?besoin=LOCAUX&commune=93010", TestContext.Current.CancellationToken);

        var rows = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(slugs.Count, rows.Length - 1);
        Assert.All(slugs, slug => Assert.Contains(rows, row => row.StartsWith(slug + ";", StringComparison.Ordinal)));
        Assert.Equal(200, (int)workbook.StatusCode);
    }

    /// <summary>The slugs of all the pages of a query.</summary>
    private async Task<List<string>> SlugsAsync(string query)
    {
        var slugs = new List<string>();
        for (var at = 1; at < 20; at++)
        {
            var page = await site.PageAsync($"/offres?{query}&page={at}");
            slugs.AddRange(page.QuerySelectorAll("ol.results h2 a").Select(link => link.GetAttribute("href")!["/offres/".Length..]));
            if (page.QuerySelector("a[rel=next]") is null) break;
        }
        Assert.Equal(slugs.Count, slugs.Distinct().Count());
        return slugs;
    }

    private static int Count(IHtmlInputElement input)
        => int.Parse(string.Concat(input.ParentElement!.QuerySelector(".count")!.TextContent.TakeWhile(c => !char.IsLetter(c))
            .Where(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);

    private static string Plain(string text)
        => string.Join(' ', text.Split((char[])[' ', '\u00a0', '\u202f', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
