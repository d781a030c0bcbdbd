using Terreau.Engine.Eligibility;
using Terreau.Engine.Orientation;

namespace Terreau.Engine.Tests.Orientation;

public sealed class RankingQualityTests
{
    private static readonly int[] Relevances = [3, 2, 3, 0, 1, 2];

    [Theory]
    [InlineData(Gain.Linear, null, 6.8611, 0.9608)]
    [InlineData(Gain.Exponential, null, 13.8483, 0.9488)]
    [InlineData(Gain.Linear, 3, 5.7619, 0.9778)]
    [InlineData(Gain.Exponential, 3, 12.3928, 0.9595)]
    public void Ndcg_PublishedExample_GivesItsFigures(Gain gain, int? at, double dcg, double ndcg)
    {
        Assert.Equal(dcg, RankingQuality.Dcg(Relevances, gain, at), 4);
        Assert.Equal(ndcg, RankingQuality.Ndcg(Relevances, gain, at)!.Value, 4);
    }

    [Fact]
    public void Ndcg_NothingRelevant_IsUndefined() => Assert.Null(RankingQuality.Ndcg([0, 0], Gain.Linear));

    [Fact]
    public void Gini_KnownExposures_GivesTheirInequality()
    {
        Assert.Equal(0, RankingQuality.Gini([10, 10, 10, 10])!.Value, 12);
        Assert.Equal(0.75, RankingQuality.Gini([0, 0, 0, 40])!.Value, 12);
        Assert.Equal(0.25, RankingQuality.Gini([1, 2, 3, 4])!.Value, 12);
        Assert.Null(RankingQuality.Gini([0, 0]));
    }

    [Theory]
    [InlineData(42, 0.916)]
    [InlineData(300, 0.987)]
    public void WilsonLow_AllRight_StaysUnderOne(int cases, double expected) => Assert.Equal(expected, RankingQuality.WilsonLow(cases, cases)!.Value, 3);

    [Fact]
    public void Of_LabelledAnswers_GivesTheProtocolTable()
    {
        IEnumerable<LabelledAnswer> Many(int count, EligibilityStatus said, EligibilityStatus truth)
            => Enumerable.Repeat(new LabelledAnswer(said, truth), count);

        var table = RankingQuality.Of([
            .. Many(42, EligibilityStatus.Eligible, EligibilityStatus.Eligible),
            .. Many(3, EligibilityStatus.NotEligible, EligibilityStatus.Eligible),
            .. Many(45, EligibilityStatus.NotEligible, EligibilityStatus.NotEligible),
            .. Many(10, EligibilityStatus.ToConfirm, EligibilityStatus.ToConfirm)]);

        Assert.Equal((100, 0, 1.0), (table.Cases, table.IneligibleShown, table.Precision!.Value));
        Assert.Equal(0.9333, table.Recall!.Value, 4);
        Assert.Equal(0.9, table.Resolution!.Value, 12);
    }

    [Fact]
    public void ReciprocalRankAndKappa_SmallCases_AreExact()
    {
        Assert.Equal(1.0 / 3, RankingQuality.ReciprocalRank([0, 0, 2]), 12);
        Assert.Equal(0.5, RankingQuality.Kappa<string>([("E", "E"), ("E", "N"), ("N", "N"), ("N", "N")])!.Value, 12);
    }

    [Fact]
    public void Mean_CriteriaThatDoNotApply_AreSkipped()
    {
        Assert.Equal(0.62m, SheetQuality.Mean(1, 0, 1, null, 0.5m));
        Assert.Equal(1m, SheetQuality.Mean(1, 1, 1, null));
        Assert.Null(SheetQuality.Mean(null, null));
    }
}
