using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Terreau.Web.Tests.Features.Directory.Pictures;

/// <summary>Files that people, cameras and ill-wishers send, made byte by byte.</summary>
internal static class TestPictures
{
    /// <summary>Left half red, right half blue.</summary>
    public static byte[] TwoHalves(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Red);
            canvas.DrawRect(width / 2f, 0, width, height, new SKPaint { Color = SKColors.Blue });
        }
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A JPEG of a camera: to be turned by a quarter, with the place it was taken at.</summary>
    public static byte[] TurnedWithPlace(int width, int height)
    {
        var jpeg = TwoHalves(width, height, SKEncodedImageFormat.Jpeg);
        var tiff = new List<byte>();
        tiff.AddRange("MM"u8.ToArray());
        tiff.AddRange([0, 42, 0, 0, 0, 8]);
        tiff.AddRange([0, 2, .. Entry(0x0112, 3, 1, [0, 6, 0, 0]), .. Entry(0x8825, 4, 1, [0, 0, 0, 38]), 0, 0, 0, 0]);
        // GPSLatitudeRef, then a text that no picture of ours may hold.
        tiff.AddRange([0, 1, .. Entry(0x001B, 7, 13, [0, 0, 0, 56]), 0, 0, 0, 0]);
        tiff.AddRange("LIEU-SECRET-1"u8.ToArray());
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        var size = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(size >> 8), (byte)size, .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG whose header says a size, with or without the rows it promises; one bit a point.</summary>
    public static byte[] Png(int width, int height, bool withRows)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(file, "IHDR", [.. Big(width), .. Big(height), 1, 0, 0, 0, 0]);
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[((width + 7) / 8) + 1];
            for (var at = 0; at < (withRows ? height : 1); at++) zlib.Write(row);
        }
        Chunk(file, "IDAT", rows.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Two frames of one point: red, then blue.</summary>
    public static byte[] AnimatedGif() =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0xFF, 0, 0, 0, 0, 0xFF,
        0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0,
        0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0, 0x3B,
    ];

    public static byte[] Svg()
        => Encoding.UTF8.GetBytes("""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>""");

    private static byte[] Entry(int tag, int type, int count, byte[] value)
        => [(byte)(tag >> 8), (byte)tag, 0, (byte)type, .. Big(count), .. value];

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static void Chunk(MemoryStream file, string type, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        file.Write(Big(content.Length));
        file.Write(body);
        file.Write(Big((int)Crc(body)));
    }

    /// <summary>PNG, annex D.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }
        return ~crc;
    }
}
