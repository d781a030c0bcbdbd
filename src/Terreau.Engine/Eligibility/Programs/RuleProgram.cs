using Terreau.Engine.Geography;

namespace Terreau.Engine.Eligibility.Programs;

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
    private readonly bool[] ofNeed;
    private readonly string[] questions;

    internal RuleProgram(
        Predicate[] predicates, int[] slots, string[] facts, string[] questions, Node[] nodes, int[] children, bool[] ofNeed)
    {
        this.predicates = predicates;
        this.slots = slots;
        this.facts = facts;
        this.nodes = nodes;
        this.children = children;
        this.ofNeed = ofNeed;
        this.questions = questions;
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

    /// <summary>
    /// The words to ask for a fact: those of the rules when all that ask for it say the same, else those of the catalogue; for the
    /// answer to a manual question, those of the first rule.
    /// </summary>
    public string QuestionOf(int slot) => questions[slot];

    /// <summary>
    /// The nodes under some roots, children first: those that depend on the project alone, then those that depend on
    /// the need too.
    /// </summary>
    public (int[] OfProject, int[] OfNeed) Under(IEnumerable<int> roots)
    {
        var wanted = new bool[nodes.Length];
        foreach (var root in roots) wanted[root] = true;
        for (var node = nodes.Length - 1; node >= 0; node--)
        {
            if (!wanted[node]) continue;
            for (var i = nodes[node].Start; i < nodes[node].End; i++) wanted[children[i]] = true;
        }

        var all = Enumerable.Range(0, nodes.Length).Where(node => wanted[node]).ToList();
        return ([.. all.Where(node => !ofNeed[node])], [.. all.Where(node => ofNeed[node])]);
    }

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

    /// <summary>Fills the values of these nodes, in their order; what they rest on must be filled before.</summary>
    public void Evaluate(int[] order, Facts profile, Zones zones, Truth[] values)
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
