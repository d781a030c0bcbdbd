namespace Terreau.Web.Search.Selection;

/// <summary>
/// A document and what places it: the sort asked (smaller first), then the order of equals for the day.
/// </summary>
internal readonly record struct RankedEntry(ulong Primary, ulong Fair, int Document) : IComparable<RankedEntry>
{
    public int CompareTo(RankedEntry other)
    {
        if (Primary != other.Primary)
            return Primary < other.Primary ? -1 : 1;
        if (Fair != other.Fair)
            return Fair < other.Fair ? -1 : 1;
        return Document.CompareTo(other.Document);
    }
}

/// <summary>
/// Keeps the first so many documents of one segment. Equals are ordered by a key mixed from the document's
/// own hash and the day: the same all day long and for every page, another the next day.
/// </summary>
internal sealed class RankedEntries
{
    private readonly int capacity;
    private readonly long[] fair;
    private readonly ulong day;
    private readonly List<RankedEntry> kept = [];
    private ulong worst = ulong.MaxValue;
    private bool full;
    private RankedEntry bound;

    public RankedEntries(int capacity, long[] fairKeys, DateOnly day)
    {
        this.capacity = capacity;
        fair = fairKeys;
        this.day = Mix((ulong)day.DayNumber + 0x9E3779B97F4A7C15UL);
    }

    /// <summary>The finalizer of SplitMix64: not a secret, but every bit of the day turns every bit of the order.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    public void Offer(ulong primary, int document)
    {
        if (primary > worst)
            return;
        var entry = new RankedEntry(primary, Mix((ulong)fair[document] ^ day), document);
        if (full && entry.CompareTo(bound) >= 0)
            return;
        kept.Add(entry);
        if (kept.Count >= 2L * capacity)
            Shrink();
    }

    /// <summary>What is beyond this has no chance any more.</summary>
    public ulong Worst => worst;

    /// <summary>The entries kept, best first.</summary>
    public List<RankedEntry> Sorted()
    {
        kept.Sort();
        if (kept.Count > capacity)
            kept.RemoveRange(capacity, kept.Count - capacity);
        return kept;
    }

    private void Shrink()
    {
        // Sorting once every `capacity` entries costs less than a heap, and most offers stop at the bound.
        Sorted();
        bound = kept[^1];
        worst = bound.Primary;
        full = true;
    }
}
