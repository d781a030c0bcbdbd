using System.Collections.Immutable;
using Terreau.Engine.Eligibility;

namespace Terreau.Engine.Orientation.Scan;

/// <summary>
/// Weighs the questions: for each fact, the sum over the answers to confirm of 1 / number of facts they wait for.
/// Exact up to sixteen facts for one offer: weights are counted in 720720ths, a multiple of 1 to 16.
/// </summary>
internal sealed class QuestionTally(OfferTable table)
{
    /// <summary>What an answer may wait for besides its rule: place, filière, public, amount, stage.</summary>
    public const int Extras = 5;

    /// <summary>How many sets of them there are.</summary>
    public const int Combinations = 1 << Extras;

    private const long Unit = 720_720;

    private readonly Dictionary<(string Fact, int Need), (long Weight, int Offers, string Question)> weights = [];

    /// <summary>Adds what the offers to confirm of the need just scanned wait for, and empties the counts.</summary>
    public void Add(Workspace work, int needIndex)
    {
        var (sums, offersOf) = (work.SlotWeights, work.SlotOffers);
        Array.Clear(sums);
        Array.Clear(offersOf);
        var facts = table.Program.FactCount;
        foreach (var key in work.WaitKeys)
        {
            var offers = work.WaitCounts[key];
            var found = table.Program.CollectUnknown(key / Combinations, work.Nodes, work.Slots, work.SlotStamps, ++work.Stamp);
            var extra = 0;
            for (var bit = 0; bit < Extras; bit++)
            {
                if ((key & (1 << bit)) != 0 && !Has(work, found, ExtraFact(bit))) extra |= 1 << bit;
            }

            var waited = found + System.Numerics.BitOperations.PopCount((uint)extra);
            if (waited == 0) continue;
            var share = Unit / waited * offers;
            for (var i = 0; i < found; i++)
            {
                sums[work.Slots[i]] += share;
                offersOf[work.Slots[i]] += offers;
            }

            for (var bit = 0; bit < Extras; bit++)
            {
                if ((extra & (1 << bit)) == 0) continue;
                sums[facts + bit] += share;
                offersOf[facts + bit] += offers;
            }
        }

        for (var slot = 0; slot < facts + Extras; slot++)
        {
            if (offersOf[slot] == 0) continue;
            var fact = slot < facts ? table.Program.FactId(slot) : ExtraFact(slot - facts);
            var question = slot < facts ? table.Program.QuestionOf(slot) : FactCatalogue.Find(fact)!.Question;
            var known = weights.GetValueOrDefault((fact, needIndex));
            weights[(fact, needIndex)] = (known.Weight + sums[slot], known.Offers + offersOf[slot], question);
        }

        work.ForgetWaits();
    }

    /// <summary>Over all needs; a fact of the project counts for all of them, a fact of a need for itself.</summary>
    public ImmutableArray<UsefulQuestion> Ranked() => Rank(
        weights.GroupBy(pair => (pair.Key.Fact, Need: IsOfNeed(pair.Key.Fact) ? pair.Key.Need : -1))
            .Select(group => (group.Key.Fact, group.Key.Need, group.First().Value.Question,
                group.Sum(pair => pair.Value.Weight), group.Sum(pair => pair.Value.Offers))));

    private static ImmutableArray<UsefulQuestion> Rank(
        IEnumerable<(string Fact, int Need, string Question, long Weight, int Offers)> counted)
        => [.. counted.OrderByDescending(one => one.Weight).ThenBy(one => one.Fact, StringComparer.Ordinal).ThenBy(one => one.Need)
            .Select(one => new UsefulQuestion(one.Fact, one.Question, one.Need < 0 ? null : one.Need, (decimal)one.Weight / Unit,
                one.Offers))];

    private static bool IsOfNeed(string fact) => fact.StartsWith("besoin.", StringComparison.Ordinal);

    private static string ExtraFact(int bit) => bit switch
    {
        0 => FactIds.ActivityZones,
        1 => FactIds.Themes,
        2 => FactIds.Audiences,
        3 => FactIds.NeedAmount,
        _ => FactIds.Stages,
    };

    private bool Has(Workspace work, int found, string fact)
    {
        for (var i = 0; i < found; i++)
        {
            if (table.Program.FactId(work.Slots[i]) == fact) return true;
        }

        return false;
    }
}
