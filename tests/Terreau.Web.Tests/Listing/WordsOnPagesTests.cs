using System.Net.Http.Json;
using System.Text.Json;

namespace Terreau.Web.Tests.Listing;

/// <summary>What lists make of words as people type them, and what they say of it, on the seeded territory.</summary>
public sealed class WordsOnPagesTests(SiteFixture fixture) : IClassFixture<SiteFixture>
{
    private readonly TestSite site = fixture.Site;

    [Theory]
    [InlineData("/offres", "dla", "dla")]
    [InlineData("/offres", "PEC", "parcours-emploi-competences")]
    [InlineData("/offres", "crowdfunding", "don-participatif")]
    [InlineData("/offres", "j'ai pas de local", "est-ensemble-locaux")]
    [InlineData("/offres", "la banque me refuse", "adie-microcredit")]
    [InlineData("/offres", "four", "foodlab-cuisine")]
    [InlineData("/acteurs", "traiteur", "baluchon")]
    [InlineData("/acteurs", "recyclerie", "la-collecterie")]
    [InlineData("/acteurs", "compost", "moulinot")]
    [InlineData("/acteurs", "mairie de pantin", "ville-de-pantin")]
    public async Task Get_WordsAsPeopleSayThem_FindWhatIsMeantAmongTheFirstThree(string list, string typed, string expected)
    {
        var page = await site.PageAsync(Address(list, typed));

        Assert.Contains($"{list}/{expected}", page.QuerySelectorAll(".results h2 a").Take(3).Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("93500", "Pantin")]
    [InlineData("montreuil sous bois", "Montreuil")]
    [InlineData("le pré", "Le Pré-Saint-Gervais")]
    [InlineData("quatre chemins", "Quatre Chemins (Pantin)")]
    public async Task Get_PlaceByAnyName_ListsWhoIsThereAndSaysWhichPlaceWasRead(string typed, string place)
    {
        var commune = place.Contains('(', StringComparison.Ordinal) ? place.Split('(', ')')[1] : place;
        var code = await site.WithDbAsync(db => Task.FromResult(db.Zones.First(zone => zone.Name == commune).Local));

        var answer = await JsonAsync("/api/v1/acteurs?limit=100&q=" + Uri.EscapeDataString(typed));
        var chosen = await JsonAsync("/api/v1/acteurs?limit=100&commune=" + code);
        var page = await site.PageAsync(Address("/acteurs", typed));

        Assert.Superset(Slugs(chosen), Slugs(answer));
        Assert.NotEmpty(Slugs(chosen));
        Assert.Contains($": lu comme un lieu, {place}.", page.QuerySelector("#criteres")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("lieu", answer.GetProperty("lectures")[0].GetProperty("sorte").GetString());
    }

    [Theory]
    [InlineData("laine", "plaine-commune")]
    [InlineData("stagiaire compta", "le-comptoir")]
    public async Task Get_WordNearAnother_IsNotTakenForIt(string typed, string wrong)
        => Assert.DoesNotContain(wrong, Slugs(await JsonAsync("/api/v1/acteurs?limit=100&q=" + Uri.EscapeDataString(typed))));

    [Fact]
    public async Task Get_SynonymsSearchedToo_AreSaid()
    {
        var page = await site.PageAsync(Address("/offres", "crowdfunding"));

        Assert.Contains(page.QuerySelectorAll("#criteres p"), line => line.TextContent.StartsWith("« crowdfunding » : cherché aussi avec",
            StringComparison.Ordinal) && line.TextContent.Contains("« financement participatif »", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_NothingFound_ProposesOtherWordsAndTheOtherList()
    {
        var page = await site.PageAsync(Address("/acteurs", "zygomatique à Pantin"));

        var near = page.QuerySelector(".empty li a[href='/acteurs?q=pantin']")!;
        Assert.Matches(@"[1-9][0-9]*\sacteurs$", near.ParentElement!.TextContent.Trim());
        Assert.NotNull(page.QuerySelector(".empty a[href='/offres?q=zygomatique%20%C3%A0%20Pantin']"));
    }

    private static string Address(string list, string typed) => $"{list}?q={Uri.EscapeDataString(typed)}";

    private async Task<JsonElement> JsonAsync(string address) => await site.Client.GetFromJsonAsync<JsonElement>(address);

    private static HashSet<string> Slugs(JsonElement answer)
        => [.. answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString()!)];
}
