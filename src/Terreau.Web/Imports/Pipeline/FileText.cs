using System.Text;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>The text of a file, in whichever of the usual encodings it was written.</summary>
/// <param name="Encoding">The name of the encoding, as people may know it.</param>
/// <param name="Text">The text, without its mark.</param>
/// <param name="WasTwiceEncoded">It had been read once in the wrong encoding ("Ã©" for "é"), and was put right.</param>
internal sealed record FileText(string Encoding, string Text, bool WasTwiceEncoded)
{
    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly Encoding StrictWestern = CodePagesEncodingProvider.Instance
        .GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public bool LooksLikeJson => Text.AsSpan().TrimStart() is ['[' or '{', ..];

    /// <exception cref="UnreadableFileException">It is no text.</exception>
    public static FileText Of(byte[] file)
    {
        var found = Decoded(file);
        // A text has no control sign but tabs and ends of lines.
        var odd = found.Text.AsSpan(0, Math.Min(found.Text.Length, 65_536)).IndexOfAnyInRange('\0', '\b');
        if (odd >= 0)
            throw new UnreadableFileException("Ce fichier n’est pas un tableau. Les formes lues : CSV, Excel, OpenDocument, JSON.");
        return found;
    }

    private static FileText Decoded(byte[] file)
    {
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Utf8(file, 3);
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return new("UTF-16", System.Text.Encoding.Unicode.GetString(file, 2, file.Length - 2), false);
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new("UTF-16", System.Text.Encoding.BigEndianUnicode.GetString(file, 2, file.Length - 2), false);
        var (even, odd) = Zeros(file);
        // Latin letters in UTF-16 have one byte in two at zero.
        if (odd > file.Length / 8 && even == 0) return new("UTF-16", System.Text.Encoding.Unicode.GetString(file), false);
        if (even > file.Length / 8 && odd == 0) return new("UTF-16", System.Text.Encoding.BigEndianUnicode.GetString(file), false);
        try
        {
            return Utf8(file, 0);
        }
        catch (DecoderFallbackException)
        {
            return new("Windows-1252", Western.GetString(file), false);
        }
    }

    private static FileText Utf8(byte[] file, int from)
    {
        var text = Strict.GetString(file, from, file.Length - from);
        return Mended(text) is { } mended ? new("UTF-8", mended, true) : new("UTF-8", text, false);
    }

    // "Ã©" comes of UTF-8 read as Windows-1252 and saved again. Only put right when the whole text agrees.
    private static string? Mended(string text)
    {
        if (!text.Contains('Ã', StringComparison.Ordinal) && !text.Contains('Â', StringComparison.Ordinal)) return null;
        try
        {
            return Strict.GetString(StrictWestern.GetBytes(text));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static (int Even, int Odd) Zeros(byte[] file)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < Math.Min(file.Length, 4096); i++)
        {
            if (file[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }
        return file.Length > 4096 ? (even * (file.Length / 4096), odd * (file.Length / 4096)) : (even, odd);
    }
}
