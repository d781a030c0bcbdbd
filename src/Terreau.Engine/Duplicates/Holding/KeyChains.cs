using System.Numerics;

namespace Terreau.Engine.Duplicates.Holding;

/// <summary>
/// Which records have a key in common. A chain of records per bucket, each with half of its key: 12 bytes a link and no
/// object. Two keys that share that half, one pair in four thousand million, only make one comparison more.
/// </summary>
internal sealed class KeyChains
{
    private int[] heads;
    private Link[] links;
    private int used;
    private int free = -1;
    private int count;

    public KeyChains(int capacity)
    {
        heads = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity))];
        Array.Fill(heads, -1);
        links = new Link[Math.Max(16, capacity)];
    }

    public void Add(ulong key, int item)
    {
        if (count >= heads.Length) Grow();
        var at = free;
        if (at >= 0) free = links[at].Next;
        else
        {
            if (used == links.Length) Array.Resize(ref links, links.Length * 2);
            at = used++;
        }

        ref var head = ref heads[Bucket(key)];
        links[at] = new Link { Half = (uint)key, Item = item, Next = head };
        head = at;
        count++;
    }

    public void Remove(ulong key, int item)
    {
        ref var at = ref heads[Bucket(key)];
        while (at >= 0)
        {
            ref var link = ref links[at];
            if (link.Item == item && link.Half == (uint)key)
            {
                var gone = at;
                at = link.Next;
                link.Next = free;
                free = gone;
                count--;
                return;
            }

            at = ref link.Next;
        }
    }

    /// <summary>Adds the records of a key to a list; none when there are more than the bound.</summary>
    /// <returns>False when there are more.</returns>
    public bool Read(ulong key, List<int> into, int bound = int.MaxValue)
    {
        var start = into.Count;
        for (var at = heads[Bucket(key)]; at >= 0; at = links[at].Next)
        {
            ref readonly var link = ref links[at];
            if (link.Half != (uint)key) continue;
            if (into.Count - start == bound)
            {
                into.RemoveRange(start, bound);
                return false;
            }

            into.Add(link.Item);
        }

        return true;
    }

    private int Bucket(ulong key) => (int)((uint)key & (uint)(heads.Length - 1));

    private void Grow()
    {
        var old = heads;
        heads = new int[old.Length * 2];
        Array.Fill(heads, -1);
        foreach (var first in old)
        {
            for (var at = first; at >= 0;)
            {
                ref var link = ref links[at];
                var next = link.Next;
                ref var head = ref heads[link.Half & (uint)(heads.Length - 1)];
                link.Next = head;
                head = at;
                at = next;
            }
        }
    }

    private struct Link
    {
        public uint Half;
        public int Item, Next;
    }
}
