using System.Text;
using System.Text.Json;
using Terreau.Web.Features.Orientation;

namespace Terreau.Web.Tests.Features.Orientation;

/// <summary>Profiles that once got a wrong answer, with the right one. Each stands for a kind, told by the name of its file.</summary>
public sealed class CasesTests(OrientationSite orientation) : IClassFixture<OrientationSite>
{
    [Fact]
    public async Task Condition_OnWhoCarries_IsNeverReadFromWhomTheProjectServes()
    {
        var answer = await AskAsync("01-porteuse-exclue-par-le-public");

        Assert.Superset(new HashSet<string> { "garantie-egalite-femmes", "garantie-emploi" }, answer.Of("sures"));
        Assert.Contains("pret-honneur-quartier", answer.Of("aConfirmer"));
        Assert.DoesNotContain("talents-des-cites", answer.Of("ecartees"));
    }

    [Fact]
    public async Task Filiere_OfTheProject_DoesNotHideThatItHiresPeopleFarFromWork()
    {
        var answer = await AskAsync("03-traiteur-insertion-exclu-par-la-filiere");

        Assert.Contains("conventionnement-insertion", answer.Of("sures"));
        Assert.Contains("insereco-93-appui", answer.Of("sures").Union(answer.Of("aConfirmer")));
    }

    [Fact]
    public async Task Sources_ThatContradictEachOther_NeverMakeARefusal()
        => Assert.Contains("microcredit-professionnel", (await AskAsync("04-microcredit-3-salaries")).Of("aConfirmer"));

    [Fact]
    public async Task Ceiling_OfToday_IsNoRupture()
    {
        var answer = await AskAsync("05-microcredit-15000-fausse-rupture");

        Assert.Contains("microcredit-professionnel", answer.Of("sures"));
        Assert.Empty(answer.Ruptures);
    }

    [Fact]
    public async Task Call_WiderThanOneTheme_IsPossible()
    {
        var answer = await AskAsync("08-tempo-culture-sans-transition");

        Assert.Contains("tempo-occupation-temporaire", answer.Of("aConfirmer"));
        Assert.Empty(answer.Ruptures);
    }

    [Fact]
    public async Task Questions_AreOfTheOffersShown_AndNoneIsARupture()
    {
        var answer = await AskAsync("10-rupture-subvention-questions-de-pret");

        Assert.Empty(answer.Ruptures);
        Assert.Contains("Votre structure a-t-elle plus d'un an ?", answer.Questions);
        Assert.DoesNotContain(answer.Questions, question => question.Contains("banque", StringComparison.OrdinalIgnoreCase)
            || question.Contains("Ce dispositif", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stage_ThatIsNoCondition_LeavesTheOfferSure()
    {
        var answer = await AskAsync("12-dla-association-1-salarie-lancement");

        Assert.Contains("dla", answer.Of("sures"));
        Assert.DoesNotContain("aucune aide sûre", answer.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Catalogue_KnowsTheTitleOfCooperatives()
        => Assert.DoesNotContain("ABSENTE", (await AskAsync("14-scic-titre-absente")).Ruptures);

    private async Task<Answer> AskAsync(string name)
    {
        var profile = await File.ReadAllTextAsync(
            Path.Combine(Clone.Root, "tests/Terreau.Web.Tests/Features/Orientation/Cases", name + ".json"));
        using var content = new StringContent(profile, Encoding.UTF8, "application/json");
        using var response = await orientation.Site.Client.PostAsync(OrientationRoutes.Api, content);
        Assert.True(response.IsSuccessStatusCode, name);
        return new Answer(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone());
    }

    private sealed record Answer(JsonElement Root)
    {
        private IEnumerable<JsonElement> Needs => Root.GetProperty("besoins").EnumerateArray();

        public string Summary => Root.GetProperty("resume").GetString()!;

        public IReadOnlyList<string> Ruptures
            => [.. Needs.SelectMany(need => need.GetProperty("ruptures").EnumerateArray())
                .Select(one => one.GetProperty("genre").GetString()!)];

        public IReadOnlyList<string> Questions
            => [.. Needs.SelectMany(need => need.GetProperty("aConfirmer").EnumerateArray())
                .SelectMany(offer => offer.GetProperty("raisons").EnumerateArray())
                .Select(one => one.GetProperty("question").GetString()!)];

        public HashSet<string> Of(string list)
            => [.. Needs.SelectMany(need => need.GetProperty(list).EnumerateArray()).Select(one => one.GetProperty("offre").GetString()!)];
    }
}
