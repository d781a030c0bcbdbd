namespace Terreau.Engine.Orientation.Scan;

/// <summary>Offers of one class with their keys: the best few are found without sorting all.</summary>
internal sealed class RankList(int capacity)
{
    private readonly long[] items = new long[capacity];
    private readonly long[] scratch = new long[capacity];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Adds an offer; a smaller key ranks first. Keys are between 0 and 2^31 − 1 for all but the excluded.</summary>
    public void Add(long key, int index) => items[Count++] = (key << 24) | (uint)index;

    /// <summary>
    /// Indexes of the <paramref name="take"/> best, in order: key, then the tie key of the day, then index.
    /// Everything that ties with the last one taken competes for its place.
    /// </summary>
    public int[] Best(int take, TieKeys ties)
    {
        if (take <= 0 || Count == 0) return [];
        Array.Copy(items, scratch, Count);
        var kept = Count;
        if (Count > take)
        {
            Select(scratch, Count, take - 1);
            var last = scratch[take - 1] >> 24;
            kept = 0;
            for (var i = 0; i < Count; i++)
            {
                if (items[i] >> 24 <= last) scratch[kept++] = items[i];
            }
        }

        // Thousands may tie with the last: only as many as are wanted are ever sorted.
        var best = new List<(long Key, ulong Tie, int Index)>((int)Math.Min(kept, 2L * take));
        (long, ulong, int)? bound = null;
        for (var i = 0; i < kept; i++)
        {
            var index = (int)(scratch[i] & 0xFFFFFF);
            var item = (scratch[i] >> 24, ties.Of(index), index);
            if (bound is { } worst && item.CompareTo(worst) >= 0) continue;
            best.Add(item);
            if (best.Count < 2L * take) continue;
            best.Sort();
            best.RemoveRange(take, best.Count - take);
            bound = best[^1];
        }

        best.Sort();
        return [.. best.Take(take).Select(item => item.Index)];
    }

    // Hoare's selection: after it, values[k] is the one a sort would put there.
    private static void Select(long[] values, int count, int k)
    {
        int left = 0, right = count - 1;
        while (left < right)
        {
            var pivot = values[left + ((right - left) >> 1)];
            int i = left, j = right;
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (k <= j) right = j;
            else if (k >= i) left = i;
            else return;
        }
    }
}
