using Terreau.Engine.Duplicates.Reading;

namespace Terreau.Engine.Duplicates.Holding;

/// <summary>
/// One record made ready to be compared with many. Loaded again for each, so that a walk over all allocates little; not for two threads.
/// </summary>
internal sealed class Probe
{
    private readonly List<NameProbe> names = [];
    private int nameCount;

    public SheetStore Store { get; private set; } = null!;
    public int Number { get; private set; }

    public ReadOnlySpan<NameProbe> Names => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(names)[..nameCount];

    public ref readonly Sheet Sheet => ref Store[Number];

    public void Load(SheetStore store, int number)
    {
        Store = store;
        Number = number;
        nameCount = 0;
        Add(store.Name(number));
        foreach (ref readonly var name in store.OtherNames(number)) Add(name);
    }

    /// <summary>False when no name of the record can have a ratio of this many millionths with one of ours.</summary>
    public bool MayReach(SheetStore store, int number, int millionths)
    {
        ref readonly var theirs = ref store.Name(number);
        foreach (var name in Names)
            if (NameRow.MayReach(name.Row, theirs, millionths)) return true;
        if (!theirs.HasOthers) return false;
        foreach (ref readonly var other in store.OtherNames(number))
            foreach (var name in Names)
                if (NameRow.MayReach(name.Row, other, millionths)) return true;
        return false;
    }

    private void Add(in NameRow row)
    {
        if (nameCount == names.Count) names.Add(new NameProbe());
        names[nameCount++].Load(Store, row);
    }
}

/// <summary>One name with its trigrams in a table, to count what another name shares with it in one pass.</summary>
internal sealed class NameProbe
{
    private char[] text = new char[64];
    private ulong[] slots = new ulong[128];
    private int[] seen = new int[128];
    private int[] words = new int[16];
    private char[] other = new char[64];
    private int pass;
    private NameRow row;

    public ref readonly NameRow Row => ref row;

    /// <summary>The words, without repetitions.</summary>
    public ReadOnlySpan<int> Words => words.AsSpan(0, Row.DistinctWords);

    public void Load(SheetStore store, in NameRow name)
    {
        row = name;
        if (words.Length < row.Words) words = new int[row.Words * 2];
        var distinct = 0;
        foreach (var word in store.WordsOf(row))
            if (!words.AsSpan(0, distinct).Contains(word)) words[distinct++] = word;
        store.Write(row, ref text, out var length);
        if (slots.Length < length * 2)
        {
            slots = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length * 2)];
            seen = new int[slots.Length];
        }

        Array.Clear(slots);
        Array.Clear(seen);
        pass = 0;
        for (var i = 0; i + 2 < length; i++)
        {
            var gram = NameText.Gram(text, i);
            slots[Slot(gram)] = gram;
        }
    }

    /// <summary>Both ratios with another name, in millionths rounded down: shared over all.</summary>
    public (int Trigrams, int Words) Ratios(SheetStore store, in NameRow name)
    {
        store.Write(name, ref other, out var length);
        var common = 0;
        pass++;
        for (var i = 0; i + 2 < length; i++)
        {
            var gram = NameText.Gram(other, i);
            var slot = Slot(gram);
            if (slots[slot] != gram || seen[slot] == pass) continue;
            seen[slot] = pass;
            common++;
        }

        var commonWords = 0;
        var theirs = store.WordsOf(name);
        foreach (var word in Words)
            if (theirs.Contains(word)) commonWords++;
        return (Ratio(common, row.Trigrams + name.Trigrams), Ratio(commonWords, row.DistinctWords + name.DistinctWords));
    }

    private static int Ratio(int common, int both) => both == 0 ? 0 : (int)(common * 1_000_000L / (both - common));

    // No trigram is 0: the first of its three characters is a letter, a digit or a space.
    private int Slot(ulong gram)
    {
        var slot = (int)SheetStore.Mixed(gram) & (slots.Length - 1);
        while (slots[slot] != 0 && slots[slot] != gram) slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }
}
