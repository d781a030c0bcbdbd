namespace Terreau.Engine.Duplicates;

/// <summary>
/// The names of records without commune, found by their rarest trigrams and words: two names whose ratio reaches a bound
/// share one of the rarest n − ⌈bound·n⌉ + 1 of each, in one order for all.
/// </summary>
/// <remarks>
/// Prefix filter: Chaudhuri, Ganti and Kaushik 2006; Xiao, Wang, Lin and Yu 2008 (PPJoin). The order is by frequency when it was
/// last counted, then by value. Any fixed order gives the same answers; a fresh count gives them sooner.
/// </remarks>
internal sealed class RareGrams(SheetStore store)
{
    private static readonly int Bound = DuplicateWeights.LeastName(PlaceAgreement.Unknown);

    private readonly List<ulong> grams = [];
    private Dictionary<ulong, int> counts = [];
    private KeyChains chains = new(16);
    private int names;
    private int countedNames;

    public void Add(int number)
    {
        Write(store, number, grams);
        foreach (var gram in grams) chains.Add(gram, number);
        names++;
    }

    public void Remove(int number)
    {
        Write(store, number, grams);
        foreach (var gram in grams) chains.Remove(gram, number);
        names--;
    }

    /// <summary>True when the names have doubled since frequencies were counted: <see cref="Count"/> is due.</summary>
    public bool IsOutgrown => names > 64 + (2 * countedNames);

    /// <summary>Counts frequencies afresh over these records, and sorts them anew.</summary>
    public void Count(IReadOnlyCollection<int> numbers)
    {
        counts = [];
        foreach (var number in numbers)
        {
            foreach (var gram in AllOf(store, store.Name(number)).SelectMany(list => list))
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, gram, out _)++;
        }

        chains = new KeyChains(numbers.Count * 12);
        names = 0;
        foreach (var number in numbers) Add(number);
        countedNames = names;
    }

    /// <summary>The records that may have a name like one of this record's; a record may come several times.</summary>
    public void Read(SheetStore asked, int number, List<ulong> spare, List<int> into)
    {
        Write(asked, number, spare);
        foreach (var gram in spare) chains.Read(gram, into);
    }

    private void Write(SheetStore from, int number, List<ulong> prefix)
    {
        prefix.Clear();
        Prefix(from, from.Name(number), prefix);
        foreach (ref readonly var name in from.OtherNames(number)) Prefix(from, name, prefix);
    }

    private void Prefix(SheetStore from, in NameRow name, List<ulong> prefix)
    {
        foreach (var list in AllOf(from, name))
        {
            list.Sort((a, b) => (counts.GetValueOrDefault(a), a).CompareTo((counts.GetValueOrDefault(b), b)));
            var length = list.Count == 0 ? 0 : list.Count - (int)((((long)Bound * list.Count) + 999_999) / 1_000_000) + 1;
            foreach (var gram in list.Take(length))
                if (!prefix.Contains(gram)) prefix.Add(gram);
        }
    }

    private static List<ulong>[] AllOf(SheetStore from, in NameRow name)
    {
        var words = new List<ulong>();
        foreach (var word in from.WordsOf(name)) words.Add(BlockKeys.Of(BlockKeys.Kind.Word, (ulong)word));
        var text = new char[64];
        from.Write(name, ref text, out var length);
        var trigrams = NameText.Trigrams(name.Words == 0 ? [] : text.AsSpan(0, length)).Select(gram => BlockKeys.Of(BlockKeys.Kind.Gram, gram));
        return [[.. trigrams], [.. words.Distinct()]];
    }
}
