using Terreau.Web.Search;

namespace Terreau.Web.Tests.Search;

public sealed class SearchExpansionTests
{
    private static readonly SearchExpansions Synonyms = new(
        [
            new(["acheter un four", "four professionnel"], ["équipement de cuisine"], [(OfferSchema.Nature, "equipement")]),
            new(["local", "lieu"], [], [(OfferSchema.NeedKind, "LOCAUX")]),
        ],
        ["acheter", "trouver", "je", "cherche", "besoin"]);

    [Theory]
    [InlineData("acheter un four", "cuisine", "materiel")]
    [InlineData("je cherche un four", "cuisine", "materiel")]
    [InlineData("trouver un local", "atelier", "local")]
    [InlineData("locaux", "atelier", "local")]
    [InlineData("local bondy", "atelier")]
    [InlineData("trouver", "trouvaille")]
    [InlineData("cuisine", "cuisine")]
    public void Search_Intention_FindsWhatServesIt(string typed, params string[] expected)
    {
        using var bench = new SearchWorkbench(OfferSchema.Schema, Synonyms);
        bench.Index.Apply(
            [
                Offer("cuisine", "Aide à l'équipement des cuisines"),
                Offer("materiel", "Achat de matériel", (OfferSchema.Nature, "equipement")),
                Offer("atelier", "Ateliers à louer à Bondy", (OfferSchema.NeedKind, "LOCAUX")),
                Offer("local", "Un local pour débuter"),
                Offer("trouvaille", "Trouver sa voie"),
            ], [], 1);

        Assert.Equal(expected.Order(StringComparer.Ordinal), bench.Found(typed));
    }

    [Fact]
    public void UseExpansions_NewBase_ServesAtOnce()
    {
        using var bench = new SearchWorkbench(OfferSchema.Schema);
        bench.Index.Apply([Offer("atelier", "Ateliers à louer", (OfferSchema.NeedKind, "LOCAUX")), Offer("autre", "Un lieu")], [], 1);
        Assert.Equal(["autre"], bench.Found("lieu"));

        bench.Index.UseExpansions(Synonyms);

        Assert.Equal(["atelier", "autre"], bench.Found("lieu"));
    }

    [Fact]
    public void UseExpansions_FacetThatCannotBeAimedAt_IsRefused()
    {
        using var bench = new SearchWorkbench(OfferSchema.Schema);

        Assert.Throws<ArgumentException>(() => bench.Index.UseExpansions(new([new(["gratuit"], [], [(OfferSchema.Cost, "gratuit")])], [])));
    }

    [Theory]
    [InlineData("permanent", "2026-09-01", "ouvert")]
    [InlineData("inconnu", "2026-09-01", "inconnu")]
    [InlineData("n'importe quoi", "2026-09-01", "inconnu")]
    [InlineData("2026-09-01/2026-12-31", "2026-08-31", "a-venir")]
    [InlineData("2026-09-01/2026-12-31", "2026-09-01", "ouvert")]
    [InlineData("2026-09-01/2026-12-31", "2026-12-01", "ouvert")]
    [InlineData("2026-09-01/2026-12-31", "2026-12-02", "ouvert,ferme-bientot")]
    [InlineData("2026-09-01/2026-12-31", "2026-12-31", "ouvert,ferme-bientot")]
    [InlineData("2026-09-01/2026-12-31", "2027-01-01", "ferme")]
    [InlineData("/2026-12-31", "2020-01-01", "ouvert")]
    [InlineData("2026-09-01/", "2030-01-01", "ouvert")]
    [InlineData("annuel/01-15/03-01", "2026-09-01", "a-venir")]
    [InlineData("annuel/01-15/03-31", "2026-02-01", "ouvert")]
    [InlineData("annuel/11-01/02-28", "2026-01-10", "ouvert")]
    [InlineData("annuel/11-01/02-29", "2027-02-28", "ouvert,ferme-bientot")]
    public void OpeningOn_OneWindow_SaysItsState(string window, string day, string expected) =>
        Assert.Equal(expected, string.Join(',',
            OfferSchema.OpeningOn([window], DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void Search_OpeningFacet_FollowsTheDayWithoutWritingAnything()
    {
        using var bench = new SearchWorkbench(OfferSchema.Schema);
        bench.Index.Apply(
            [
                Offer("appel", "Appel", (OfferSchema.Opening, "2026-09-01/2026-12-31")),
                Offer("guichet", "Guichet", (OfferSchema.Opening, "permanent")),
            ], [], 1);
        int Open(DateOnly day) => bench.Index.Search(new SearchQuery
        {
            Day = day, Selected = new Dictionary<string, IReadOnlyList<string>> { [OfferSchema.Opening] = [OfferSchema.Open] },
        }).Total;

        Assert.Equal(1, Open(new(2026, 8, 31)));
        Assert.Equal(2, Open(new(2026, 9, 1)));
        Assert.Equal(1, Open(new(2027, 1, 1)));
    }

    private static SearchDocument Offer(string id, string title, params (string, string)[] facets) => new()
    {
        Id = id, Name = title, Texts = [(OfferSchema.TitleText, title)], Facets = facets, Card = [id, title, null],
    };
}
