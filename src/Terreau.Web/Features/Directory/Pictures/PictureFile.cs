using SkiaSharp;

namespace Terreau.Web.Features.Directory.Pictures;

/// <summary>
/// Turns the bytes someone sent into two pictures of ours, or into the reason why not. What a file is is read
/// in its first bytes, never in its name; how large it is, in its header, before a single pixel is decoded. What
/// is kept is drawn anew: no place, no camera, no other hidden text comes along.
/// </summary>
internal static class PictureFile
{
    public const int MaxBytes = 8_000_000;
    public const string ContentType = "image/webp";

    /// <summary>Decoded, four bytes each: what one picture may cost in memory.</summary>
    public const int MaxPixels = 40_000_000;

    public const int LargestSide = 1600;
    public const int SmallSide = 320;
    private const float Quality = 80;

    /// <summary>Two at once: a decoded picture weighs up to 160 MB.</summary>
    private static readonly SemaphoreSlim Decoding = new(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What became of a file.</summary>
    internal abstract record Outcome
    {
        internal sealed record Drawn(byte[] Content, byte[] Small, int Width, int Height) : Outcome;

        /// <summary>With the sentence that says why and what to do.</summary>
        internal sealed record Refused(string Sentence) : Outcome;
    }

    public static async Task<Outcome> ReadAsync(byte[] bytes, CancellationToken cancel)
    {
        if (bytes.Length == 0) return new Outcome.Refused("Ce fichier est vide. Choisissez une image.");
        if (bytes.Length > MaxBytes) return TooHeavy(bytes.Length);
        if (Refusal(bytes) is { } refusal) return new Outcome.Refused(refusal);
        if (!await Decoding.WaitAsync(Patience, cancel))
            return new Outcome.Refused("Beaucoup d’images arrivent en même temps. Réessayez dans une minute.");
        try
        {
            return await Task.Run(() => Draw(bytes), cancel);
        }
        finally
        {
            Decoding.Release();
        }
    }

    public static Outcome.Refused TooHeavy(long bytes)
        => new($"Ce fichier pèse {French.Number(bytes / 1_000_000m, 1)} Mo : 8 Mo au plus. Réduisez l’image, puis recommencez.");

    /// <summary>PNG (RFC 2083), JPEG (ITU T.81), GIF (87a, 89a) and WebP (RIFF) each begin in their own way.</summary>
    private static string? Refusal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
            || bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)
            || (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))) return null;
        var start = bytes[..Math.Min(bytes.Length, 1000)];
        return start.IndexOf("<svg"u8) >= 0
            ? "Un dessin SVG n’est pas accepté : il peut contenir un programme. Enregistrez-le en PNG."
            : "Ce fichier n’est pas une image que nous lisons. Envoyez un PNG, un JPEG, un WebP ou un GIF.";
    }

    private static Outcome Draw(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1) return Unreadable();
        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels)
            return new Outcome.Refused(
                $"Cette image compte {French.Number(codec.Info.Width)} × {French.Number(codec.Info.Height)} points : trop pour être ouverte. Réduisez-la sous 40 millions de points.");
        using var decoded = new SKBitmap();
        if (!decoded.TryAllocPixels(new SKImageInfo(Scaled(codec).Width, Scaled(codec).Height, SKColorType.Rgba8888, SKAlphaType.Premul,
            SKColorSpace.CreateSrgb()))) return Unreadable();
        // The first frame, where there are several; a picture that stops half-way is refused, not completed.
        if (codec.GetPixels(decoded.Info, decoded.GetPixels()) != SKCodecResult.Success) return Unreadable();
        using var image = SKImage.FromPixels(decoded.PeekPixels());
        var (content, width, height) = Encode(image, codec.EncodedOrigin, LargestSide);
        var (small, _, _) = Encode(image, codec.EncodedOrigin, SmallSide);
        return new Outcome.Drawn(content, small, width, height);
    }

    private static Outcome.Refused Unreadable()
        => new("Cette image est abîmée ou incomplète. Enregistrez-la de nouveau, puis renvoyez-la.");

    /// <summary>JPEG and WebP can be decoded smaller at once: as small as still leaves the pixels we keep.</summary>
    private static SKSizeI Scaled(SKCodec codec)
    {
        var full = new SKSizeI(codec.Info.Width, codec.Info.Height);
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp)) return full;
        for (var eighths = 1; eighths < 8; eighths++)
        {
            var scaled = codec.GetScaledDimensions(eighths / 8f);
            if (Math.Max(scaled.Width, scaled.Height) >= LargestSide) return scaled;
        }
        return full;
    }

    private static (byte[] Bytes, int Width, int Height) Encode(SKImage image, SKEncodedOrigin origin, int side)
    {
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom
            or SKEncodedOrigin.LeftBottom;
        var scale = Math.Min(1, (float)side / Math.Max(image.Width, image.Height));
        var (width, height) = (Math.Max(1, (int)MathF.Round(image.Width * scale)), Math.Max(1, (int)MathF.Round(image.Height * scale)));
        var (outWidth, outHeight) = turned ? (height, width) : (width, height);
        using var drawn = new SKBitmap(
            new SKImageInfo(outWidth, outHeight, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        using (var canvas = new SKCanvas(drawn))
        {
            canvas.Clear(SKColors.Transparent);
            canvas.Concat(Upright(origin, width, height));
            canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        using var pixels = drawn.PeekPixels();
        using var encoded = pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality))
            ?? throw new InvalidOperationException("A picture that was decoded could not be encoded.");
        return (encoded.ToArray(), outWidth, outHeight);
    }

    /// <summary>EXIF 2.3, tag Orientation: what turns the stored rows into the picture as it was seen.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
