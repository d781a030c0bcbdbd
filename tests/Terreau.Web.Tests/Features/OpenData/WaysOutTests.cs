using System.Net;
using MiniExcelLibs;
using Terreau.Web.Hosting;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Guards;
using Terreau.Web.Tests.Hosting;

namespace Terreau.Web.Tests.Features.OpenData;

public sealed class WaysOutTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private static IReadOnlyList<WayOut> All => [.. Areas.All.SelectMany(area => area.Ways)];

    private TestSite Site => shared.Site;

    [Fact]
    public async Task Get_Page_ListsEveryWay_AndEachExampleAnswers()
    {
        var page = await Site.PageAsync("/donnees-ouvertes");

        var links = page.QuerySelectorAll("main table a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(All.Select(way => way.Example), links);
        Assert.NotNull((await Site.PageAsync("/api")).QuerySelector("main a[href='/donnees-ouvertes']"));
        foreach (var way in All)
        {
            using var response = await Site.Client.GetAsync(way.Example);
            Assert.True(response.IsSuccessStatusCode, $"{way.Example}: {(int)response.StatusCode}");
            Assert.Equal(way.Media, response.Content.Headers.ContentType!.MediaType);
            Assert.True((await response.Content.ReadAsByteArrayAsync()).Length > 100, way.Example);
        }
    }

    [Fact]
    public void Ways_OfEveryArea_TellEachAddressThatGivesAFileToEveryone()
    {
        var files = AllRoutes.Of(Site).Where(endpoint => endpoint.Metadata.GetMetadata<CostsAttribute>()?.Reading == Cost.File
            && endpoint.Metadata.GetMetadata<AccessAttribute>()?.Permission == Permission.ReadPublic
            && endpoint.RoutePattern.Parameters.Count == 0).Select(endpoint => endpoint.RoutePattern.RawText!).ToList();

        Assert.True(files.Count > 8);
        Assert.Empty(files.Except(All.Select(way => way.Address)));
    }

    [Fact]
    public async Task Get_WithColumns_HoldsThemAlone()
    {
        var csv = await LinesAsync("/acteurs/export.csv?commune=93063&colonnes=communes&colonnes=nom&colonnes=inconnue");
        Assert.Equal("Nom;Communes;Licence;Données mises à jour le", csv[0]);
        Assert.Contains(csv, line => line.StartsWith("Baluchon;", StringComparison.Ordinal));

        await using var xlsx = new MemoryStream(await Site.Client.GetByteArrayAsync("/offres/export.xlsx?colonnes=offre&colonnes=dates"));
        Assert.Equal(["Offre", "Dates"], xlsx.GetColumns(useHeaderRow: true, sheetName: "Offres"));

        Assert.Equal((await LinesAsync("/acteurs/export.csv"))[0], (await LinesAsync("/acteurs/export.csv?colonnes=inconnue"))[0]);
    }

    [Theory]
    [InlineData("/acteurs", "filiere=alimentation-agriculture", "nom")]
    [InlineData("/offres", "besoin=FINANCEMENT", "offre")]
    public async Task Form_OfTheColumns_LeadsToTheFileOfTheSameSelection(string list, string query, string column)
    {
        var page = await Site.PageAsync($"{list}?{query}");
        var link = page.QuerySelector($"main a[href^='{list}/export?']")!.GetAttribute("href")!;
        Assert.Contains(query, link, StringComparison.Ordinal);

        var form = await Site.PageAsync(link);

        var boxes = form.QuerySelectorAll("main input[type=checkbox][name=colonnes]");
        Assert.True(boxes.Length > 15);
        Assert.All(boxes, box => Assert.True(box.HasAttribute("checked")));
        Assert.Contains(boxes, box => box.GetAttribute("value") == column);
        Assert.Equal(boxes.Length, boxes.Select(box => box.GetAttribute("value")).Distinct().Count());
        var kept = form.QuerySelectorAll("main form input[type=hidden]")
            .Select(input => $"{input.GetAttribute("name")}={input.GetAttribute("value")}");
        Assert.Equal([query], kept);
        foreach (var button in form.QuerySelectorAll("main form button"))
        {
            var address = $"{button.GetAttribute("formaction")}?{query}&colonnes={column}";
            Assert.Equal(HttpStatusCode.OK, (await Site.Client.GetAsync(address)).StatusCode);
        }
        var whole = await LinesAsync($"{list}/export.csv?{query}");
        Assert.Equal(whole.Count, (await LinesAsync($"{list}/export.csv?{query}&colonnes={column}")).Count);
    }

    [Fact]
    public async Task Get_WhoDoesWhatWhere_HasItsHashtags_AndALineForEachTown()
    {
        var lines = await LinesAsync("/acteurs/qui-fait-quoi-ou.csv");
        var expected = await Site.WithDbAsync(
            db => Task.FromResult(db.Organisations.AsEnumerable()
                .Sum(sheet => Math.Max(1, sheet.Communes.Count + sheet.OutsideCommunes.Count))));

        Assert.StartsWith("Organisation,SIRET,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("#org +name,#org +code +siret,", lines[1], StringComparison.Ordinal);
        Assert.All(lines[1].Split(','), tag => Assert.Matches(@"^#[a-z]+( \+[a-z]+)+$", tag));
        Assert.All(lines.Skip(2), line => Assert.EndsWith(",Licence Ouverte 2.0,2026-11-23", line, StringComparison.Ordinal));
        Assert.Equal(expected, lines.Count - 2);
        Assert.Contains("/donnees-ouvertes", await Site.Client.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
    }

    private async Task<List<string>> LinesAsync(string address)
        => [.. (await Site.Client.GetStringAsync(address)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
}
