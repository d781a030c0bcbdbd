using System.Text;
using SkiaSharp;
using Terreau.Web.Features.Directory.Pictures;

namespace Terreau.Web.Tests.Features.Directory.Pictures;

public sealed class PictureFileTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task Read_LargePicture_IsDrawnAnewWithinOurSizes(SKEncodedImageFormat format)
    {
        var drawn = await DrawnAsync(TestPictures.TwoHalves(3000, 1500, format));

        Assert.Equal((1600, 800), (drawn.Width, drawn.Height));
        using var whole = SKBitmap.Decode(drawn.Content);
        using var small = SKBitmap.Decode(drawn.Small);
        Assert.Equal((1600, 800), (whole.Width, whole.Height));
        Assert.Equal((320, 160), (small.Width, small.Height));
        Assert.Equal("WEBP", Encoding.ASCII.GetString(drawn.Content, 8, 4));
        Assert.True(IsRed(whole.GetPixel(100, 400)) && IsBlue(whole.GetPixel(1500, 400)));
    }

    [Fact]
    public async Task Read_SmallPicture_IsNotStretched()
    {
        var drawn = await DrawnAsync(TestPictures.TwoHalves(40, 30, SKEncodedImageFormat.Png));

        Assert.Equal((40, 30), (drawn.Width, drawn.Height));
    }

    [Fact]
    public async Task Read_TurnedJpegWithItsPlace_StandsUprightAndTellsNoPlace()
    {
        var sent = TestPictures.TurnedWithPlace(200, 100);
        using (var codec = SKCodec.Create(SKData.CreateCopy(sent))) Assert.Equal(SKEncodedOrigin.RightTop, codec.EncodedOrigin);
        Assert.Contains("LIEU-SECRET", Encoding.Latin1.GetString(sent), StringComparison.Ordinal);

        var drawn = await DrawnAsync(sent);

        // A quarter turn to the right: what was left is now at the top.
        Assert.Equal((100, 200), (drawn.Width, drawn.Height));
        using var whole = SKBitmap.Decode(drawn.Content);
        Assert.True(IsRed(whole.GetPixel(50, 30)) && IsBlue(whole.GetPixel(50, 170)));
        foreach (var kept in new[] { drawn.Content, drawn.Small })
        {
            var text = Encoding.Latin1.GetString(kept);
            Assert.DoesNotContain("LIEU-SECRET", text, StringComparison.Ordinal);
            Assert.DoesNotContain("EXIF", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(SKEncodedOrigin.TopRight, 30, 5)]
    [InlineData(SKEncodedOrigin.BottomRight, 30, 15)]
    [InlineData(SKEncodedOrigin.LeftBottom, 5, 30)]
    public async Task Read_EveryTurn_PutsTheRedHalfWhereTheCameraSawIt(SKEncodedOrigin origin, int x, int y)
    {
        var sent = TestPictures.TurnedWithPlace(40, 20);
        // The value of the tag Orientation: two bytes after tag, type and count of the first entry.
        var at = 2 + 4 + 6 + 8 + 2 + 8;
        Assert.Equal((0, 6), (sent[at], sent[at + 1]));
        sent[at + 1] = (byte)origin;

        var drawn = await DrawnAsync(sent);

        using var whole = SKBitmap.Decode(drawn.Content);
        Assert.True(IsRed(whole.GetPixel(x, y)), $"{whole.GetPixel(x, y)} at {x}, {y} of {whole.Width} × {whole.Height}");
    }

    [Fact]
    public async Task Read_AnimatedGif_KeepsItsFirstFrame()
    {
        var drawn = await DrawnAsync(TestPictures.AnimatedGif());

        using var whole = SKBitmap.Decode(drawn.Content);
        Assert.True(IsRed(whole.GetPixel(0, 0)));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "rien", "Ce fichier est vide" },
        { "texte", "n’est pas une image que nous lisons" },
        { "svg", "SVG n’est pas accepté" },
        { "bombe", "trop pour être ouverte" },
        { "grand", "trop pour être ouverte" },
        { "coupe", "abîmée ou incomplète" },
        { "entete", "abîmée ou incomplète" },
        { "lourd", "8 Mo au plus" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task Read_WhatIsNoPicture_IsRefusedInASentence(string kind, string sentence)
    {
        var sent = Sent(kind);

        var outcome = await PictureFile.ReadAsync(sent, TestContext.Current.CancellationToken);

        Assert.Contains(sentence, Assert.IsType<PictureFile.Outcome.Refused>(outcome).Sentence, StringComparison.Ordinal);
    }

    internal static byte[] Sent(string kind) => kind switch
    {
        "rien" => [],
        "texte" => "Ceci est un texte nommé image.png"u8.ToArray(),
        "svg" => TestPictures.Svg(),
        "bombe" => TestPictures.Png(50_000, 50_000, withRows: false),
        "grand" => TestPictures.Png(30_000, 30_000, withRows: true),
        "coupe" => TestPictures.TwoHalves(800, 600, SKEncodedImageFormat.Jpeg)[..^2000],
        "entete" => [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3],
        "lourd" => new byte[PictureFile.MaxBytes + 1],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static async Task<PictureFile.Outcome.Drawn> DrawnAsync(byte[] bytes)
        => Assert.IsType<PictureFile.Outcome.Drawn>(await PictureFile.ReadAsync(bytes, TestContext.Current.CancellationToken));

    private static bool IsRed(SKColor color) => color is { Red: > 200, Green: < 80, Blue: < 80 };

    private static bool IsBlue(SKColor color) => color is { Red: < 80, Green: < 80, Blue: > 200 };
}
