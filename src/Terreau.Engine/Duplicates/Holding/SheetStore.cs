using Terreau.Engine.Duplicates.Reading;

namespace Terreau.Engine.Duplicates.Holding;

/// <summary>Records packed in arrays, by number; words, domains and acronyms are interned.</summary>
internal sealed class SheetStore(WordPool pool, int capacity)
{
    private const uint CommuneBit = 1U << 31;

    private readonly Dictionary<int, int[]> moreCommunes = [];
    private readonly Dictionary<int, NameRow[]> moreNames = [];
    private Sheet[] sheets = new Sheet[capacity];
    private NameRow[] names = new NameRow[capacity];

    // What most pairs are parted by, four bytes a record: the SIREN plus one, 0 when unknown; and a bit for a commune.
    private uint[] traits = new uint[capacity];
    private int[] words = new int[capacity * 5];
    private int wordsUsed;
    private int wordsLost;

    public WordPool Pool { get; } = pool;

    /// <summary>The first name of each record.</summary>
    public ReadOnlySpan<NameRow> Names => names;

    public ref readonly Sheet this[int number] => ref sheets[number];

    public ref readonly NameRow Name(int number) => ref names[number];

    public bool HasCommune(int number) => (traits[number] & CommuneBit) != 0;

    /// <summary>True for another legal unit than this one: two SIREN are two organisations, whatever else they share.</summary>
    /// <param name="unit">As <see cref="Sheet.Unit"/>.</param>
    /// <param name="number">Of the other record.</param>
    public bool IsOtherUnit(uint unit, int number) => Sheet.AreApart(unit, traits[number] & ~CommuneBit);

    /// <summary>The records that have more than one name.</summary>
    public Dictionary<int, NameRow[]>.KeyCollection WithOtherNames => moreNames.Keys;

    public ReadOnlySpan<NameRow> OtherNames(int number) => names[number].HasOthers ? moreNames[number] : [];

    public ReadOnlySpan<int> OtherCommunes(int number) => sheets[number].HasMoreCommunes ? moreCommunes[number] : [];

    public ReadOnlySpan<int> WordsOf(in NameRow row) => words.AsSpan(row.Start, row.Words);

    /// <summary>Packs a record under a number; one that is there must be cleared before.</summary>
    public void Set(int number, DuplicateRecord record) => Set(number, new ReadRecord(record));

    /// <inheritdoc cref="Set(int, DuplicateRecord)"/>
    public void Set(int number, ReadRecord record)
    {
        if (number >= sheets.Length)
        {
            Array.Resize(ref sheets, Math.Max(16, sheets.Length * 2));
            Array.Resize(ref names, sheets.Length);
            Array.Resize(ref traits, sheets.Length);
        }

        names[number] = Packed(record.Name);
        names[number].HasOthers = record.Others.Length > 0;
        if (record.Others.Length > 0) moreNames[number] = [.. record.Others.Select(Packed)];
        if (record.Communes.Length > 1) moreCommunes[number] = record.Communes[1..];
        sheets[number] = record.Sheet with { Site = Interned(record.Site), Mail = Interned(record.Mail),
            Acronym = Interned(record.Acronym) };
        traits[number] = sheets[number].Unit | (sheets[number].HasCommune ? CommuneBit : 0);
    }

    /// <summary>Forgets the record of a number. Its words are reclaimed once half of all words are of forgotten records.</summary>
    public void Clear(int number, IEnumerable<int> remaining)
    {
        wordsLost += names[number].Words;
        foreach (ref readonly var name in OtherNames(number)) wordsLost += name.Words;
        moreNames.Remove(number);
        moreCommunes.Remove(number);
        sheets[number] = default;
        names[number] = default;
        traits[number] = 0;
        if (wordsLost > 4096 && wordsLost > wordsUsed / 2) Compact(remaining);
    }

    /// <summary>The words of a name between single spaces, with one before and after.</summary>
    public void Write(in NameRow row, ref char[] text, out int length)
    {
        length = 1;
        foreach (var word in WordsOf(row)) length += Pool[word].Length + 1;
        if (text.Length < length) text = new char[length * 2];
        var at = 0;
        text[at++] = ' ';
        foreach (var word in WordsOf(row))
        {
            Pool[word].CopyTo(text.AsSpan(at));
            at += Pool[word].Length;
            text[at++] = ' ';
        }
    }

    private NameRow Packed(ReadName name)
    {
        while (wordsUsed + name.Words.Length > words.Length) Array.Resize(ref words, Math.Max(64, words.Length * 2));
        var row = name.Row;
        row.Start = wordsUsed;
        foreach (var word in name.Words) words[wordsUsed++] = Pool.Intern(word);
        return row;
    }

    /// <summary>SplitMix64's finish: every bit of the result depends on every bit of the value.</summary>
    public static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    /// <summary>FNV-1a over the UTF-16 units.</summary>
    public static ulong HashOf(string word)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var c in word) hash = (hash ^ c) * 0x100000001B3UL;
        return hash;
    }

    private int Interned(string? text) => text is null ? -1 : Pool.Intern(text);

    private void Compact(IEnumerable<int> remaining)
    {
        var kept = new int[Math.Max(64, (wordsUsed - wordsLost) * 2)];
        var used = 0;
        foreach (var number in remaining)
        {
            Move(ref names[number]);
            if (!names[number].HasOthers) continue;
            foreach (ref var name in moreNames[number].AsSpan()) Move(ref name);
        }

        (words, wordsUsed, wordsLost) = (kept, used, 0);

        void Move(ref NameRow row)
        {
            WordsOf(row).CopyTo(kept.AsSpan(used));
            row.Start = used;
            used += row.Words;
        }
    }
}
