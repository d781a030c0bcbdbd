using Terreau.Engine.Geography;

namespace Terreau.Engine.Eligibility;

/// <summary>
/// Many rules as one graph: equal predicates, and equal branches, of all rules are one node, evaluated once for a
/// profile. Nodes lie in flat arrays, children before parents, those that depend on the need after the others.
/// </summary>
internal sealed class RuleProgram
{
    private readonly Predicate[] predicates;
    private readonly int[] slots;
    private readonly string[] facts;
    private readonly Node[] nodes;
    private readonly int[] children;
    private readonly int[] fixedOrder;
    private readonly int[] needOrder;

    internal RuleProgram(Predicate[] predicates, int[] slots, string[] facts, Node[] nodes, int[] children, bool[] ofNeed)
    {
        this.predicates = predicates;
        this.slots = slots;
        this.facts = facts;
        this.nodes = nodes;
        this.children = children;
        fixedOrder = [.. Enumerable.Range(0, nodes.Length).Where(node => !ofNeed[node])];
        needOrder = [.. Enumerable.Range(0, nodes.Length).Where(node => ofNeed[node])];
    }

    public enum Op : byte
    {
        Leaf,
        All,
        Any,
        Not,
        AtLeast,
    }

    public int NodeCount => nodes.Length;

    public int PredicateCount => predicates.Length;

    public int FactCount => facts.Length;

    public string FactId(int slot) => facts[slot];

    /// <summary>The words to ask a manual question with: those of the first rule that asks it.</summary>
    public string QuestionOf(int slot)
        => FactCatalogue.Find(facts[slot])?.Question ?? Reason.QuestionOf(predicates[Array.IndexOf(slots, slot)]);

    /// <summary>Fills the nodes that do not depend on the need.</summary>
    public void EvaluateProject(Facts profile, Zones zones, Truth[] values) => Evaluate(fixedOrder, profile, zones, values);

    /// <summary>Fills the nodes that depend on the need; the others must be filled.</summary>
    public void EvaluateNeed(Facts profile, Zones zones, Truth[] values) => Evaluate(needOrder, profile, zones, values);

    /// <summary>Adds to <paramref name="found"/> the slots of the facts an Unknown root waits for, each once.</summary>
    public int CollectUnknown(int root, Truth[] values, int[] found, int[] stamps, int stamp)
    {
        var count = 0;
        Collect(root, values, found, stamps, stamp, ref count);
        return count;
    }

    private void Collect(int node, Truth[] values, int[] found, int[] stamps, int stamp, ref int count)
    {
        if (values[node] != Truth.Unknown) return;
        ref readonly var it = ref nodes[node];
        if (it.Op == Op.Leaf)
        {
            var slot = slots[it.Argument];
            if (stamps[slot] == stamp) return;
            stamps[slot] = stamp;
            found[count++] = slot;
            return;
        }

        for (var i = it.Start; i < it.End; i++) Collect(children[i], values, found, stamps, stamp, ref count);
    }

    private void Evaluate(int[] order, Facts profile, Zones zones, Truth[] values)
    {
        foreach (var index in order)
        {
            ref readonly var node = ref nodes[index];
            switch (node.Op)
            {
                case Op.Leaf:
                    var predicate = predicates[node.Argument];
                    values[index] = predicate.Test(profile.ValueOf(facts[slots[node.Argument]]), zones);
                    break;
                case Op.All:
                    var least = Truth.True;
                    for (var i = node.Start; i < node.End && least != Truth.False; i++) least = least.And(values[children[i]]);
                    values[index] = least;
                    break;
                case Op.Any:
                    var greatest = Truth.False;
                    for (var i = node.Start; i < node.End && greatest != Truth.True; i++) greatest = greatest.Or(values[children[i]]);
                    values[index] = greatest;
                    break;
                case Op.Not:
                    values[index] = values[children[node.Start]].Not();
                    break;
                default:
                    int held = 0, unknown = 0;
                    for (var i = node.Start; i < node.End; i++)
                    {
                        var truth = values[children[i]];
                        if (truth == Truth.True) held++;
                        else if (truth == Truth.Unknown) unknown++;
                    }

                    values[index] = Kleene.AtLeast(node.Argument, held, unknown);
                    break;
            }
        }
    }

    /// <summary>One node: its operation, the predicate or the count it needs, where its children lie.</summary>
    internal readonly record struct Node(Op Op, int Argument, int Start, int End);
}
