using System.Buffers;
using System.Text;

namespace Terreau.Web.Search.Tiles;

/// <summary>
/// Writes one layer of points as a Mapbox Vector Tile, version 2.1 of the specification: a protocol buffer
/// whose features point into two tables, of keys and of values.
/// </summary>
internal sealed class VectorTileWriter
{
    private const int Varint = 0;
    private const int Bytes = 2;

    private readonly ArrayBufferWriter<byte> layer = new();
    private readonly ArrayBufferWriter<byte> feature = new();
    private readonly ArrayBufferWriter<byte> tags = new();
    private readonly ArrayBufferWriter<byte> scratch = new();
    private readonly Dictionary<string, uint> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<object, uint> values = [];
    private readonly int extent;

    public VectorTileWriter(string name, int extent)
    {
        this.extent = extent;
        Text(layer, 1, name);
    }

    public void BeginPoint(int x, int y)
    {
        feature.ResetWrittenCount();
        tags.ResetWrittenCount();
        scratch.ResetWrittenCount();
        // One "move to" command, then both coordinates zigzag-coded from the corner.
        Number(scratch, (1 << 3) | 1);
        Number(scratch, ZigZag(x));
        Number(scratch, ZigZag(y));
        Field(feature, 3, Varint);
        Number(feature, 1);
        Block(feature, 4, scratch);
    }

    public void Tag(string key, string value) => AddTag(key, value);

    public void Tag(string key, int value) => AddTag(key, (long)value);

    public void EndPoint()
    {
        Block(feature, 2, tags);
        Block(layer, 2, feature);
    }

    public byte[] ToBytes()
    {
        var tile = new ArrayBufferWriter<byte>();
        // A tile without feature has no layer at all.
        if (keys.Count == 0)
            return [];
        foreach (var key in keys.OrderBy(k => k.Value))
            Text(layer, 3, key.Key);
        foreach (var value in values.OrderBy(v => v.Value))
        {
            scratch.ResetWrittenCount();
            if (value.Key is long number)
            {
                Field(scratch, 5, Varint);
                Number(scratch, (ulong)number);
            }
            else
                Text(scratch, 1, (string)value.Key);
            Block(layer, 4, scratch);
        }
        Field(layer, 5, Varint);
        Number(layer, (ulong)extent);
        Field(layer, 15, Varint);
        Number(layer, 2);
        Block(tile, 3, layer);
        return tile.WrittenSpan.ToArray();
    }

    private void AddTag(string key, object value)
    {
        Number(tags, Place(keys, key));
        Number(tags, Place(values, value));
    }

    private static uint Place<T>(Dictionary<T, uint> table, T item) where T : notnull
    {
        if (!table.TryGetValue(item, out var place))
            table.Add(item, place = (uint)table.Count);
        return place;
    }

    private static ulong ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));

    private static void Text(ArrayBufferWriter<byte> to, int field, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Field(to, field, Bytes);
        Number(to, (ulong)bytes.Length);
        to.Write(bytes);
    }

    private static void Block(ArrayBufferWriter<byte> to, int field, ArrayBufferWriter<byte> block)
    {
        Field(to, field, Bytes);
        Number(to, (ulong)block.WrittenCount);
        to.Write(block.WrittenSpan);
    }

    private static void Field(ArrayBufferWriter<byte> to, int field, int kind) => Number(to, (ulong)((field << 3) | kind));

    private static void Number(ArrayBufferWriter<byte> to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte(to, (byte)(value | 0x80));
        Byte(to, (byte)value);
    }

    private static void Byte(ArrayBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}
