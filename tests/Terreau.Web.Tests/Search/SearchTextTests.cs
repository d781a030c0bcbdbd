namespace Terreau.Web.Tests.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Épicerie solidaire de Montreuil", "epicerie")]
    [InlineData("Épicerie solidaire de Montreuil", "ÉPICERIE")]
    [InlineData("Épicerie solidaire de Montreuil", "épiceries solidaires")]
    [InlineData("L'Atelier d'Émilie", "atelier emilie")]
    [InlineData("L’Atelier d’Émilie", "l'atelier d'emilie")]
    [InlineData("Aujourd'hui demain", "aujourd'hui")]
    [InlineData("Aujourd’hui demain", "aujourdhui")]
    [InlineData("Conseil de prud'hommes", "prud’hommes")]
    [InlineData("E.S.S. en commun", "ess")]
    [InlineData("ESS en commun", "E.S.S.")]
    [InlineData("S.C.I.C. La Noue", "scic noue")]
    [InlineData("Pôle R&D", "r&d")]
    [InlineData("Cœur de Noisy", "coeur")]
    [InlineData("Coeur de Noisy", "cœur")]
    [InlineData("Micro-crédit pour tous", "microcrédit")]
    [InlineData("Microcrédit pour tous", "micro-crédits")]
    [InlineData("Micro-crédit pour tous", "micro credit")]
    [InlineData("Régie de Seine-Saint-Denis", "seine saint denis")]
    [InlineData("Régie de St-Denis", "saint-denis")]
    [InlineData("Régie de Saint Denis", "st denis")]
    [InlineData("Les locaux du canal", "local")]
    [InlineData("Journaux de quartier", "journal")]
    [InlineData("Boulangerie du Pré", "boulangeries")]
    public void Search_WordedAsPeopleType_Finds(string name, string typed)
    {
        using var bench = new SearchWorkbench();
        bench.With(name, "Tout autre chose");

        Assert.Equal([name], bench.Found(typed + " "));
    }

    [Theory]
    [InlineData("boul", "Boulangerie", "Boulodrome")]
    [InlineData("boula", "Boulangerie")]
    [InlineData("pain boulan", "Boulangerie")]
    [InlineData("la", "Laboratoire")]
    public void Search_LastWordUnfinished_FindsLongerWords(string typed, params string[] expected)
    {
        using var bench = new SearchWorkbench();
        bench.Index.Apply(
            [
                SearchWorkbench.Actor("Boulangerie", "Boulangerie", "du pain"),
                SearchWorkbench.Actor("Boulodrome", "Boulodrome"),
                SearchWorkbench.Actor("Laboratoire", "Laboratoire"),
            ], [], 1);

        Assert.Equal(expected, bench.Found(typed));
    }

    [Fact]
    public void Search_WordFollowedBySpace_IsTakenAsComplete()
    {
        using var bench = new SearchWorkbench().With("Art en ville", "Artisans du Pré");

        Assert.Equal(["Art en ville", "Artisans du Pré"], bench.Found("art"));
        Assert.Equal(["Art en ville"], bench.Found("art "));
    }

    [Theory]
    [InlineData("bolangerie", "boulangerie")]
    [InlineData("boulangreie", "boulangerie")]
    [InlineData("boulnagerei", "boulangerie")]
    [InlineData("cantnie", "cantine")]
    [InlineData("cantime", "cantine")]
    public void Search_SmallTypingError_FindsTheNearWordAndSaysSo(string typed, string meant)
    {
        using var bench = new SearchWorkbench().With("Boulangerie", "Cantine");

        var page = bench.Search(typed + " ");

        Assert.Equal(1, page.Total);
        var correction = Assert.Single(page.Corrections);
        Assert.Equal(typed, correction.Typed);
        Assert.Equal([meant], correction.ReadAs);
    }

    [Fact]
    public void Search_KnownWordNearAnother_IsNotCorrected()
    {
        using var bench = new SearchWorkbench().With("Cuisine", "Cousine");

        Assert.Equal(["Cuisine"], bench.Found("cuisine"));
    }

    [Theory]
    [InlineData("vel ")]
    [InlineData("velp ")]
    [InlineData("va12 ")]
    [InlineData("xyzt ")]
    [InlineData("laine")]
    [InlineData("compta")]
    [InlineData("fentiste ")]
    public void Search_TooShortOrTooFarOrAnotherBeginning_FindsNothing(string typed)
    {
        using var bench = new SearchWorkbench().With("Vélo", "Plaine Commune", "Le Comptoir", "Dentiste");

        Assert.Equal(0, bench.Search(typed).Total);
    }

    [Fact]
    public void Search_AllWordsMatchSomething_AllMustMatchTheSame()
    {
        using var bench = new SearchWorkbench().With("Jardin partagé", "Jardin privé", "Four partagé");

        Assert.Equal(["Jardin partagé"], bench.Found("jardin partage"));
        Assert.False(bench.Search("jardin partage").Relaxed);
    }

    [Fact]
    public void Search_NothingMatchesAllWords_OffersWhatMatchesSomeAndSaysSo()
    {
        using var bench = new SearchWorkbench().With("Jardin privé", "Four partagé", "Couture");

        var page = bench.Search("jardin partage ");

        Assert.True(page.Relaxed);
        Assert.Equal(["Four partagé", "Jardin privé"], bench.Found("jardin partage "));
    }

    [Fact]
    public void Search_ExactName_ComesFirst()
    {
        using var bench = new SearchWorkbench().With("Emmaüs Alternatives", "Emmaüs", "Amis d'Emmaüs");

        Assert.Equal("Emmaüs", bench.Search("emmaus").Hits[0].Id);
    }

    [Fact]
    public void Search_WordInTheName_ComesBeforeWordInTheDescription()
    {
        using var bench = new SearchWorkbench();
        bench.Index.Apply(
            [
                SearchWorkbench.Actor("b", "Le Relais", "couture couture et mode"),
                SearchWorkbench.Actor("a", "Atelier de couture", "vêtements et mode"),
            ], [], 1);

        Assert.Equal(["a", "b"], bench.Search("couture").Hits.Select(h => h.Id));
    }

    [Theory]
    [InlineData("123456789")]
    [InlineData("123 456 789")]
    [InlineData("SIREN : 123.456.789")]
    [InlineData("12345678900012")]
    [InlineData("123 456 789 00012")]
    [InlineData("123 456 789 00 012")]
    [InlineData("siret 123 456 789 00012")]
    [InlineData("123 456 789 99999")]
    public void Search_SirenOrSiretWithSpaces_FindsTheOrganisation(string typed)
    {
        using var bench = new SearchWorkbench();
        var actor = SearchWorkbench.Actor("a", "Baluchon") with
        {
            Keys = [(Terreau.Web.Search.ActorSchema.Siren, "123456789"), (Terreau.Web.Search.ActorSchema.Siret, "12345678900012")],
        };
        bench.Index.Apply([actor, SearchWorkbench.Actor("b", "SIRET 2024 siren")], [], 1);

        Assert.Equal(["a"], bench.Found(typed));
    }

    [Fact]
    public void Search_UnknownSiren_FindsNothing()
    {
        using var bench = new SearchWorkbench().With("Baluchon");

        Assert.Equal(0, bench.Search("987654321").Total);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void Search_NoText_FindsEverything(string? typed)
    {
        using var bench = new SearchWorkbench().With("Un", "Deux");

        var page = bench.Search(typed);

        Assert.Equal(2, page.Total);
        Assert.False(page.TextIgnored);
    }

    [Fact]
    public void Search_NoWordInText_LeavesItAsideAndSaysSo()
    {
        using var bench = new SearchWorkbench().With("Un", "Deux");

        var page = bench.Search(" ?! ");

        Assert.Equal(2, page.Total);
        Assert.True(page.TextIgnored);
    }
}
