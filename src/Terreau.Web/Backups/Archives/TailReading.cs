using System.Buffers.Binary;

namespace Terreau.Web.Backups.Archives;

/// <summary>Reads a stream, counts, and remembers the last four bytes.</summary>
internal sealed class TailReading(Stream from) : Stream
{
    private readonly byte[] last = new byte[4];

    /// <summary>How much was read so far.</summary>
    public long Count { get; private set; }

    /// <summary>The last four bytes read, as a number whose lowest byte comes first.</summary>
    public uint Last => BinaryPrimitives.ReadUInt32LittleEndian(last);

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = from.Read(buffer);
        Count += read;
        var kept = Math.Min(read, last.Length);
        last.AsSpan(kept).CopyTo(last);
        buffer[(read - kept)..read].CopyTo(last.AsSpan(last.Length - kept));
        return read;
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) from.Dispose();
        base.Dispose(disposing);
    }
}
