using Terreau.Web.Domain.Territory;
using Terreau.Web.Search.Ideas;
using Terreau.Web.Search.Ideas.Wording;
using Terreau.Web.Tests.Features.Orientation;

namespace Terreau.Web.Tests.Search.Ideas;

/// <summary>One sentence for each rule of the reader, on the words and the places of the territory.</summary>
public sealed class IdeaReaderTests(OrientationSite orientation) : IClassFixture<OrientationSite>
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private static readonly IdeaWords Words = IdeaWords.Read(Clone.Territory);

    [Theory]
    [InlineData("il nous faut une cuisine professionnelle", "LOCAUX", "cuisine")]
    [InlineData("Besoin d'un four à pain et d'un local commercial", "LOCAUX", "boutique")]
    [InlineData("on cherche des benevoles", "COMPETENCES", "benevolat")]
    [InlineData("la banque me refuse un prêt", "FINANCEMENT", "pret")]
    [InlineData("je suis perdu dans les démarches", "ADMINISTRATION", "interlocuteur")]
    [InlineData("un site internet à refaire", "NUMERIQUE", "outil")]
    [InlineData("je ne sais pas par où commencer", "ACCOMPAGNEMENT", "ideation")]
    [InlineData("on connait personne", "RESEAU", "reseau-pairs")]
    [InlineData("besion d'une subvanssion", "FINANCEMENT", "subvention")]
    public async Task Read_ANeed_ProposesItsKindAndNature(string idea, string kind, string nature)
    {
        var reading = await ReadAsync(idea);
        Assert.Contains(kind, reading.Kinds.Select(code => code.Code));
        Assert.Contains(nature, reading.Natures.Select(code => code.Code));
    }

    [Theory]
    [InlineData("une épicerie solidaire", "alimentation-agriculture")]
    [InlineData("aide à domicile pour personnes âgées", "sante-solidarite")]
    [InlineData("ouvrir une friperie", "economie-circulaire")]
    [InlineData("un garage solidaire", "mobilite")]
    [InlineData("réparer des téléphones", "economie-circulaire")]
    [InlineData("des jeux en bois fabriqués ici", "artisanat")]
    public async Task Read_ATrade_ProposesItsFiliere(string idea, string filiere)
        => Assert.Equal([filiere], (await ReadAsync(idea)).Filieres.Select(code => code.Code));

    [Theory]
    [InlineData("réparer des téléphones", "NUMERIQUE")]
    [InlineData("des repas à prix solidaires", "FINANCEMENT")]
    [InlineData("pas besoin de local, seulement de bénévoles", "LOCAUX")]
    [InlineData("nous ne cherchons pas d'argent", "FINANCEMENT")]
    [InlineData("on a déjà un local et une salle, il manque des bénévoles", "LOCAUX")]
    [InlineData("donner des formations aux habitants", "ACCOMPAGNEMENT")]
    [InlineData("une bibliothèque d'objets, prêt entre voisins", "FINANCEMENT")]
    [InlineData("le bureau de l'association se réunit le lundi", "LOCAUX")]
    public async Task Read_WhatIsNotWanted_IsNotProposed(string idea, string kind)
        => Assert.DoesNotContain(kind, (await ReadAsync(idea)).Kinds.Select(code => code.Code));

    [Theory]
    [InlineData("il nous faut une VRAIE  cuisine", "VRAIE  cuisine")]
    [InlineData("nous faisons du Théâtre de rue", "Théâtre de rue")]
    [InlineData("des cuisines partagées", "cuisines partagées")]
    public async Task Read_WhatIsProposed_QuotesTheOwnWords(string idea, string quoted)
    {
        var reading = await ReadAsync(idea);
        Assert.Contains(quoted, reading.Natures.Concat(reading.Filieres).Select(code => code.Words));
        Assert.All(reading.Kinds.Concat(reading.Natures).Concat(reading.Filieres).Concat(reading.Publics),
            code => Assert.Contains(code.Words, idea, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("il faut 30 000 €", 30_000, 30_000)]
    [InlineData("besoin de 30k", 30_000, 30_000)]
    [InlineData("on cherche trente mille euros", 30_000, 30_000)]
    [InlineData("il manque entre 5 et 10 000 euros", 5_000, 10_000)]
    [InlineData("coût 20-25 000 €", 20_000, 25_000)]
    [InlineData("1,5 million d'euros pour un foyer", 1_500_000, 1_500_000)]
    [InlineData("j'ai 5 000 € d'apport, il manque 25 000 €", 25_000, 25_000)]
    [InlineData("il faut 10 000 € de matériel et 5 000 € de stock", 15_000, 15_000)]
    public async Task Read_AnAmountSought_IsRead(string idea, int low, int high)
        => Assert.Equal(((decimal)low, (decimal)high), (await ReadAsync(idea)).Amount?.Value);

    [Theory]
    [InlineData("un loyer de 400 € par mois")]
    [InlineData("CA 80 000 €, tout va bien")]
    [InlineData("30 000 habitants vivent ici")]
    [InlineData("créée en 2021 au 93500")]
    [InlineData("nous servons 1500 repas")]
    public async Task Read_AnotherNumber_IsNoAmount(string idea) => Assert.Null((await ReadAsync(idea)).Amount);

    [Theory]
    [InlineData("j'ai 24 ans", 24)]
    [InlineData("g 22 ans et un projet", 22)]
    [InlineData("je suis une femme de 45 ans", 45)]
    [InlineData("Homme, 29 ans, au chômage", 29)]
    [InlineData("j'ai vingt-quatre ans", 24)]
    public async Task Read_TheAgeOfTheHolder_IsRead(string idea, int age) => Assert.Equal(age, (await ReadAsync(idea)).Age?.Value);

    [Theory]
    [InlineData("des jeunes de 16 à 25 ans")]
    [InlineData("j'ai 10 ans d'expérience")]
    [InlineData("une asso de vingt ans")]
    [InlineData("depuis 30 ans je cuisine")]
    public async Task Read_AnotherTime_IsNoAge(string idea) => Assert.Null((await ReadAsync(idea)).Age);

    [Theory]
    [InlineData("à Noisy le sec", "93053")]
    [InlineData("dans le 93500", "93055")]
    [InlineData("a bobiny", "93008")]
    [InlineData("à Montreuil-sous-Bois", "93048")]
    [InlineData("au pré saint gervais", "93061")]
    [InlineData("au Londeau", "93053")]
    [InlineData("à bondy nord", "93010")]
    public async Task Read_APlaceOfTheProject_IsRead(string idea, string commune)
        => Assert.Equal([commune], (await ReadAsync($"ouvrir un café {idea}")).Communes.Select(code => code.Code));

    [Theory]
    [InlineData("j'habite à Montreuil")]
    [InlineData("un atelier de patins à roulettes")]
    [InlineData("comme celui de Pantin")]
    [InlineData("planter des lilas")]
    public async Task Read_AnotherPlace_IsNotTheProjects(string idea) => Assert.Empty((await ReadAsync(idea)).Communes);

    [Fact]
    public async Task Read_WhereOneLives_IsOfTheHolderAndIsAsked()
    {
        var reading = await ReadAsync("Je vis aux Quatre Chemins, je veux ouvrir un café à Bobigny.");
        Assert.Equal("Je vis aux Quatre Chemins", reading.LivesInDistrict?.Words);
        Assert.Equal(["93008"], reading.Communes.Select(code => code.Code));
        Assert.Equal(["93055"], reading.OtherCommunes.Select(code => code.Code));
        Assert.Empty(reading.Districts);
    }

    [Theory]
    [InlineData("notre asso de deux ans, 3 salariés", true, "ASSOCIATION", 2024, 3)]
    [InlineData("SCOP créée en 2019", true, "COOPERATIVE", 2019, null)]
    [InlineData("je suis auto-entrepreneuse", true, "ENTREPRISE_INDIVIDUELLE", null, null)]
    [InlineData("nous voulons créer une association", false, "ASSOCIATION", null, null)]
    [InlineData("on n'a pas encore de statut", false, null, null, null)]
    [InlineData("nous sommes un collectif d'habitants", false, "COLLECTIF", null, null)]
    [InlineData("la mairie de Pantin nous aide", null, null, null, null)]
    [InlineData("embaucher 2 salariés", null, null, null, null)]
    [InlineData("rencontrer des associations et des entreprises", null, null, null, null)]
    [InlineData("asso, aucun salarié", true, "ASSOCIATION", null, 0)]
    public async Task Read_TheStructure_IsWhatIsSaidOfIt(string idea, bool? exists, string? family, int? created, int? headcount)
    {
        var reading = await ReadAsync(idea);
        Assert.Equal((exists, family, created, headcount),
            (reading.Exists?.Value, reading.Family?.Code, reading.CreatedIn?.Value, reading.Headcount?.Value));
    }

    [Theory]
    [InlineData("je suis une femme au chômage", true, true, false)]
    [InlineData("maman de trois enfants, j'habite un quartier prioritaire", true, false, true)]
    [InlineData("on est trois femmes", true, false, false)]
    [InlineData("aider les femmes sans emploi", false, false, false)]
    [InlineData("accompagner les chômeurs du quartier", false, false, false)]
    public async Task Read_TheHolder_IsNotThoseServed(string idea, bool woman, bool jobless, bool lives)
    {
        var reading = await ReadAsync(idea);
        Assert.Equal((woman, jobless, lives),
            (reading.IsWoman is not null, reading.IsJobless is not null, reading.LivesInDistrict is not null));
    }

    [Theory]
    [InlineData("j'ai juste une idée", "EMERGENCE")]
    [InlineData("nous voulons essaimer", "CHANGEMENT_ECHELLE")]
    [InlineData("il faut pérenniser l'activité", "CONSOLIDATION")]
    public async Task Read_TheStage_WhenItIsSaid(string idea, string stage)
        => Assert.Equal([stage], (await ReadAsync(idea)).Stages.Select(code => code.Code));

    [Theory]
    [InlineData(""), InlineData("   "), InlineData("€€€ 999999999999999999999999 €"), InlineData("👩‍👩‍👧‍👦 ﷽ \u202e")]
    [InlineData("a'b'c'd'e'f")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 € € € et et et ou ou ans ans"), InlineData("pas pas sans sans ni ni de de")]
    [InlineData("en 0000 depuis 9999 ans il y a 999999999999 ans")]
    public async Task Read_Anything_NeverFails(string idea) => Assert.NotNull(await ReadAsync(idea));

    [Fact]
    public async Task Read_TheLongestIdea_StaysQuick()
    {
        var idea = string.Concat(Enumerable.Repeat("zzqx asosiation cuisinne 30 000 € bobiny ", 50))[..2000];
        Assert.NotNull((await ReadAsync(idea)).Amount);
    }

    private async Task<IdeaReading> ReadAsync(string idea)
    {
        var atlas = await orientation.Site.WithDbAsync(db => Atlas.ReadAsync(db));
        return new IdeaReader(Words, new IdeaPlaces(atlas, Words.PlaceNames, Words.PlainPlaces)).Read(idea, Today);
    }
}
