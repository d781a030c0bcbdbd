using Terreau.Engine.Measuring;

namespace Terreau.Engine.Tests.Measuring;

public sealed class MeasuringTests
{
    [Fact]
    public void Ndcg_PublishedExample_HasItsValues()
    {
        int[] grades = [3, 2, 3, 0, 1, 2];

        Assert.Equal(0.9608, RankingMeasures.Ndcg(grades, grades, 6)!.Value, 4);
        Assert.Equal(0.9778, RankingMeasures.Ndcg(grades, grades, 3)!.Value, 4);
    }

    [Fact]
    public void Ndcg_NothingOfUse_HasNoMeaning() => Assert.Null(RankingMeasures.Ndcg([0, 0], [0, 0, 0], 5));

    [Fact]
    public void Ndcg_UsefulThingLeftOut_CountsAgainst()
    {
        Assert.Equal(0, RankingMeasures.Ndcg([], [3], 5));
        Assert.True(RankingMeasures.Ndcg([1], [3, 1], 5) < 0.5);
    }

    [Theory]
    [InlineData(1.0, 1, 0)]
    [InlineData(0.5, 0, 3)]
    [InlineData(0.0, 0, 0)]
    public void ReciprocalRank_IsThatOfTheFirstUseful(double expected, params int[] grades)
        => Assert.Equal(expected, RankingMeasures.ReciprocalRank(grades));

    [Theory]
    [InlineData(42, 42, 0.916, 1)]
    [InlineData(300, 300, 0.987, 1)]
    [InlineData(0, 10, 0, 0.278)]
    public void Wilson_PublishedExamples_HaveTheirBounds(int held, int all, double low, double high)
    {
        var bounds = Shares.Wilson(held, all)!.Value;

        Assert.Equal((low, high), (Math.Round(bounds.Low, 3), Math.Round(bounds.High, 3)));
        Assert.Null(Shares.Wilson(0, 0));
    }

    [Fact]
    public void Kappa_ExampleOfCohen_AndItsEnds()
    {
        (string, string)[] pairs = [.. Said(20, "oui", "oui"), .. Said(5, "oui", "non"),
            .. Said(10, "non", "oui"), .. Said(15, "non", "non")];

        Assert.Equal(0.4, Shares.Kappa(pairs)!.Value, 10);
        Assert.Equal(1, Shares.Kappa([("a", "a"), ("b", "b")]));
        Assert.Null(Shares.Kappa([("a", "a")]));
        Assert.Null(Shares.Kappa(Array.Empty<(int, int)>()));

        static IEnumerable<(string, string)> Said(int times, string one, string other) => Enumerable.Repeat((one, other), times);
    }

    [Theory]
    [InlineData(0.0, 3.0, 3.0, 3.0, 3.0)]
    [InlineData(0.75, 0.0, 0.0, 0.0, 40.0)]
    [InlineData(0.25, 1.0, 2.0, 3.0, 4.0)]
    public void Gini_PublishedExamples_HaveTheirValue(double expected, params double[] amounts)
        => Assert.Equal(expected, Shares.Gini(amounts)!.Value, 10);

    [Fact]
    public void Gini_NobodyHasAnything_HasNoMeaning() => Assert.Null(Shares.Gini([0, 0]));
}
