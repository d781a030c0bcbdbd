using System.Collections.Immutable;

namespace Terreau.Engine.Eligibility.Programs;

/// <summary>Gathers rules into one <see cref="RuleProgram"/>, making equal parts one.</summary>
internal sealed class RuleProgramBuilder
{
    private readonly Dictionary<Predicate, int> leaves = [];
    private readonly Dictionary<Shape, int> shapes = [];
    private readonly Dictionary<Rule, int> roots = [];
    private readonly Dictionary<string, int> slotOf = new(StringComparer.Ordinal);
    private readonly List<string> questions = [];
    private readonly List<Predicate> predicates = [];
    private readonly List<int> slots = [];
    private readonly List<RuleProgram.Node> nodes = [];
    private readonly List<int> children = [];
    private readonly List<bool> ofNeed = [];

    /// <summary>The node of that rule.</summary>
    public int Add(Rule rule)
    {
        if (roots.TryGetValue(rule, out var known)) return known;
        return roots[rule] = rule switch
        {
            AllRule all => Composite(RuleProgram.Op.All, 0, all.Of, isSet: true),
            AnyRule any => Composite(RuleProgram.Op.Any, 0, any.Of, isSet: true),
            AtLeastRule atLeast => Composite(RuleProgram.Op.AtLeast, atLeast.Count, atLeast.Of, isSet: false),
            NotRule not => Composite(RuleProgram.Op.Not, 0, [not.Of], isSet: false),
            Predicate predicate => Leaf(predicate),
            _ => throw new InvalidOperationException("A rule is a tree or a predicate."),
        };
    }

    public RuleProgram Build()
        => new([.. predicates], [.. slots], [.. slotOf.OrderBy(pair => pair.Value).Select(pair => pair.Key)], [.. questions], [.. nodes],
            [.. children], [.. ofNeed]);

    private int SlotOf(Predicate predicate)
    {
        var asked = Reason.QuestionOf(predicate);
        if (!slotOf.TryGetValue(predicate.FactId, out var slot))
        {
            slotOf[predicate.FactId] = slot = slotOf.Count;
            questions.Add(asked);
        }
        else if (questions[slot] != asked && FactCatalogue.Find(predicate.FactId) is { } known)
        {
            // Rules that ask for one fact each in their own words: those of nobody in particular.
            questions[slot] = known.Question;
        }

        return slot;
    }

    private int Leaf(Predicate predicate)
    {
        // Two conditions that ask the same of the same fact are one, however they are worded. A manual question keeps
        // its id, which names its answer.
        var slot = SlotOf(predicate);
        var bare = predicate with
        {
            Id = predicate is ManualPredicate ? predicate.Id : "",
            Label = "",
            Question = null,
            SourceUrl = null,
            SourceDate = null,
            CheckedOn = null,
        };
        bare = bare switch
        {
            InPredicate choice => choice with { Values = [.. choice.Values.Order(StringComparer.Ordinal)] },
            ZonePredicate zone => zone with { Codes = [.. zone.Codes.Order(StringComparer.Ordinal)] },
            ManualPredicate manual => manual with { Asked = "" },
            _ => bare,
        };
        if (leaves.TryGetValue(bare, out var node)) return node;
        predicates.Add(predicate);
        slots.Add(slot);
        return leaves[bare] = Append(
            new RuleProgram.Node(RuleProgram.Op.Leaf, predicates.Count - 1, 0, 0),
            predicate.FactId.StartsWith("besoin.", StringComparison.Ordinal));
    }

    private int Composite(RuleProgram.Op op, int argument, ImmutableArray<Rule> of, bool isSet)
    {
        var ids = of.Select(Add).ToList();

        // "all" and "any" do not depend on order nor on repeats; "atLeast" counts repeats.
        ids = isSet ? [.. ids.Distinct().Order()] : [.. ids.Order()];
        if (isSet && ids.Count == 1) return ids[0];
        var shape = new Shape(op, argument, [.. ids]);
        if (shapes.TryGetValue(shape, out var node)) return node;
        var start = children.Count;
        children.AddRange(ids);
        return shapes[shape] = Append(
            new RuleProgram.Node(op, argument, start, children.Count), ids.Any(id => ofNeed[id]));
    }

    private int Append(RuleProgram.Node node, bool dependsOnNeed)
    {
        nodes.Add(node);
        ofNeed.Add(dependsOnNeed);
        return nodes.Count - 1;
    }

    private readonly record struct Shape(RuleProgram.Op Op, int Argument, ImmutableArray<int> Children)
    {
        public bool Equals(Shape other)
            => Op == other.Op && Argument == other.Argument && Children.AsSpan().SequenceEqual(other.Children.AsSpan());

        public override int GetHashCode() => Children.Aggregate(HashCode.Combine(Op, Argument), HashCode.Combine);
    }
}
