using System.Security.Cryptography;

namespace Terreau.Web.Backups.Age;

/// <summary>
/// Decrypts what <see cref="AgeWriting"/>, or the tool "age", wrote. It gives nothing that was not proven to be unaltered, and ends only
/// where what was written ended.
/// </summary>
internal sealed class AgeReading : Stream
{
    private const int SealedLength = AgeWriting.PieceLength + AgeHeader.TagLength;

    private readonly Stream from;
    private readonly ChaCha20Poly1305 cipher;
    private readonly byte[] piece = new byte[AgeWriting.PieceLength];
    private readonly byte[] number = new byte[12];
    private byte[] current = new byte[SealedLength];
    private byte[] next = new byte[SealedLength];
    private long count;
    private int nextLength;
    private int held;
    private int given;
    private bool isOver;

    /// <exception cref="AgeException">It does not open.</exception>
    public AgeReading(Stream from, Passphrase phrase)
    {
        this.from = from;
        var key = AgeHeader.Read(from, phrase);
        var nonce = new byte[16];
        if (from.ReadAtLeast(nonce, nonce.Length, throwOnEndOfStream: false) < nonce.Length) throw AgeException.Altered();
        cipher = AgeHeader.Payload(key, nonce);
        nextLength = from.ReadAtLeast(next, SealedLength, throwOnEndOfStream: false);
    }

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
        while (given == held)
        {
            if (isOver) return 0;
            Open();
        }
        var part = Math.Min(buffer.Length, held - given);
        piece.AsSpan(given, part).CopyTo(buffer);
        given += part;
        return part;
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) cipher.Dispose();
        base.Dispose(disposing);
    }

    private void Open()
    {
        (current, next) = (next, current);
        var length = nextLength;
        nextLength = length < SealedLength ? 0 : from.ReadAtLeast(next, SealedLength, throwOnEndOfStream: false);
        isOver = nextLength == 0;
        held = length - AgeHeader.TagLength;
        given = 0;
        // An empty last piece is that of an empty file only.
        if (held < 0 || (held == 0 && count > 0)) throw AgeException.Altered();
        AgeWriting.Number(number, count++, isOver);
        try
        {
            cipher.Decrypt(number, current.AsSpan(0, held), current.AsSpan(held, AgeHeader.TagLength), piece.AsSpan(0, held));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw AgeException.Altered();
        }
    }
}
