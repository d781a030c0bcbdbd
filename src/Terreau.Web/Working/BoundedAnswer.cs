namespace Terreau.Web.Working;

/// <summary>What a worker says, up to as many bytes as it may.</summary>
internal sealed class BoundedAnswer(Stream from, long most) : Stream
{
    private long read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="AnswerTooLongException">It says more.</exception>
    public override int Read(Span<byte> buffer)
    {
        var some = from.Read(buffer);
        read += some;
        return read <= most ? some : throw new AnswerTooLongException();
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A worker says more than it may.</summary>
internal sealed class AnswerTooLongException : Exception;
