using Terreau.Web.Domain;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Tests.Seeds;

public sealed class PortraitTests
{
    private static readonly PortraitEntry Portrait = World.EstEnsemble.Portrait;

    [Fact]
    public void Ess_SumOfTheFamilies_IsThePrintedTotal()
    {
        var sum = Portrait.Ess.Families.Values.Aggregate((one, other) => one + other);
        Assert.Equal(Portrait.Ess.PrintedTotal, sum);
        Assert.Equal(new EssMeasure(1_274, 12_851, 11_594, 37_461_693_600), sum);
    }

    [Theory]
    [InlineData("ASSOCIATION", .9046, 31_710.01)]
    [InlineData("COOPERATIVE", .8968, 35_172.51)]
    [InlineData("MUTUELLE", .9165, 39_090.72)]
    [InlineData("FONDATION", .8445, 30_615.89)]
    public void Ess_RatiosOfAFamily_AreTheKnownOnes(string family, double fullTimePerSalaried, double payPerFullTime) =>
        AssertRatios(Portrait.Ess.Families[family], fullTimePerSalaried, payPerFullTime);

    [Fact]
    public void Ess_RatiosOfTheWhole_AreTheKnownOnes() => AssertRatios(Portrait.Ess.PrintedTotal, .9022, 32_311.28);

    [Fact]
    public void Ess_PrintedShare_BoundsTheTerritoryAndDoesNotGiveItExactly()
    {
        var (establishments, share) = (Portrait.Ess.PrintedTotal.Establishments, Portrait.Ess.PrintedShare.Establishments);
        Assert.Equal(13_626, Math.Round(establishments / (share + .0005)));
        Assert.Equal(13_773, Math.Round(establishments / (share - .0005)));
    }

    [Fact]
    public void Plan_OfTheDossier_HasFourAxesThreeChallengesFourQuarters()
    {
        Assert.Equal([1, 2, 3, 4], Portrait.Axes.Select(axis => axis.Number));
        Assert.Equal([5, 3, 3, 3], Portrait.Axes.Select(axis => axis.Actions.Count));
        Assert.Equal([4, 4, 5], Portrait.Challenges.Select(challenge => challenge.Goals.Count));
        Assert.Equal(4, Portrait.PilotQuarters.Count);
        Assert.All(Portrait.Axes, axis => Assert.True(axis.Horizon.Missions.Count >= 3));
    }

    [Fact]
    public void Purposes_OfTheBase_AreManyAndCoverEveryNature()
    {
        var purposes = World.EstEnsemble.Purposes;
        Assert.True(purposes.Count >= 120, $"{purposes.Count} purposes");
        Assert.Equal(Vocabulary.Natures.Terms.Select(term => term.Code).Order(),
            purposes.SelectMany(purpose => purpose.Natures).Distinct().Order());
        Assert.Equal(World.EstEnsemble.Clusters.Select(cluster => cluster.Code).Order(),
            purposes.SelectMany(purpose => purpose.Themes).Distinct().Order());
    }

    [Theory]
    [InlineData("acheter un four", "FINANCEMENT", "alimentation-agriculture")]
    [InlineData("cuisine partagée", "LOCAUX", "alimentation-agriculture")]
    [InlineData("trouver un local", "LOCAUX", null)]
    [InlineData("payer un salaire", "FINANCEMENT", null)]
    [InlineData("créer une association", "ADMINISTRATION", null)]
    [InlineData("trouver des bénévoles", "COMPETENCES", null)]
    [InlineData("faire un site internet", "NUMERIQUE", "numerique")]
    public void Purpose_AsPeopleSayIt_LeadsToItsNeed(string said, string kind, string? theme)
    {
        var purpose = World.EstEnsemble.Purposes.Single(purpose => purpose.Purpose == said);
        Assert.Contains(kind, purpose.Kinds);
        if (theme is not null) Assert.Contains(theme, purpose.Themes);
    }

    private static void AssertRatios(EssMeasure measure, double fullTimePerSalaried, double payPerFullTime)
    {
        Assert.Equal(fullTimePerSalaried, Math.Round((double)measure.FullTime / measure.Salaried, 4));
        Assert.Equal(payPerFullTime, Math.Round(measure.GrossPayCents / 100.0 / measure.FullTime, 2));
    }
}
