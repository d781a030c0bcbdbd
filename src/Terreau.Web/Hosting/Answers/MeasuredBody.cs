using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Terreau.Web.Hosting.Answers;

/// <summary>
/// Takes the place of what is sent: counts the bytes of an answer and keeps a part of them, none by default. The answer does not begin
/// before all of it is counted, so that its head can still say how long it is.
/// </summary>
/// <param name="from">The first byte to keep.</param>
/// <param name="most">How many to keep.</param>
internal sealed class MeasuredBody(long from = 0, int most = 0) : Stream, IHttpResponseBodyFeature
{
    private readonly MemoryStream kept = new();
    private PipeWriter? writer;
    private long length;
    private bool keepsAll;

    /// <summary>Asked as an answer begins: whether all of it is kept, because it is another than the one that was to be cut.</summary>
    public Func<bool>? KeepsAll { get; init; }

    public ReadOnlyMemory<byte> Kept => kept.GetBuffer().AsMemory(0, (int)kept.Length);

    Stream IHttpResponseBodyFeature.Stream => this;
    PipeWriter IHttpResponseBodyFeature.Writer => writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    public override bool CanRead => false;
    public override bool CanWrite => true;

    /// <summary>An answer that fails on its way is emptied, as one that has not begun.</summary>
    public override bool CanSeek => true;

    public override long Length => length;
    public override long Position { get => length; set => SetLength(value); }

    /// <summary>Whatever the writer still holds is counted too.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        if (writer is not null) await writer.FlushAsync(cancel);
    }

    public override void SetLength(long value)
    {
        if (value != 0) throw new NotSupportedException();
        length = 0;
        kept.SetLength(0);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (length == 0) keepsAll = KeepsAll?.Invoke() == true;
        var skipped = keepsAll ? 0 : (int)Math.Clamp(from - length, 0, buffer.Length);
        var taken = keepsAll ? buffer.Length : (int)Math.Min(most - kept.Length, buffer.Length - skipped);
        if (taken > 0) kept.Write(buffer.Slice(skipped, taken));
        length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
    {
        if (most == 0)
        {
            length += count ?? new FileInfo(path).Length - offset;
            return;
        }
        await SendFileFallback.SendFileAsync(this, path, offset, count, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CompleteAsync() => EndAsync(CancellationToken.None);

    public void DisableBuffering() { }

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin)
        => offset == 0 && origin != SeekOrigin.Begin ? length : throw new NotSupportedException();
}
