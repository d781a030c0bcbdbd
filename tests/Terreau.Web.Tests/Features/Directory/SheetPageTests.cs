using System.Net;
using System.Text.Json;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Seeds;

namespace Terreau.Web.Tests.Features.Directory;

public sealed class SheetPageTests(DirectorySite shared) : IClassFixture<DirectorySite>
{
    private TestSite Site => shared.Site;

    [Fact]
    public async Task Get_Sheet_SaysWhatIsKnownWithItsSourceAndItsAge()
    {
        var page = await Site.PageAsync("/acteurs/baluchon");

        var text = page.QuerySelector("main")!.TextContent;
        Assert.Equal("Baluchon", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("a[href='/acteurs?commune=93063']"));
        Assert.NotNull(page.QuerySelector("a[href='/acteurs?filiere=alimentation-agriculture']"));
        Assert.Contains("Le point est au milieu de Romainville : l’adresse exacte n’est pas connue.", text, StringComparison.Ordinal);
        Assert.Contains("Jamais vérifié depuis octobre 2018.", text, StringComparison.Ordinal);
        Assert.Contains("Complète à", text, StringComparison.Ordinal);
        Assert.Contains("Il n’a encore rien dit de ce qu’il propose ou cherche.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Sheet_CitesTheSourceOfEachFieldThatComesFromElsewhere()
    {
        var page = await Site.PageAsync("/acteurs/baluchon");

        var sources = page.QuerySelectorAll(".history .source").Select(line => line.TextContent).ToList();
        Assert.Contains(sources, line => line.Contains("Famille de l’économie sociale et filières", StringComparison.Ordinal)
            && line.Contains("Baluchon, entre saveur et insertion", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_Sheet_LinksThePartnersOfItsCooperations()
    {
        var page = await Site.PageAsync("/acteurs/bellastock");

        Assert.Contains("MOBILAB", page.QuerySelector("#cooperations")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='/acteurs/soukmachines']"));
    }

    [Fact]
    public async Task Get_Sheet_CarriesItsFactsForSearchEngines()
    {
        var page = await Site.PageAsync("/acteurs/baluchon");

        var data = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;
        Assert.Equal("Organization", data.GetProperty("@type").GetString());
        Assert.Equal("Baluchon", data.GetProperty("name").GetString());
        Assert.Equal("Romainville", data.GetProperty("address").GetProperty("addressLocality").GetString());
        Assert.False(data.TryGetProperty("location", out _), "the middle of a commune was given as an exact place");
        Assert.EndsWith("/acteurs/baluchon", data.GetProperty("@id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_UnknownSlug_Answers404WithTheSearchOfItsWords()
    {
        using var response = await Site.Client.GetAsync("/acteurs/le-paysan-disparu");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = await Site.ParseAsync(await response.Content.ReadAsStringAsync());
        Assert.NotNull(page.QuerySelector("a[href='/acteurs?q=le%20paysan%20disparu']"));
    }

    [Theory]
    [InlineData("/acteurs/..%2F..%2Fetc")]
    [InlineData("/acteurs/%3Cscript%3E")]
    [InlineData("/acteurs/😀")]
    [InlineData("/acteurs/baluchon%20")]
    public async Task Get_StrangeSlug_Answers404(string address)
    {
        using var response = await Site.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Get_EverySheetOfTheTerritory_Answers()
    {
        var slugs = await Site.WithDbAsync(db => Task.FromResult(db.Organisations.Select(actor => actor.Slug).ToList()));

        foreach (var slug in slugs) await Site.PageAsync($"/acteurs/{slug}");

        Assert.NotEmpty(slugs);
    }
}

public class SheetWritingTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Get_AfterANameChanges_ListAndSheetFollow(string database)
    {
        await using var site = await TestSite.StartAsync(database);
        var before = await site.PageAsync("/acteurs?q=bellastock");
        await site.WithDbAsync(async db =>
        {
            var actor = db.Organisations.Single(held => held.Slug == "bellastock");
            actor.Name = "Bellastock renouvelé";
            return await db.SaveAsync(new Act("essai", site.Clock.GetUtcNow().UtcDateTime, "renommer"));
        });

        var sheet = await site.PageAsync("/acteurs/bellastock");
        var list = await site.PageAsync("/acteurs?q=bellastock");

        Assert.Equal("Bellastock", before.QuerySelector(".results h2")!.TextContent.Trim());
        Assert.Equal("Bellastock renouvelé", sheet.QuerySelector("h1")!.TextContent);
        Assert.Equal("Bellastock renouvelé", list.QuerySelector(".results h2")!.TextContent.Trim());
        Assert.Contains("MOBILAB", sheet.QuerySelector("#cooperations")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SheetWhoseTextsAreMarkup_ShowsThemAsText()
    {
        await using var site = await TestSite.StartAsync();
        const string Trap = "</script><script>alert(1)</script>";
        await site.WithDbAsync(async db =>
        {
            db.Add(Builders.Organisation("piege", Trap, "dossier-french-impact-2018", PartialDate.Parse("2018-10"), actor =>
            {
                actor.Summary = Trap;
                actor.Website = "javascript:alert(1)";
                actor.Labels = [Trap];
                actor.CheckedOn = new DateOnly(2026, 3, 1);
                actor.Proposes = ["des fours"];
            }));
            return await db.SaveAsync(new Act("essai", site.Clock.GetUtcNow().UtcDateTime, "essayer"));
        });

        var html = await site.Client.GetStringAsync("/acteurs/piege");

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", html.Replace("\"url\":\"javascript:alert(1)\"", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        var page = await site.ParseAsync(html);
        Assert.Equal(Trap, page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Vérifié le 1er mars 2026.", page.QuerySelector("main")!.TextContent.Replace('\u00A0', ' '),
            StringComparison.Ordinal);
        Assert.Contains("Sa position n’est pas connue", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
