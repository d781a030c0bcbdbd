using CsCheck;
using Terreau.Engine.Eligibility;
using Terreau.Engine.Eligibility.Programs;
using Terreau.Engine.Geography;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Tests.Eligibility;

/// <summary>Properties of rules over random trees and random, partly unknown, sheets of facts.</summary>
public sealed class RulePropertyTests
{
    private static readonly string[] Flags = ["existe", "actif", "label.ess", "label.esus", "qpv"];
    private static readonly string[] Families = ["ASSOCIATION", "COOPERATIVE", "MUTUELLE"];

    // Worlds are small enough for every completion of what is unknown to be tried.
    private static readonly Gen<Predicate> AnyPredicate = Gen.OneOf(
        Gen.Int[0, Flags.Length - 1].Select(i => Flags[i]).Select(flag => (Predicate)new FlagPredicate(flag) { Id = "p" }),
        Gen.Int[0, Families.Length - 1].Select(i => Families[i]).Array[1, 2].Select(
            values => (Predicate)new InPredicate("statut.famille", [.. values.Distinct()]) { Id = "p" }),
        Gen.Int[0, 4].Select(k => (Predicate)new NumberPredicate("effectif", k, null) { Id = "p" }),
        Gen.Int[0, 4].Select(k => (Predicate)new NumberPredicate("effectif", null, k) { Id = "p" }),
        Gen.Int[0, 2].Select(k => (Predicate)new NumberPredicate("effectif", k, k + 1) { Id = "p" }));

    private static readonly Gen<Rule> AnyTree = Gen.Recursive<Rule>((depth, inner) => depth >= 4
        ? AnyPredicate.Select(predicate => (Rule)predicate)
        : Gen.Frequency(
            (3, AnyPredicate.Select(predicate => (Rule)predicate)),
            (2, inner.Array[1, 4].Select(of => (Rule)new AllRule([.. of]))),
            (2, inner.Array[1, 4].Select(of => (Rule)new AnyRule([.. of]))),
            (1, inner.Select(of => (Rule)new NotRule(of))),
            (1, Gen.Select(inner.Array[1, 4], Gen.Int[1, 4]).Select((of, k) => (Rule)new AtLeastRule(Math.Min(k, of.Length), [.. of])))));

    private static readonly Gen<Facts> AnySheet = Gen.Select(
        Gen.Int[0, 2].Array[Flags.Length], Gen.Int[-1, 2], Gen.Int[-1, 4], Gen.Int[0, 4]).Select(Sheet);

    [Fact]
    public void Evaluate_RandomTree_AgreesWithEveryCompletion() => Gen.Select(AnyTree, AnySheet).Sample((rule, facts) =>
    {
        var truth = rule.Evaluate(facts, Zones.None);
        var worlds = Completions(facts).Select(world => rule.Evaluate(world, Zones.None)).Distinct().ToList();

        // Kleene logic is cautious: it may say Unknown where every completion agrees, never the reverse.
        Assert.DoesNotContain(Truth.Unknown, worlds);
        if (truth != Truth.Unknown) Assert.Equal([truth], worlds);
    });

    [Fact]
    public void Evaluate_LearningAFact_NeverTurnsAnAnswerRound() => Gen.Select(AnyTree, AnySheet).Sample((rule, facts) =>
    {
        var before = rule.Evaluate(facts, Zones.None);
        foreach (var learnt in Flags.Where(flag => !facts.Knows(flag))
            .SelectMany(flag => new[] { facts.With(flag, true), facts.With(flag, false) }))
        {
            if (before != Truth.Unknown) Assert.Equal(before, rule.Evaluate(learnt, Zones.None));
        }
    });

    [Fact]
    public void Evaluate_DoubleNegation_IsTheRule() => Gen.Select(AnyTree, AnySheet).Sample((rule, facts) =>
        rule.Evaluate(facts, Zones.None) == new NotRule(new NotRule(rule)).Evaluate(facts, Zones.None));

    [Fact]
    public void Evaluate_ChildrenInAnyOrder_IsTheSame() => Gen.Select(AnyTree, AnySheet).Sample((rule, facts) =>
        rule.Evaluate(facts, Zones.None) == Reversed(rule).Evaluate(facts, Zones.None));

    [Fact]
    public void Program_OfManyTrees_AnswersAsTheTrees() => Gen.Select(AnyTree.Array[1, 12], AnySheet).Sample((rules, facts) =>
    {
        var builder = new RuleProgramBuilder();
        var roots = rules.Select(builder.Add).ToList();
        var program = builder.Build();
        var values = new Truth[program.NodeCount];
        var (ofProject, ofNeed) = program.Under(roots);
        program.Evaluate(ofProject, facts, Zones.None, values);
        program.Evaluate(ofNeed, facts, Zones.None, values);

        for (var i = 0; i < rules.Length; i++) Assert.Equal(rules[i].Evaluate(facts, Zones.None), values[roots[i]]);
    });

    [Fact]
    public void Program_UnknownRoot_WaitsForTheFactsOfTheExplanation() => Gen.Select(AnyTree, AnySheet).Sample((rule, facts) =>
    {
        if (rule.Evaluate(facts, Zones.None) != Truth.Unknown) return;
        var builder = new RuleProgramBuilder();
        var root = builder.Add(rule);
        var program = builder.Build();
        var values = new Truth[program.NodeCount];
        program.Evaluate(program.Under([root]).OfProject, facts, Zones.None, values);
        var slots = new int[program.FactCount];

        var found = program.CollectUnknown(root, values, slots, new int[program.FactCount], 1);

        Assert.Equal(
            Evaluation.Of(rule, facts, Zones.None).UnknownFacts,
            slots.Take(found).Select(program.FactId).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Reasons_OfARefusal_AreEnoughToRefuse() => Gen.Select(AnyTree, AnySheet).Sample((rule, facts) =>
    {
        var evaluation = Evaluation.Of(rule, facts, Zones.None);
        if (evaluation.Status != EligibilityStatus.NotEligible) return;
        var named = evaluation.Failed.Select(reason => reason.FactId!).ToHashSet();
        var only = facts.Known.Where(pair => named.Contains(pair.Key))
            .Aggregate(Facts.Empty, (sheet, pair) => sheet.With(pair.Key, pair.Value));

        Assert.Equal(Truth.False, rule.Evaluate(only, Zones.None));
    });

    [Fact]
    public void Write_ThenRead_GivesTheSameRule() => AnyTree.Sample(rule =>
    {
        var named = Named(rule, new int[1]);

        var reading = RuleJson.Read(RuleJson.Write(named));

        Assert.True(reading.IsRule, string.Join(" ", reading.Errors));
        Assert.Equal(named, reading.Rule);
    });

    private static Facts Sheet(int[] flags, int family, int low, int spread)
    {
        var facts = Facts.Empty;
        for (var i = 0; i < Flags.Length; i++)
        {
            if (flags[i] < 2) facts = facts.With(Flags[i], flags[i] == 1);
        }

        if (family >= 0) facts = facts.With("statut.famille", Families[family]);
        return low < 0 ? facts : facts.With("effectif", Interval.Between(low, Math.Min(4, low + spread)));
    }

    private static IEnumerable<Facts> Completions(Facts facts)
    {
        IEnumerable<Facts> worlds = [facts];
        foreach (var flag in Flags.Where(flag => !facts.Knows(flag)))
            worlds = worlds.SelectMany(world => new[] { world.With(flag, true), world.With(flag, false) });
        if (!facts.Knows("statut.famille"))
            worlds = worlds.SelectMany(world => Families.Select(family => world.With("statut.famille", family)));
        var (low, high) = facts.ValueOf("effectif") is FactValue.Number { Value: var known } ? ((int)known.Low!, (int)known.High!) : (0, 4);
        return worlds.SelectMany(world => Enumerable.Range(low, high - low + 1).Select(value => world.With("effectif", (decimal)value)));
    }

    private static Rule Reversed(Rule rule) => rule switch
    {
        AllRule all => new AllRule([.. all.Of.Reverse().Select(Reversed)]),
        AnyRule any => new AnyRule([.. any.Of.Reverse().Select(Reversed)]),
        AtLeastRule atLeast => new AtLeastRule(atLeast.Count, [.. atLeast.Of.Reverse().Select(Reversed)]),
        NotRule not => new NotRule(Reversed(not.Of)),
        _ => rule,
    };

    private static Rule Named(Rule rule, int[] next) => rule switch
    {
        AllRule all => new AllRule([.. all.Of.Select(child => Named(child, next))]),
        AnyRule any => new AnyRule([.. any.Of.Select(child => Named(child, next))]),
        AtLeastRule atLeast => new AtLeastRule(atLeast.Count, [.. atLeast.Of.Select(child => Named(child, next))]),
        NotRule not => new NotRule(Named(not.Of, next)),
        Predicate predicate => predicate with { Id = $"p{++next[0]}", Label = "Une condition" },
        _ => rule,
    };
}
