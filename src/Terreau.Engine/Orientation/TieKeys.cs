using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Terreau.Engine.Orientation.Scan;

namespace Terreau.Engine.Orientation;

/// <summary>
/// The fair order of equals: sha256("yyyy-MM-dd|id"), another each day, the same all day, so that no one is always
/// first. Keys of a day are kept once computed; only those of tied offers are.
/// </summary>
internal sealed class TieKeys(OfferTable table, DateOnly day)
{
    private readonly ulong[] keys = new ulong[table.Offers.Length];

    /// <summary>The first eight bytes of the hash, as a number: they order as the whole hash does, but for one pair in 2^64.</summary>
    public ulong Of(int index)
    {
        // Two threads may compute the same key at once: they write the same value.
        var known = Volatile.Read(ref keys[index]);
        if (known != 0) return known;
        var key = Compute(day, table.Offers[index].Id);
        Volatile.Write(ref keys[index], key);
        return key;
    }

    /// <summary>Computes those that are not known yet.</summary>
    public void ComputeAll()
    {
        for (var index = 0; index < keys.Length; index++) Of(index);
    }

    internal static ulong Compute(DateOnly day, string id)
    {
        Span<byte> text = stackalloc byte[512];
        var size = 11 + Encoding.UTF8.GetByteCount(id);
        if (size > text.Length) text = new byte[size];
        day.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        text[10] = (byte)'|';
        Encoding.UTF8.GetBytes(id, text[11..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(text[..size], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}

/// <summary>The fair order of equals, for any list of ids.</summary>
public static class FairOrder
{
    /// <summary>The ids in the order of the day: by sha256("yyyy-MM-dd|id"), then by id.</summary>
    public static IReadOnlyList<string> Of(DateOnly day, IEnumerable<string> ids)
        => [.. ids.OrderBy(id => TieKeys.Compute(day, id)).ThenBy(id => id, StringComparer.Ordinal)];
}
