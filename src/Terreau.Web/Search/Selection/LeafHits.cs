using System.Numerics;

namespace Terreau.Web.Search.Selection;

/// <summary>
/// The selected documents of one segment: a sorted list while they are few, one bit per document beyond
/// one in 32, whichever is smaller.
/// </summary>
internal sealed class LeafHits
{
    private readonly int maxDoc;
    private int[] list = [];
    private ulong[]? bits;

    public LeafHits(int maxDoc) => this.maxDoc = maxDoc;

    public int Count { get; private set; }

    public long Bytes => 4L * list.Length + 8L * (bits?.Length ?? 0);

    public bool Contains(int document) => bits is null
        ? Array.BinarySearch(list, 0, Count, document) >= 0
        : (bits[document >> 6] & (1UL << document)) != 0;

    public void Add(ReadOnlySpan<int> documents)
    {
        if (bits is null && Count + documents.Length > maxDoc / 32 + 64)
            ToBits();
        if (bits is { } set)
        {
            foreach (var document in documents)
                set[document >> 6] |= 1UL << document;
        }
        else
        {
            if (Count + documents.Length > list.Length)
                Array.Resize(ref list, Math.Max(Count + documents.Length, Math.Max(16, list.Length * 2)));
            documents.CopyTo(list.AsSpan(Count));
        }
        Count += documents.Length;
    }

    /// <summary>To be called once everything is added: Lucene may give documents out of order.</summary>
    public void Seal()
    {
        if (bits is null)
            list.AsSpan(0, Count).Sort();
    }

    /// <summary>Copies the next documents, in order; 0 at the end. The cursor starts at 0.</summary>
    public int Next(ref int cursor, Span<int> documents)
    {
        if (bits is not { } set)
        {
            var taken = Math.Min(documents.Length, Count - cursor);
            list.AsSpan(cursor, taken).CopyTo(documents);
            cursor += taken;
            return taken;
        }
        // Here the cursor counts words of 64 bits, so that a block never stops inside one.
        var filled = 0;
        for (; cursor < set.Length && filled + 64 <= documents.Length; cursor++)
            for (var word = set[cursor]; word != 0; word &= word - 1)
                documents[filled++] = (cursor << 6) + BitOperations.TrailingZeroCount(word);
        return filled == 0 && cursor < set.Length ? Next(ref cursor, documents) : filled;
    }

    private void ToBits()
    {
        bits = new ulong[(maxDoc + 63) >> 6];
        foreach (var document in list.AsSpan(0, Count))
            bits[document >> 6] |= 1UL << document;
        list = [];
    }
}
