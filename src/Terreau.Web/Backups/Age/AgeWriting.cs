using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Terreau.Web.Backups.Age;

/// <summary>
/// Encrypts what is written, in pieces of 64 KiB each with its seal and number. Without <see cref="Complete"/> it stays truncated.
/// </summary>
internal sealed class AgeWriting : Stream
{
    public const int PieceLength = 64 * 1024;

    private readonly Stream to;
    private readonly ChaCha20Poly1305 cipher;
    private readonly byte[] piece = new byte[PieceLength];
    private readonly byte[] sealedPiece = new byte[PieceLength + AgeHeader.TagLength];
    private readonly byte[] number = new byte[12];
    private long count;
    private int held;

    public AgeWriting(Stream to, Passphrase phrase, int workFactor = AgeHeader.WorkFactor)
    {
        this.to = to;
        var key = AgeHeader.Write(to, phrase, workFactor);
        var nonce = RandomNumberGenerator.GetBytes(16);
        to.Write(nonce);
        cipher = AgeHeader.Payload(key, nonce);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // A full piece waits: only what comes after it tells that it is not the last.
            if (held == PieceLength) Put(isLast: false);
            var part = Math.Min(buffer.Length, PieceLength - held);
            buffer[..part].CopyTo(piece.AsSpan(held));
            held += part;
            buffer = buffer[part..];
        }
    }

    /// <summary>Writes the last piece: all is there.</summary>
    public void Complete() => Put(isLast: true);

    /// <summary>Does nothing: a piece is written when it is full.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) cipher.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Numbers a piece as the format does.</summary>
    public static void Number(byte[] number, long count, bool isLast)
    {
        BinaryPrimitives.WriteInt64BigEndian(number.AsSpan(3), count);
        number[11] = isLast ? (byte)1 : (byte)0;
    }

    private void Put(bool isLast)
    {
        Number(number, count++, isLast);
        cipher.Encrypt(number, piece.AsSpan(0, held), sealedPiece.AsSpan(0, held), sealedPiece.AsSpan(held, AgeHeader.TagLength));
        to.Write(sealedPiece, 0, held + AgeHeader.TagLength);
        held = 0;
    }
}
