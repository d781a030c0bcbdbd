using Terreau.Engine.Duplicates;
using Terreau.Engine.Duplicates.Holding;
using static Terreau.Engine.Tests.Duplicates.DuplicateWorld;

namespace Terreau.Engine.Tests.Duplicates;

/// <summary>The index against the rule applied to every pair.</summary>
public sealed class DuplicateIndexTests
{
    [Fact]
    public void Pairs_ManyWorlds_AreThoseOfEveryPairCompared()
    {
        var total = 0;
        foreach (var seed in Enumerable.Range(0, 60))
        {
            var records = Random(seed, 90);

            var pairs = new DuplicateIndex(records).Pairs(threads: 1 + (seed % 2));

            Assert.Equal(Every(records), pairs.Select(Line));
            total += pairs.Length;
        }

        Assert.True(total > 3000, $"{total} pairs: too few to prove anything");
    }

    [Theory]
    [InlineData(450_000)]
    [InlineData(600_000)]
    [InlineData(900_000)]
    public void Pairs_OfAHigherScore_AreThoseOfAllThatReachIt(int least)
    {
        var total = 0;
        foreach (var seed in Enumerable.Range(200, 60))
        {
            var index = new DuplicateIndex(Random(seed, 90));

            var some = index.Pairs(least);

            Assert.Equal(index.Pairs().Where(pair => pair.Answer.ScoreMillionths >= least).Select(Line), some.Select(Line));
            total += some.Length;
        }

        Assert.True(total > 100, $"{total} pairs: too few to prove anything");
    }

    [Fact]
    public void Pairs_OfAHigherScore_CountAPhoneThatTooManyShare()
    {
        var many = Enumerable.Range(0, DuplicateIndex.MostShared + 20)
            .Select(rank => Record($"s{rank:000}",
                $"Service {(char)('a' + (rank % 26))}{(char)('a' + (rank / 26))} {rank}") with { Phone = "0148000000",
                    Communes = ["93010"] });
        var one = Record("u", "Ressourcerie du canal de l’Ourcq") with { Phone = "0148000000", Communes = ["93010"] };
        var other = Record("v", "La ressourcerie du canal de l’Ourcq et de la Villette") with { Phone = "0148000000",
            Communes = ["93010"] };
        var index = new DuplicateIndex([.. many, one, other]);

        var all = index.Pairs().Where(pair => pair.Answer.ScoreMillionths >= 450_000).Select(Line).ToArray();

        Assert.Contains(all, line => line.StartsWith("u v ", StringComparison.Ordinal));
        Assert.Equal(all, index.Pairs(450_000).Select(Line));
    }

    [Fact]
    public void Find_ManyWorlds_AreThoseOfEveryRecordCompared()
    {
        foreach (var seed in Enumerable.Range(100, 30))
        {
            var records = Random(seed, 80);
            var index = new DuplicateIndex(records.Take(70));
            foreach (var asked in records.Skip(60))
            {
                var found = index.Find(asked, most: 70);

                var expected = records.Take(70).Where(other => other.Key != asked.Key)
                    .Select(other => (other.Key, Answer: DuplicateRule.Compare(asked, other)))
                    .Where(pair => pair.Answer.Verdict == DuplicateVerdict.Candidate)
                    .OrderByDescending(pair => pair.Answer.ScoreMillionths).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => $"{pair.Key} {Words(pair.Answer)}");
                Assert.Equal(expected, found.Select(match => $"{match.Key} {Words(match.Answer)}"));
                Assert.Equal(found.Take(3).Select(match => match.Key), index.Find(asked, most: 3).Select(match => match.Key));
            }
        }
    }

    [Fact]
    public void Changes_ManyInAnyOrder_LeaveTheIndexOfTheRecordsThatRemain()
    {
        foreach (var seed in Enumerable.Range(200, 6))
        {
            var random = new Random(seed);
            var pool = Random(seed, 200).Concat(Random(seed + 1000, 200)).ToArray();
            var index = new DuplicateIndex([]);
            var kept = new Dictionary<string, DuplicateRecord>();
            for (var step = 0; step < 2000; step++)
            {
                var record = pool[random.Next(pool.Length)];
                if (random.Next(3) == 0)
                {
                    Assert.Equal(kept.Remove(record.Key), index.Remove(record.Key));
                }
                else
                {
                    index.Replace(record);
                    kept[record.Key] = record;
                }
            }

            Assert.Equal(kept.Count, index.Count);
            Assert.Equal(new DuplicateIndex(kept.Values.Reverse()).Pairs().Select(Line), index.Pairs(threads: 2).Select(Line));
        }
    }

    [Fact]
    public void Changes_ManyReplacements_ChangeNoPair()
    {
        var records = Random(3, 50);
        var index = new DuplicateIndex(records);

        for (var round = 0; round < 300; round++)
            foreach (var record in records) index.Replace(record);

        Assert.Equal(Every(records), index.Pairs().Select(Line));
    }

    [Fact]
    public void Find_DoesNotChangeTheIndex()
    {
        var records = Random(5, 60);
        var index = new DuplicateIndex(records);
        var before = index.Pairs().Select(Line).ToArray();

        Assert.Empty(index.Find(Record("z", "Zzyzx inconnue au bataillon"), 5));
        foreach (var record in Random(6, 60)) index.Find(record with { Key = "x" + record.Key });

        Assert.Equal(before, index.Pairs().Select(Line));
        Assert.Equal((60, false), (index.Count, index.Contains("z")));
    }

    [Fact]
    public void Find_SheetOfTheIndex_LeavesItselfOutAndMostBounds()
    {
        var index = new DuplicateIndex([Record("b", "Ressourcerie"), Record("a", "Ressourcerie"), Record("c", "La ressourcerie")]);

        Assert.Equal(["a", "c"], index.Find(Record("b", "Ressourcerie")).Select(match => match.Key));
        Assert.Equal(["a", "b"], index.Find(Record("z", "Ressourcerie"), 2).Select(match => match.Key));
        Assert.Empty(index.Find(Record("z", "Ressourcerie"), 0));
    }

    [Fact]
    public void Pairs_LeastScore_LeavesTheOthersOut()
    {
        var records = Random(8, 90);
        var index = new DuplicateIndex(records);

        var strong = index.Pairs(leastMillionths: 700_000);

        Assert.NotEmpty(strong);
        Assert.Equal(index.Pairs().TakeWhile(pair => pair.Answer.ScoreMillionths >= 700_000).Select(Line), strong.Select(Line));
    }

    [Fact]
    public void Add_KeyTaken_IsRefusedAndNothingChanges()
    {
        var index = new DuplicateIndex([Record("a", "Chat")]);

        Assert.Throws<ArgumentException>(() => index.Add(Record("a", "Chien")));
        Assert.Throws<ArgumentException>(() => new DuplicateIndex([Record("a", "Chat"), Record("a", "Chien")]));
        Assert.Throws<InvalidOperationException>(
            () => index.Replace(Record("a", "Chien") with { Siren = UnitOf(2), Siret = SiteOf(UnitOf(1), 1) }));
        Assert.Equal((1, true), (index.Count, index.Contains("a")));
        index.Add(Record("b", "Chat"));
        Assert.Single(index.Pairs());
    }

    [Fact]
    public void SameLegalUnit_Establishments_AreListedByKey()
    {
        var siren = UnitOf(4);
        var index = new DuplicateIndex([
            Record("c", "Poste") with { Siret = SiteOf(siren, 2) }, Record("a", "Poste") with { Siret = SiteOf(siren, 1) },
            Record("b", "Poste") with { Siren = UnitOf(5) }, Record("d", "Poste"),
        ]);

        Assert.Equal(["a", "c"], index.SameLegalUnit(Record("z", "Poste") with { Siren = siren }));
        Assert.Equal(["c"], index.SameLegalUnit(Record("a", "Poste") with { Siren = siren }));
        Assert.Empty(index.SameLegalUnit(Record("z", "Poste")));
    }

    [Fact]
    public void Phone_OfMoreRecordsThanTheBound_FindsNoPairByItselfButStillCounts()
    {
        // Names with ratio between a half and three quarters: with the phone a candidate, without it never found across places.
        var first = Record("a", "Jardin Noue") with { Phone = "0148501234", Website = "lanoue.fr" };
        var second = Record("b", "Jardin partagé Noue") with { Phone = "0148501234" };
        var others = Enumerable.Range(0, DuplicateIndex.MostShared)
            .Select(i => Record($"x{i:000}", $"{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}q{i}z") with { Phone = "0148501234" })
            .ToArray();
        var index = new DuplicateIndex([first, second, .. others.Take(DuplicateIndex.MostShared - 2)]);

        var full = index.Pairs();
        index.Add(others[^1]);

        Assert.Equal(("a", "b"), (Assert.Single(full).First, full[0].Second));
        Assert.Empty(index.Pairs());
        index.Replace(second with { Name = "Jardin Noue" });
        Assert.Equal(604_000 + 132_000, Assert.Single(index.Pairs()).Answer.ScoreMillionths);
    }

    [Fact]
    public void Names_Hostile_AreFoundOrLeftWithoutError()
    {
        string[] names =
        [
            "🌱", "🌱🌱", "جمعية الحديقة", "جمعية الحديقه", new('é', 300), new('e', 299), string.Concat(Enumerable.Repeat("a ", 150)),
            "\uD83D", "\0", "<script>",
            "'; DROP TABLE", "x", "Ж", "\u202Eabc", string.Concat(Enumerable.Repeat("mot", 100)), "L’association", "l'Association",
            "𝔄𝔟𝔠 𝔡𝔢𝔣",
        ];
        var records = names.Select((name, i) => Record($"h{i:00}", name) with { Communes = ["93010"] }).ToArray();

        var pairs = new DuplicateIndex(records).Pairs();

        Assert.Equal(Every(records), pairs.Select(Line));
        Assert.Contains(pairs, pair => (pair.First, pair.Second) == ("h02", "h03"));
        Assert.Contains(pairs, pair => (pair.First, pair.Second, pair.Answer.ScoreMillionths) == ("h15", "h16", 800_000));
        Assert.DoesNotContain(pairs, pair => pair.First is "h00" or "h01" || pair.Second is "h01");
    }

    [Fact]
    public void Sizes_InMemory_AreThoseOfTheDocument()
        => Assert.Equal((56, 32), (System.Runtime.CompilerServices.Unsafe.SizeOf<Sheet>(),
            System.Runtime.CompilerServices.Unsafe.SizeOf<NameRow>()));

    private static string[] Every(IReadOnlyList<DuplicateRecord> records)
    {
        var sorted = records.OrderBy(record => record.Key, StringComparer.Ordinal).ToArray();
        return
        [
            .. from i in Enumerable.Range(0, sorted.Length)
               from j in Enumerable.Range(i + 1, sorted.Length - i - 1)
               let answer = DuplicateRule.Compare(sorted[i], sorted[j])
               where answer.Verdict == DuplicateVerdict.Candidate
               orderby answer.ScoreMillionths descending, i, j
               select Line(new DuplicatePair(sorted[i].Key, sorted[j].Key, answer)),
        ];
    }

    private static string Line(DuplicatePair pair) => $"{pair.First} {pair.Second} {Words(pair.Answer)}";

    private static string Words(DuplicateAnswer answer)
        => $"{answer.ScoreMillionths} {string.Join(' ', answer.Reasons.Select(reason => reason.Sentence))}";
}
