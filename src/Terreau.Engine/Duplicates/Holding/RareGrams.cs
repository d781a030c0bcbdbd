using System.Runtime.InteropServices;
using Terreau.Engine.Duplicates.Reading;

namespace Terreau.Engine.Duplicates.Holding;

/// <summary>
/// The names of records without commune, found by their rarest trigrams and words. Two sets of a and b elements whose ratio
/// reaches t share α = ⌈t(a + b)/(1 + t)⌉ at least; so, both sorted from the rarest, the first they share stands before
/// position a − α + 1 in one and b − α + 1 in the other. Each name is kept under (element, its size, its position).
/// </summary>
/// <remarks>
/// Prefix and position filters: Chaudhuri, Ganti and Kaushik 2006; Xiao, Wang, Lin and Yu 2008 (PPJoin). The order is by frequency
/// when it was last counted, then by value. Any fixed order gives the same answers; a fresh count gives them sooner.
/// </remarks>
internal sealed class RareGrams(SheetStore store)
{
    private static readonly long Bound = DuplicateWeights.LeastName(PlaceAgreement.Unknown);

    private readonly Scratch own = new();
    private Dictionary<ulong, int> counts = [];
    private KeyChains chains = new(16);
    private int kept;
    private int counted;

    // Some names came since frequencies were counted: what was not counted may be in them.
    private bool hasUncounted;

    public void Add(int number)
    {
        Keep(number);
        hasUncounted = true;
    }

    public void Remove(int number)
    {
        foreach (var key in KeysOf(number)) chains.Remove(key, number);
        kept--;
    }

    /// <summary>True when the records have doubled since frequencies were counted: <see cref="Count"/> is due.</summary>
    public bool IsOutgrown => kept > 64 + (2 * counted);

    /// <summary>Counts frequencies afresh over these records, and sorts them anew.</summary>
    public void Count(IReadOnlyCollection<int> numbers)
    {
        counts = [];
        foreach (var number in numbers)
        {
            Tally(store.Name(number));
            foreach (ref readonly var name in store.OtherNames(number)) Tally(name);
        }

        chains = new KeyChains(numbers.Count * 10);
        kept = 0;
        foreach (var number in numbers) Keep(number);
        counted = kept;
        hasUncounted = false;

        void Tally(in NameRow name)
        {
            own.Load(store, name);
            foreach (var (_, gram) in own.Letters) CollectionsMarshal.GetValueRefOrAddDefault(counts, gram, out _)++;
            foreach (var (_, word) in own.Words) CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
        }
    }

    /// <summary>The records that may have a name like one of this record's; a record may come several times.</summary>
    public void Read(SheetStore asked, int number, Scratch scratch, List<int> into)
    {
        if (kept == 0) return;
        Read(asked, asked.Name(number), scratch, into);
        foreach (ref readonly var name in asked.OtherNames(number)) Read(asked, name, scratch, into);
    }

    private void Read(SheetStore asked, in NameRow name, Scratch scratch, List<int> into)
    {
        scratch.Load(asked, name);
        Read(Sorted(scratch.Letters), into);
        Read(Sorted(scratch.Words), into);
    }

    private void Read(List<(int Count, ulong Gram)> grams, List<int> into)
    {
        var size = grams.Count;
        if (size == 0) return;
        for (var other = Least(size); other * Bound <= size * 1_000_000L; other++)
        {
            var shared = (int)(((Bound * (size + other)) + 999_999 + Bound) / (1_000_000 + Bound));
            for (var i = 0; i <= size - shared; i++)
            {
                // No kept name has it, which is true of most that are read here: they are the rarest of a name.
                if (grams[i].Count == 0 && !hasUncounted) continue;
                for (var j = 0; j <= other - shared; j++) chains.Read(Key(grams[i].Gram, other, j), into);
            }
        }
    }

    private void Keep(int number)
    {
        foreach (var key in KeysOf(number)) chains.Add(key, number);
        kept++;
    }

    private List<ulong> KeysOf(int number)
    {
        own.Keys.Clear();
        Write(store.Name(number));
        foreach (ref readonly var name in store.OtherNames(number)) Write(name);
        return own.Keys;

        void Write(in NameRow name)
        {
            own.Load(store, name);
            Prefix(Sorted(own.Letters));
            Prefix(Sorted(own.Words));
        }

        void Prefix(List<(int Count, ulong Gram)> grams)
        {
            for (var i = 0; i <= grams.Count - Least(grams.Count); i++)
                if (grams.Count > 0 && Key(grams[i].Gram, grams.Count, i) is var key && !own.Keys.Contains(key)) own.Keys.Add(key);
        }
    }

    /// <summary>From the rarest, equals by value.</summary>
    private List<(int Count, ulong Gram)> Sorted(List<(int Count, ulong Gram)> grams)
    {
        foreach (ref var gram in CollectionsMarshal.AsSpan(grams)) gram.Count = counts.GetValueOrDefault(gram.Gram);
        grams.Sort();
        return grams;
    }

    /// <summary>The least size a set may have to reach the bound with one of this size; also what it must share with it at least.</summary>
    private static int Least(int size) => (int)(((Bound * size) + 999_999) / 1_000_000);

    private static ulong Key(ulong gram, int size, int position)
        => SheetStore.Mixed(gram + ((((ulong)size << 10) + (ulong)position + 1) * 0x9E3779B97F4A7C15UL));

    /// <summary>What one thread needs to take a name apart.</summary>
    public sealed class Scratch
    {
        private readonly HashSet<ulong> seen = [];
        private char[] text = new char[64];

        public List<(int Count, ulong Gram)> Letters { get; } = [];
        public List<(int Count, ulong Gram)> Words { get; } = [];
        public List<ulong> Keys { get; } = [];

        public void Load(SheetStore from, in NameRow name)
        {
            Letters.Clear();
            Words.Clear();
            seen.Clear();
            if (name.Words == 0) return;
            from.Write(name, ref text, out var length);
            for (var i = 0; i + 2 < length; i++)
                if (seen.Add(NameText.Gram(text, i))) Letters.Add((0, BlockKeys.Of(BlockKeys.Kind.Gram, NameText.Gram(text, i))));
            seen.Clear();
            foreach (var word in from.WordsOf(name))
                if (seen.Add((ulong)word)) Words.Add((0, BlockKeys.Of(BlockKeys.Kind.Word, (ulong)word)));
        }
    }
}
