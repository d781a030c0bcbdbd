using System.Security.Cryptography;

namespace Terreau.Web.Backups.Archives;

/// <summary>A stream of a known length that hashes what is read of it.</summary>
internal sealed class HashedReading(Stream from, long length, IncrementalHash hash) : Stream
{
    private long given;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;

    // Who writes an archive asks where it stands, and goes nowhere.
    public override long Position
    {
        get => given;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = from.Read(buffer[..(int)Math.Min(buffer.Length, length - given)]);
        hash.AppendData(buffer[..read]);
        given += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
