using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Terreau.Engine.Duplicates.Holding;
using Terreau.Engine.Duplicates.Reading;

namespace Terreau.Engine.Duplicates;

/// <summary>
/// Records among which duplicates are looked for: of one record, or of all among themselves. Holds packed copies, so the
/// records given may go. Answers are those of <see cref="DuplicateRule"/> on every pair, with one exception, stated at
/// <see cref="MostShared"/>; they depend neither on the order of additions nor on the number of threads.
/// </summary>
/// <remarks>
/// Several threads may ask at once; a change needs the index for itself. Pairs are found by blocking: number, phone, domain,
/// street, cell of 500 m, acronym, commune, postcode; across places by prefix filter (see docs/algorithms/duplicates.md).
/// </remarks>
public sealed class DuplicateIndex
{
    /// <summary>
    /// A phone or a domain that more records than this have finds no pair by itself: such a number is a switchboard, such a
    /// site that of a network. Its weight still counts for pairs found by name, place or number.
    /// </summary>
    public const int MostShared = 200;

    /// <summary>Records read at once, on all cores, when an index is made.</summary>
    private const int ReadAtOnce = 4_096;

    private readonly Dictionary<string, int> numbers;
    private readonly Dictionary<int, TownList> byCommune = [];
    private readonly HashSet<int> withoutCommune = [];
    private readonly Stack<int> free = new();
    private readonly List<ulong> keys = [];
    private readonly SheetStore store;
    private readonly KeyChains chains;
    private readonly SpotGrid spots = new();
    private readonly RareGrams rare;
    private string?[] names;
    private int used;

    /// <summary>An index of these records; adding them later one by one gives the same answers, more slowly.</summary>
    /// <param name="records">Read once.</param>
    /// <param name="capacity">How many records are expected, to reserve memory at once; more may come.</param>
    /// <exception cref="ArgumentException">Two records have the same key.</exception>
    public DuplicateIndex(IEnumerable<DuplicateRecord> records, int capacity = 0)
    {
        if (capacity == 0 && records.TryGetNonEnumeratedCount(out var known)) capacity = known;
        numbers = new Dictionary<string, int>(capacity, StringComparer.Ordinal);
        names = new string?[capacity];
        store = new SheetStore(new WordPool(), capacity);
        chains = new KeyChains(capacity * 5);
        rare = new RareGrams(store);
        foreach (var some in records.Chunk(ReadAtOnce))
        {
            var read = new ReadRecord[some.Length];
            try
            {
                Parallel.For(0, some.Length, at => read[at] = new ReadRecord(some[at]));
            }
            catch (AggregateException faults)
            {
                ExceptionDispatchInfo.Throw(faults.Flatten().InnerExceptions[0]);
            }

            for (var at = 0; at < some.Length; at++) Put(some[at].Key, read[at]);
        }

        rare.Count(withoutCommune);
    }

    /// <summary>How many records it holds.</summary>
    public int Count => numbers.Count;

    /// <summary>True when it holds a record of this key.</summary>
    public bool Contains(string key) => numbers.ContainsKey(key);

    /// <summary>Adds a record.</summary>
    /// <exception cref="ArgumentException">A record has this key already.</exception>
    public void Add(DuplicateRecord record)
    {
        var number = Put(record.Key, new ReadRecord(record));
        if (store[number].HasCommune) return;
        if (rare.IsOutgrown) rare.Count(withoutCommune);
        else rare.Add(number);
    }

    /// <summary>Takes a record out; false when none has this key.</summary>
    public bool Remove(string key)
    {
        if (!numbers.Remove(key, out var number)) return false;
        BlockKeys.Write(store, number, keys);
        foreach (var blockKey in keys) chains.Remove(blockKey, number);
        spots.Remove(store[number], number);
        if (store[number].HasCommune)
        {
            Leave(store[number].Commune, number);
            foreach (var commune in store.OtherCommunes(number)) Leave(commune, number);
        }
        else
        {
            rare.Remove(number);
            withoutCommune.Remove(number);
        }

        names[number] = null;
        store.Clear(number, numbers.Values);
        free.Push(number);
        return true;
    }

    /// <summary>Puts a record in the place of the one that has its key, or adds it.</summary>
    public void Replace(DuplicateRecord record)
    {
        _ = record.LegalUnit;
        Remove(record.Key);
        Add(record);
    }

    /// <summary>
    /// The records that may be the same as this one: highest score first, equal scores by key in ordinal order. A record of the
    /// index with the same key is left out: it is the sheet asked about.
    /// </summary>
    /// <param name="record">Need not be in the index, and is not added.</param>
    /// <param name="most">How many at most; 0 or less gives none.</param>
    public ImmutableArray<DuplicateMatch> Find(DuplicateRecord record, int most = 10)
    {
        var asked = new SheetStore(new WordPool(store.Pool), capacity: 1);
        asked.Set(0, record);
        var search = new DuplicateSearch(this, store, chains, spots, rare, byCommune);
        var self = numbers.GetValueOrDefault(record.Key, -1);
        return
        [
            .. search.Candidates(asked, 0).Where(found => found.Number != self)
                .Select(found => (Key: names[found.Number]!, found.Marks, found.Number))
                .OrderByDescending(found => found.Marks.Score).ThenBy(found => found.Key, StringComparer.Ordinal)
                .Take(Math.Max(0, most))
                .Select(found => new DuplicateMatch(found.Key, found.Marks.Answer(asked.Pool, asked[0], store[found.Number]))),
        ];
    }

    /// <summary>
    /// The other records of a legal unit, by key in ordinal order: its establishments, and its duplicates if there are some.
    /// Empty when the record has no SIREN.
    /// </summary>
    public ImmutableArray<string> SameLegalUnit(DuplicateRecord record)
    {
        var asked = new SheetStore(new WordPool(store.Pool), capacity: 1);
        asked.Set(0, record);
        var siren = asked[0].Siren;
        if (siren < 0) return [];
        var found = new List<int>();
        chains.Read(BlockKeys.Of(BlockKeys.Kind.Siren, (ulong)siren), found);
        return [.. found.Where(number => store[number].Siren == siren).Select(number => names[number]!).Where(key => key != record.Key)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Every pair of records that may be the same: highest score first, then by the keys in ordinal order.
    /// </summary>
    /// <param name="leastMillionths">Pairs under this score are left out; never under <see cref="DuplicateWeights.Candidate"/>.</param>
    /// <param name="threads">How many threads share the work; 1 or more.</param>
    public ImmutableArray<DuplicatePair> Pairs(int leastMillionths = DuplicateWeights.Candidate, int threads = 1)
    {
        var live = numbers.Values.ToArray();
        var pairs = new List<DuplicatePair>();
        var gate = new Lock();
        Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(0, live.Length, Math.Clamp(live.Length / (threads * 16), 1, 4096)),
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            range =>
            {
                var search = new DuplicateSearch(this, store, chains, spots, rare, byCommune);
                var own = new List<DuplicatePair>();
                for (var i = range.Item1; i < range.Item2; i++)
                {
                    foreach (var (number, marks) in search.Candidates(store, live[i], isJoin: true, leastMillionths))
                        if (marks.Score >= leastMillionths) own.Add(Pair(live[i], number, marks));
                }

                lock (gate) pairs.AddRange(own);
            });
        return
        [
            .. pairs.OrderByDescending(pair => pair.Answer.ScoreMillionths)
                .ThenBy(pair => pair.First, StringComparer.Ordinal).ThenBy(pair => pair.Second, StringComparer.Ordinal),
        ];
    }

    internal int Used => used;

    private DuplicatePair Pair(int asked, int found, in PairMarks marks)
    {
        if (string.CompareOrdinal(names[asked], names[found]) < 0)
            return new DuplicatePair(names[asked]!, names[found]!, marks.Answer(store.Pool, store[asked], store[found]));
        var probe = new Probe();
        probe.Load(store, found);
        return new DuplicatePair(names[found]!, names[asked]!,
            PairMarks.Of(probe, store, asked).Answer(store.Pool, store[found], store[asked]));
    }

    private int Put(string key, ReadRecord record)
    {
        var number = free.Count > 0 ? free.Peek() : used;
        if (!numbers.TryAdd(key, number)) throw new ArgumentException($"Two records have the key {key}.", nameof(key));
        if (free.Count > 0) free.Pop();
        else used++;
        if (number >= names.Length) Array.Resize(ref names, Math.Max(16, names.Length * 2));
        names[number] = key;
        store.Set(number, record);
        BlockKeys.Write(store, number, keys);
        foreach (var blockKey in keys) chains.Add(blockKey, number);
        spots.Add(store[number], number);
        if (!store[number].HasCommune)
        {
            withoutCommune.Add(number);
            return number;
        }

        Enter(store[number].Commune, number);
        foreach (var commune in store.OtherCommunes(number)) Enter(commune, number);
        return number;
    }

    private void Enter(int commune, int number)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(byCommune, commune, out _);
        (list ??= new TownList()).Of(store[number]).Add(number);
    }

    private void Leave(int commune, int number)
    {
        var town = byCommune[commune];
        var list = town.Of(store[number]);
        var at = list.IndexOf(number);
        list[at] = list[^1];
        list.RemoveAt(list.Count - 1);
        if (town.IsEmpty) byCommune.Remove(commune);
    }
}
