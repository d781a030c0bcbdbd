using System.Numerics;

namespace Terreau.Engine.Duplicates.Holding;

/// <summary>What a record weighs in memory, but for its names: numbers only, −1 for what is not known.</summary>
internal struct Sheet
{
    public int Siren, Nic, Commune, Postcode, Latitude, Longitude, Site, Mail, Acronym;

    /// <summary>Other communes are kept beside.</summary>
    public bool HasMoreCommunes;

    public long Phone;

    /// <summary>Hash of the street and its number; 0 when unknown.</summary>
    public ulong Street;

    /// <summary>The SIREN plus one; 0 when it is unknown.</summary>
    public readonly uint Unit => (uint)(Siren + 1);

    /// <summary>True of two units that are known and not the same.</summary>
    public static bool AreApart(uint unit, uint other) => unit != 0 && other != 0 && unit != other;

    public readonly bool HasPoint => Latitude != int.MinValue;
    public readonly bool HasCommune => Commune >= 0;
}

/// <summary>
/// One name of a record: where its words are, and two bit sketches that bound from above what two names can share, in a few
/// operations and on one line of memory.
/// </summary>
internal struct NameRow
{
    public ulong Low, High, WordBits;
    public int Start;

    // Fifteen bits for the distinct trigrams, one to say that the record has other names: no other line of memory is then read.
    private ushort size;

    /// <summary>Words in order, and how many are distinct.</summary>
    public byte Words, DistinctWords;

    /// <summary>Distinct trigrams.</summary>
    public int Trigrams
    {
        readonly get => size & 0x7FFF;
        set => size = (ushort)((size & 0x8000) | value);
    }

    /// <summary>True of a record's first name when it has others.</summary>
    public bool HasOthers
    {
        readonly get => (size & 0x8000) != 0;
        set => size = (ushort)((size & 0x7FFF) | (value ? 0x8000 : 0));
    }

    /// <summary>
    /// False when neither ratio can reach the bound, given in millionths. A bit of one sketch absent from the other stands for
    /// at least one trigram or word that is not shared. A name without words reaches nothing.
    /// </summary>
    public static bool MayReach(in NameRow a, in NameRow b, int millionths)
    {
        if (a.Trigrams == 0 || b.Trigrams == 0) return false;
        var onlyA = BitOperations.PopCount(a.WordBits & ~b.WordBits);
        var onlyB = BitOperations.PopCount(b.WordBits & ~a.WordBits);
        if (Reaches(Math.Min(a.DistinctWords - onlyA, b.DistinctWords - onlyB), a.DistinctWords + b.DistinctWords, millionths)) return true;
        // Half of the sketch is enough to part most pairs.
        onlyA = BitOperations.PopCount(a.Low & ~b.Low);
        if (!Reaches(a.Trigrams - onlyA, a.Trigrams + b.Trigrams, millionths)) return false;
        onlyA += BitOperations.PopCount(a.High & ~b.High);
        onlyB = BitOperations.PopCount(b.Low & ~a.Low) + BitOperations.PopCount(b.High & ~a.High);
        return Reaches(Math.Min(a.Trigrams - onlyA, b.Trigrams - onlyB), a.Trigrams + b.Trigrams, millionths);
    }

    // common / (both − common) ≥ bound, without division.
    private static bool Reaches(int common, int both, long millionths) => common * (1_000_000 + millionths) >= millionths * both;
}
