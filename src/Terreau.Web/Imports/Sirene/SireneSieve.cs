using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Terreau.Web.Imports.Sirene;

/// <summary>
/// Keeps of a national CSV, at the speed of a search for bytes, the lines that may be wanted: more than the right ones, never fewer.
/// Whoever parses what is kept decides. It gives up, and the file is then read whole, wherever a line may not be a record: a quoted
/// field that goes over several lines leaves an odd number of quotes in each end of it.
/// </summary>
internal sealed class SireneSieve(Stream kept, Func<ImmutableArray<string>, SireneSieve.MayBeWanted?> start)
{
    /// <summary>A line of the register weighs less than a kilobyte.</summary>
    private const int LongestLine = 1 << 20;

    private readonly ArrayBufferWriter<byte> broken = new();
    private MayBeWanted? mayBeWanted;

    /// <summary>Whether a line may be wanted; the line may end with its break.</summary>
    internal delegate bool MayBeWanted(ReadOnlySpan<byte> line);

    /// <summary>The columns, once the first line was seen.</summary>
    public ImmutableArray<string> Columns { get; private set; } = [];

    /// <summary>Takes the next bytes; false gives up.</summary>
    public bool Take(ReadOnlySpan<byte> block)
    {
        if (broken.WrittenCount > 0)
        {
            var end = block.IndexOf((byte)'\n');
            broken.Write(end < 0 ? block : block[..(end + 1)]);
            if (end < 0 || broken.WrittenCount > LongestLine) return broken.WrittenCount <= LongestLine;
            if (!Line(broken.WrittenSpan)) return false;
            broken.ResetWrittenCount();
            block = block[(end + 1)..];
        }
        for (var end = block.IndexOf((byte)'\n'); end >= 0; end = block.IndexOf((byte)'\n'))
        {
            if (!Line(block[..(end + 1)])) return false;
            block = block[(end + 1)..];
        }
        broken.Write(block);
        return broken.WrittenCount <= LongestLine;
    }

    /// <summary>A last line without its break may be one that was cut: it is kept, for the reader to judge.</summary>
    public bool End()
    {
        if (mayBeWanted is null) return false;
        kept.Write(broken.WrittenSpan);
        return true;
    }

    private bool Line(ReadOnlySpan<byte> line)
    {
        if (mayBeWanted is null)
        {
            Columns = [.. Encoding.UTF8.GetString(line).Trim('\uFEFF', '\r', '\n').Split(',').Select(name => name.Trim('"'))];
            mayBeWanted = start(Columns);
            kept.Write(line);
            return mayBeWanted is not null;
        }
        if (!mayBeWanted(line)) return true;
        kept.Write(line);
        return line.Count((byte)'"') % 2 == 0;
    }

    /// <summary>Lines in which the code of one of some communes is written, in whatever column.</summary>
    public static MayBeWanted OfCommunes(IEnumerable<string> communes)
    {
        // Communes of one department share the beginning of their code: one search finds them all.
        var groups = communes.Select(Encoding.UTF8.GetBytes).GroupBy(code => (code[0], code[1]))
            .Select(group => (Start: Shared([.. group]), Codes: group.ToArray())).ToArray();
        return line =>
        {
            foreach (var (shared, codes) in groups)
            {
                var rest = line;
                for (var at = rest.IndexOf(shared); at >= 0; at = rest.IndexOf(shared))
                {
                    rest = rest[at..];
                    foreach (var code in codes)
                    {
                        if (rest.StartsWith(code)) return true;
                    }
                    rest = rest[1..];
                }
            }
            return false;
        };
    }

    /// <summary>Lines of which a column holds one of some SIREN, or is not simply nine digits.</summary>
    public static MayBeWanted OfUnits(HashSet<int> sirens, int column) => line =>
    {
        var field = line;
        for (var before = 0; before < column; before++) field = field[(field.IndexOf((byte)',') + 1)..];
        if (column > 0 && line[..^field.Length].Contains((byte)'"')) return true;
        var end = field.IndexOf((byte)',');
        field = (end < 0 ? field : field[..end]).Trim("\"\r\n"u8);
        if (field.Length != 9) return true;
        var siren = 0;
        foreach (var digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'9') return true;
            siren = (siren * 10) + digit - '0';
        }
        return sirens.Contains(siren);
    };

    private static byte[] Shared(byte[][] codes)
    {
        var length = codes.Min(code => code.Length);
        foreach (var code in codes) length = Math.Min(length, codes[0].AsSpan().CommonPrefixLength(code));
        return codes[0][..length];
    }
}
