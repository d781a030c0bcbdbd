using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;

namespace Terreau.Web.Backups.Age;

/// <summary>
/// The beginning of a file encrypted with a passphrase, in the format "age" (https://c2sp.org/age, version 1, read on 2026-12-01): the
/// key of the file, wrapped in one made from the phrase, and a seal over both. The tool of that name opens such a file without Terreau.
/// </summary>
internal static class AgeHeader
{
    public const int KeyLength = 32;
    public const int TagLength = 16;

    /// <summary>What a file of this format begins with.</summary>
    public static readonly byte[] Version = Encoding.ASCII.GetBytes("age-encryption.org/v1\n");

    private const int FileKeyLength = 16;
    private const int SaltLength = 16;
    private const string Label = "age-encryption.org/v1/scrypt";

    // As the tool "age" itself: about a second and 256 MB.
    public const int WorkFactor = 18;

    // A gigabyte: more would be asked for only to exhaust this machine.
    private const int MostWork = 20;
    private const int LongestLine = 1000;

    /// <summary>Writes it.</summary>
    /// <returns>The key of the file.</returns>
    public static byte[] Write(Stream to, Passphrase phrase, int workFactor)
    {
        var key = RandomNumberGenerator.GetBytes(FileKeyLength);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var body = new byte[FileKeyLength + TagLength];
        using (var wrap = new ChaCha20Poly1305(WrapKey(phrase, salt, workFactor)))
            wrap.Encrypt(new byte[12], key, body.AsSpan(0, FileKeyLength), body.AsSpan(FileKeyLength));
        var header = Encoding.ASCII.GetString(Version)
            + string.Create(CultureInfo.InvariantCulture, $"-> scrypt {Base64(salt)} {workFactor}\n{Base64(body)}\n---");
        to.Write(Encoding.ASCII.GetBytes($"{header} {Base64(Seal(key, header))}\n"));
        return key;
    }

    /// <summary>Reads it, and leaves the stream at what follows.</summary>
    /// <returns>The key of the file.</returns>
    /// <exception cref="AgeException">It is not such a file, it was altered, or the phrase is another.</exception>
    public static byte[] Read(Stream from, Passphrase phrase)
    {
        if (!Line(from).SequenceEqual(Version)) throw AgeException.Altered();
        var stanza = Text(Line(from)).Split(' ');
        if (stanza is not ["->", "scrypt", _, _]) throw stanza is ["->", ..] ? AgeException.OtherKey() : AgeException.Altered();
        var salt = Bytes(stanza[2], SaltLength);
        if (!int.TryParse(stanza[3], NumberStyles.None, CultureInfo.InvariantCulture, out var work) || work is < 1 or > MostWork
            || stanza[3][0] == '0') throw AgeException.Altered();
        var line = Text(Line(from));
        var body = Bytes(line, FileKeyLength + TagLength);
        var end = Text(Line(from));
        if (!end.StartsWith("--- ", StringComparison.Ordinal)) throw AgeException.Altered();
        var seal = Bytes(end[4..], 32);

        var key = new byte[FileKeyLength];
        try
        {
            using var wrap = new ChaCha20Poly1305(WrapKey(phrase, salt, work));
            wrap.Decrypt(new byte[12], body.AsSpan(0, FileKeyLength), body.AsSpan(FileKeyLength), key);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw AgeException.WrongPhrase();
        }
        var header = $"{Encoding.ASCII.GetString(Version)}{string.Join(' ', stanza)}\n{line}\n---";
        return CryptographicOperations.FixedTimeEquals(Seal(key, header), seal) ? key : throw AgeException.Altered();
    }

    /// <summary>The cipher of what follows the header.</summary>
    public static ChaCha20Poly1305 Payload(byte[] fileKey, byte[] nonce)
        => new(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, KeyLength, nonce, Encoding.ASCII.GetBytes("payload")));

    private static byte[] WrapKey(Passphrase phrase, byte[] salt, int work)
        => SCrypt.Generate(phrase.Bytes.ToArray(), [.. Encoding.ASCII.GetBytes(Label), .. salt], 1 << work, 8, 1, KeyLength);

    private static byte[] Seal(byte[] fileKey, string header)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, KeyLength, [], Encoding.ASCII.GetBytes("header"));
        return HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(header));
    }

    private static byte[] Line(Stream from)
    {
        var line = new List<byte>();
        do
        {
            var next = from.ReadByte();
            if (next < 0) throw AgeException.Altered();
            if (line.Count == LongestLine) throw AgeException.Altered();
            line.Add((byte)next);
        }
        while (line[^1] != '\n');
        return [.. line];
    }

    private static string Text(byte[] line) => Encoding.Latin1.GetString(line, 0, line.Length - 1);

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>One text for some bytes, and no other, is taken.</summary>
    private static byte[] Bytes(string text, int length)
    {
        try
        {
            var bytes = Convert.FromBase64String(text + new string('=', (4 - (text.Length % 4)) % 4));
            return bytes.Length == length && Base64(bytes) == text ? bytes : throw AgeException.Altered();
        }
        catch (FormatException)
        {
            throw AgeException.Altered();
        }
    }
}

/// <summary>Why an encrypted file does not open.</summary>
internal sealed class AgeException : IOException
{
    private AgeException(string message) : base(message)
    {
    }

    public static AgeException WrongPhrase() => new("la phrase secrète n’est pas la bonne");

    public static AgeException OtherKey() => new("elle est chiffrée pour une clé, pas par une phrase : ouvrez-la d’abord avec « age »");

    public static AgeException Altered() => new("elle est altérée, ou il en manque une partie");
}
