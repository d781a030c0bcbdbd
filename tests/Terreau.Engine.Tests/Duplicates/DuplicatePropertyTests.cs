using CsCheck;
using Terreau.Engine.Duplicates;
using Terreau.Engine.Duplicates.Holding;

namespace Terreau.Engine.Tests.Duplicates;

/// <summary>What holds of every pair, over random records and random texts.</summary>
public sealed class DuplicatePropertyTests
{
    private static readonly Gen<(DuplicateRecord, DuplicateRecord)> Pairs =
        Gen.Int[0, 100_000].Select(seed => (DuplicateWorld.Random(seed, 2)[0], DuplicateWorld.Random(seed, 2)[1] with { Key = "other" }));

    private static readonly string[] Usual = ["jardin", "Jardins de la Noue", "Jardin de Noue", "Ménil", "st denis", "SARL", "",
        "un deux trois quatre"];
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String, Gen.Int[0, Usual.Length - 1].Select(i => Usual[i]));

    [Fact]
    public void Compare_TheOtherWayRound_HasTheSameVerdictScoreAndKinds() => Pairs.Sample(
        pair =>
        {
            var (one, other) = (DuplicateRule.Compare(pair.Item1, pair.Item2), DuplicateRule.Compare(pair.Item2, pair.Item1));
            Assert.Equal((one.Verdict, one.ScoreMillionths), (other.Verdict, other.ScoreMillionths));
            Assert.Equal(
                one.Reasons.Select(reason => (reason.Kind, reason.Millionths, reason.Place, reason.Metres)),
                other.Reasons.Select(reason => (reason.Kind, reason.Millionths, reason.Place, reason.Metres)));
        },
        iter: 4_000);

    [Fact]
    public void Compare_WithACopy_IsScoredNoLowerThanWithAnyOther() => Pairs.Sample(
        pair =>
        {
            var copy = DuplicateRule.Compare(pair.Item1, pair.Item1 with { Key = "copy" });
            Assert.True(copy.ScoreMillionths >= DuplicateRule.Compare(pair.Item1, pair.Item2).ScoreMillionths);
            Assert.Equal(DuplicateVerdict.Candidate, copy.Verdict);
        },
        iter: 4_000);

    [Fact]
    public void Compare_AnyPair_ScoreAndVerdictAgreeAndSentencesAreShort() => Pairs.Sample(
        pair =>
        {
            var answer = DuplicateRule.Compare(pair.Item1, pair.Item2);
            Assert.InRange(answer.ScoreMillionths, 0, 1_000_000);
            Assert.Equal(answer.Verdict == DuplicateVerdict.Candidate, answer.ScoreMillionths >= DuplicateWeights.Candidate);
            Assert.Equal(answer.Reasons.Select(reason => reason.Kind).Order(), answer.Reasons.Select(reason => reason.Kind));
            Assert.All(answer.Reasons, reason =>
            {
                Assert.StartsWith("parce que ", reason.Sentence, StringComparison.Ordinal);
                Assert.True(reason.Sentence.Split(' ').Count(word => word.Any(char.IsLetter)) <= 15, reason.Sentence);
                Assert.DoesNotContain('\'', reason.Sentence);
            });
        },
        iter: 4_000);

    [Fact]
    public void Ratios_AnyTexts_AreSymmetricBoundedAndOneForACopy() => Gen.Select(Texts, Texts).Sample(
        (first, second) =>
        {
            Assert.InRange(NameSimilarity.Trigrams(first, second), 0, 1);
            Assert.Equal(NameSimilarity.Trigrams(first, second), NameSimilarity.Trigrams(second, first));
            Assert.Equal(NameSimilarity.Words(first, second), NameSimilarity.Words(second, first));
            Assert.Equal((1, 1), (NameSimilarity.Trigrams(first, first), NameSimilarity.Words(first, first)));
        },
        iter: 5_000);

    [Fact]
    public void MayReach_AnyNames_NeverRefusesAPairThatReaches() => Gen.Select(Texts, Texts, Gen.Int[1, 1_000_000]).Sample(
        (first, second, bound) =>
        {
            if (string.IsNullOrWhiteSpace(first) || string.IsNullOrWhiteSpace(second)) return;
            var store = new SheetStore(new WordPool(), 2);
            store.Set(0, DuplicateWorld.Record("a", first));
            store.Set(1, DuplicateWorld.Record("b", second));
            var probe = new Probe();
            probe.Load(store, 0);

            var (trigrams, words) = probe.Names[0].Ratios(store, store.Name(1));

            if (store.Name(0).Words == 0 || store.Name(1).Words == 0) return;
            Assert.Equal((int)(NameSimilarity.Trigrams(first, second) * 1e6 + 1e-4), trigrams);
            Assert.Equal((int)(NameSimilarity.Words(first, second) * 1e6 + 1e-4), words);
            Assert.True(Math.Max(trigrams, words) < bound || probe.MayReach(store, 1, bound));
        },
        iter: 4_000);
}
