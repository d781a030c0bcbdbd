namespace Terreau.Engine.Chain;

/// <summary>
/// The greatest flow between two nodes, by shortest augmenting paths in layers (Dinic, 1970): O(V² E) at worst, far
/// less on the bipartite graphs of coverage. Links are visited in the order given: the result is the same every time.
/// </summary>
internal sealed class MaxFlow(int nodes)
{
    private readonly List<int> target = [];
    private readonly List<int> left = [];
    private readonly List<int>[] links = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];
    private readonly int[] level = new int[nodes];
    private readonly int[] next = new int[nodes];

    public int Value { get; private set; }

    public void Link(int from, int to, int capacity)
    {
        links[from].Add(target.Count);
        target.Add(to);
        left.Add(capacity);
        links[to].Add(target.Count);
        target.Add(from);
        left.Add(0);
    }

    public void Solve(int from, int to)
    {
        while (Layer(from, to))
        {
            Array.Clear(next);
            while (Push(from, to, int.MaxValue) is > 0 and var pushed) Value += pushed;
        }
    }

    /// <summary>After <see cref="Solve"/>: true when the node is on the source's side of the minimal cut nearest to the source.</summary>
    public bool Reached(int node) => level[node] >= 0;

    private bool Layer(int from, int to)
    {
        Array.Fill(level, -1);
        level[from] = 0;
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var link in links[node])
            {
                if (left[link] == 0 || level[target[link]] >= 0) continue;
                level[target[link]] = level[node] + 1;
                queue.Enqueue(target[link]);
            }
        }

        return level[to] >= 0;
    }

    private int Push(int node, int to, int limit)
    {
        if (node == to) return limit;
        for (; next[node] < links[node].Count; next[node]++)
        {
            var link = links[node][next[node]];
            if (left[link] == 0 || level[target[link]] != level[node] + 1) continue;
            var pushed = Push(target[link], to, Math.Min(limit, left[link]));
            if (pushed == 0) continue;
            left[link] -= pushed;
            left[link ^ 1] += pushed;
            return pushed;
        }

        return 0;
    }
}
