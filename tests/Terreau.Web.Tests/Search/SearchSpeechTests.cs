using Terreau.Web.Search;
using Terreau.Web.Search.Purposes;

namespace Terreau.Web.Tests.Search;

/// <summary>What the dictionary makes of words as people say them.</summary>
public sealed class SearchSpeechTests
{
    private static readonly Lexicon Words = new()
    {
        Said = ["je", "cherche", "pas de", "ai", "comment faire", "pour"],
        Slight = ["ouvrir", "projet"],
        Families =
        [
            new(["DLA", "dispositif local d'accompagnement"], [], [], []),
            new(["ressourcerie", "recyclerie"], ["récup"], [], ["réemploi"]),
            new(["argent", "financement"], ["sous"], [], []),
            new(["sport"], [], ["judo"], []),
            new(["atelier partagé", "fablab"], [], [], []),
        ],
        Places =
        [
            new("Pantin", ["Pantin", "93500"], ["93055"]),
            new("Montreuil", ["Montreuil", "Montreuil-sous-Bois", "93100"], ["93048"]),
        ],
    };

    [Theory]
    [InlineData("je cherche une cuisine", "Cuisine ouverte")]
    [InlineData("comment faire pour ouvrir une cuisine", "Cuisine ouverte")]
    [InlineData("j'ai pas de cuisine", "Cuisine ouverte")]
    [InlineData("cuisine projet", "Cuisine ouverte")]
    [InlineData("dla", "DLA Île-de-France", "Dispositif local d'accompagnement")]
    [InlineData("D.L.A.", "DLA Île-de-France", "Dispositif local d'accompagnement")]
    [InlineData("dispositif local d'accompagnement", "DLA Île-de-France", "Dispositif local d'accompagnement")]
    [InlineData("ressourcerie", "La Recyclerie")]
    [InlineData("récup", "La Recyclerie")]
    [InlineData("je cherche sous", "Financement solidaire")]
    [InlineData("sport", "Club de judo", "Sport pour tous")]
    [InlineData("fab lab", "Atelier partagé du canal")]
    public void Search_AsPeopleSayIt_FindsWhatIsMeant(string typed, params string[] expected)
    {
        using var bench = new SearchWorkbench(expansions: Words.Expansions(ActorSchema.Commune));
        bench.With(
            "Cuisine ouverte", "La Recyclerie", "Financement solidaire", "Sous le soleil", "Sport pour tous", "Club de judo",
            "Atelier partagé du canal", "Pas de danse", "DLA Île-de-France", "Dispositif local d'accompagnement");

        Assert.Equal(expected, bench.Found(typed + " "));
    }

    [Fact]
    public void Search_OnlyWordsThatSeekNothing_AreSearchedAfterAll()
    {
        using var bench = new SearchWorkbench(expansions: Words.Expansions(ActorSchema.Commune)).With("Je cherche", "Tout autre");

        Assert.Equal(["Je cherche"], bench.Found("je cherche"));
    }

    [Fact]
    public void Search_NothingSaysTheSame_FindsWhatComesNearAndSaysSo()
    {
        using var bench = new SearchWorkbench(expansions: Words.Expansions(ActorSchema.Commune)).With("Réemploi des meubles", "Danse");

        var page = bench.Search("recyclerie");

        Assert.Equal(["Réemploi des meubles"], page.Hits.Select(hit => hit.Id));
        Assert.Equal(SearchReach.Near, page.Reach);
        Assert.Equal(["réemploi"], Assert.Single(page.Readings).As);
    }

    [Fact]
    public void Search_KindOfAThing_FindsTheThingInSecondPlace()
    {
        using var bench = new SearchWorkbench(expansions: Words.Expansions(ActorSchema.Commune)).With("Sport pour tous", "Club de judo");

        var page = bench.Search("judo");

        Assert.Equal(["Club de judo", "Sport pour tous"], page.Hits.Select(hit => hit.Id));
        Assert.Equal(SearchReach.All, page.Reach);
    }

    [Fact]
    public void Search_EnoughHoldTheWord_LeavesWhatComesNearAside()
    {
        using var bench = new SearchWorkbench(expansions: Words.Expansions(ActorSchema.Commune)).With("Réemploi des meubles");
        bench.With([.. Enumerable.Range(1, 20).Select(n => $"Recyclerie {n}")]);

        Assert.DoesNotContain("Réemploi des meubles", bench.Found("recyclerie"));
    }

    [Theory]
    [InlineData("93500", "Pantin", "À Pantin", "Les Amis de Pantin")]
    [InlineData("93 500", "Pantin", "À Pantin", "Les Amis de Pantin")]
    [InlineData("à pantin", "Pantin", "À Pantin", "Les Amis de Pantin")]
    [InlineData("cuisine 93500", "Pantin", "À Pantin")]
    [InlineData("montreuil sous bois", "Montreuil", "Ailleurs")]
    public void Search_PlaceByAnyOfItsNames_IsSaidAndKept(string typed, string place, params string[] expected)
    {
        using var bench = Places();

        var page = bench.Search(typed);

        Assert.Equal(place, Assert.Single(page.Readings, reading => reading.Kind == SearchReadingKind.Place).As[0]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), page.Hits.Select(hit => hit.Id).Order(StringComparer.Ordinal));
        Assert.Equal(SearchReach.All, page.Reach);
    }

    [Fact]
    public void Search_NothingOfThatKindThere_ShowsItElsewhereAndSaysSo()
    {
        using var bench = Places();

        var page = bench.Search("jardin 93500");

        Assert.Equal(["Ailleurs"], page.Hits.Select(hit => hit.Id));
        Assert.Equal(SearchReach.Elsewhere, page.Reach);
    }

    [Fact]
    public void Search_PlaceAndUnknownWord_DoesNotTakeThePlaceForAnAnswer()
    {
        using var bench = Places();

        Assert.Equal(0, bench.Search("zygomatique 93500").Total);
        Assert.Contains(bench.Index.Near(new SearchQuery { Text = "zygomatique 93500", Day = SearchWorkbench.Day }),
            near => near is { Text: "93500", Total: 2 });
    }

    [Theory]
    [InlineData("ubi soft", "Ubisoft")]
    [InlineData("makeici", "Make ICI")]
    [InlineData("gosb", "Grand-Orly Seine Bièvre")]
    [InlineData("inser eco", "Inser'Eco 93")]
    public void Search_NameCutOrClosedUpOrShortened_IsFound(string typed, string expected)
    {
        using var bench = new SearchWorkbench().With("Ubisoft", "Make ICI", "Grand-Orly Seine Bièvre", "Inser'Eco 93", "Ici et là");

        var page = bench.Search(typed);

        Assert.Equal([expected], page.Hits.Select(hit => hit.Id));
        Assert.Empty(page.Corrections);
    }

    [Fact]
    public void Search_LongTextThatFewAnswerWhole_CompletesWithWhatAnswersMost()
    {
        using var bench = new SearchWorkbench().With("Jardin école verger", "Jardin école", "Verger", "Danse");

        var page = bench.Search("jardin école verger ");

        Assert.Equal(["Jardin école verger", "Jardin école"], page.Hits.Select(hit => hit.Id));
        Assert.Equal(SearchReach.AllThenPart, page.Reach);
        Assert.False(page.Relaxed);
    }

    [Fact]
    public void Search_TypingErrorOfAWordOfTheDictionary_FindsWhatSaysTheSame()
    {
        using var bench = new SearchWorkbench(expansions: Words.Expansions(ActorSchema.Commune)).With("La Recyclerie", "Danse");

        var page = bench.Search("ressuorcerie ");

        Assert.Equal(["La Recyclerie"], page.Hits.Select(hit => hit.Id));
        Assert.Equal(["ressourcerie"], Assert.Single(page.Corrections).ReadAs);
    }

    [Fact]
    public void Near_NothingFound_ProposesWordsSpelledOtherwise()
    {
        using var bench = new SearchWorkbench().With("Plaine Commune");

        Assert.Equal([("plaine", 1)], bench.Index.Near(new SearchQuery { Text = "laine", Day = SearchWorkbench.Day }));
    }

    private static SearchWorkbench Places()
    {
        var bench = new SearchWorkbench(expansions: Words.Expansions(ActorSchema.Commune));
        bench.Index.Apply(
            [
                SearchWorkbench.Actor("À Pantin", "À Pantin", "cuisine", null, (ActorSchema.Commune, "93055")),
                SearchWorkbench.Actor("Les Amis de Pantin", "Les Amis de Pantin"),
                SearchWorkbench.Actor("Ailleurs", "Ailleurs", "jardin sous les bois", null, (ActorSchema.Commune, "93048")),
            ], [], 1);
        return bench;
    }
}
