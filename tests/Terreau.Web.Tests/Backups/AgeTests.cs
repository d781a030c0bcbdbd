using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Terreau.Web.Backups.Age;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Backups;

/// <summary>The format "age": what we write its own tool reads, what it writes we read, and nothing that was touched opens.</summary>
public sealed class AgeTests : IDisposable
{
    private const string Other = "une autre phrase secrète";
    private const string Phrase = "correct-horse-battery-staple";

    // Enough to be tried thousands of times.
    private const int LittleWork = 2;

    /// <summary>"hello" and a line feed, by age 1.1.1 of Debian, with this phrase.</summary>
    private const string ByTheTool =
        "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA5VlZGeFNseVNnc1Y0VzMyVkFLMmV3IDE4ClQ2cWlJTnVKZGhPOXVjZWFR"
        + "REQzVmE1WlU0NVdUOERSQlBjTGhNREhwaWMKLS0tIHlkQWV5aW01U2tUNzFqaENzaDJnQlZnV1daVDNYcmFNWFB1VGJqSUNacGsK"
        + "uj+z3YE2rs70kic7If0GyFu2gCRyeUBqXOhZw3XIybn2X/7xYfA=";

    private readonly TemporaryFolder folder = new();

    public static TheoryData<int> Lengths => [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000];

    [Theory, MemberData(nameof(Lengths))]
    public void Written_ThenRead_IsTheSame(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);

        Assert.Equal(content, Read(Written(content), Phrase));
    }

    [Fact]
    public void Read_WhatTheToolWrote_IsWhatItWasGiven()
        => Assert.Equal("hello\n", Encoding.UTF8.GetString(Read(Convert.FromBase64String(ByTheTool), Phrase)));

    [Theory, MemberData(nameof(Lengths))]
    public async Task Written_IsReadByTheTool(int length)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/age") && File.Exists("/usr/bin/script"), "no age: ./test installs it on Debian");
        var content = RandomNumberGenerator.GetBytes(length);
        var (sealedFile, opened) = (Path.Combine(folder.Path, "a.age"), Path.Combine(folder.Path, "a"));
        await File.WriteAllBytesAsync(sealedFile, Written(content), TestContext.Current.CancellationToken);

        // It asks for the phrase at a terminal, and nowhere else.
        using var tool = Process.Start(new ProcessStartInfo("script", ["-qec", $"age -d -o {opened} {sealedFile}", "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        await tool.StandardInput.WriteLineAsync(Phrase);
        await tool.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var said = await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(tool.ExitCode == 0, said);
        // The tool makes no file of an empty content.
        var read = File.Exists(opened) ? await File.ReadAllBytesAsync(opened, TestContext.Current.CancellationToken) : [];
        Assert.Equal(content, read);
    }

    [Fact]
    public void Read_WithAnotherPhrase_SaysSo()
    {
        var fault = Assert.Throws<AgeException>(() => Read(Written([1, 2, 3]), Phrase + "!"));

        Assert.Contains("la phrase secrète n’est pas la bonne", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithAnyByteChanged_IsRefused()
    {
        var written = Written(RandomNumberGenerator.GetBytes(100));
        for (var at = 0; at < written.Length; at++)
        {
            var changed = (byte[])written.Clone();
            changed[at] ^= 1;

            Assert.Throws<AgeException>(() => Read(changed, Phrase));
        }
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        var written = Written(RandomNumberGenerator.GetBytes(65_536 + 50));

        // At each place of the header and of the ends of its pieces, and between pieces.
        foreach (var length in Enumerable.Range(0, 300).Concat(Enumerable.Range(written.Length - 300, 300)))
            Assert.Throws<AgeException>(() => Read(written[..length], Phrase));
    }

    [Fact]
    public void Read_WithPiecesInAnotherOrder_IsRefused()
    {
        var written = Written(RandomNumberGenerator.GetBytes(65_536 * 3));
        var start = written.Length - (3 * (65_536 + 16));
        var (first, second) = (written[start..(start + 65_552)], written[(start + 65_552)..(start + (2 * 65_552))]);

        Assert.Throws<AgeException>(() => Read([.. written[..start], .. second, .. first, .. written[(start + (2 * 65_552))..]], Phrase));
    }

    [Fact]
    public void Read_WhatWasNotCompleted_IsRefused()
    {
        var file = new MemoryStream();
        using (var age = new AgeWriting(file, Of(Phrase), LittleWork)) age.Write(RandomNumberGenerator.GetBytes(100_000));

        Assert.Throws<AgeException>(() => Read(file.ToArray(), Phrase));
    }

    [Theory]
    [InlineData("-> X25519 XEl0dJ6y3C7KZkgmgWUicg63EyXJiwBJW8PdYJ/cYBE", "chiffrée pour une clé")]
    [InlineData("-> scrypt rF0/NwblUHHTpgQgRpe5CQ 40", "altérée")]
    [InlineData("-> scrypt rF0/NwblUHHTpgQgRpe5CQ 010", "altérée")]
    [InlineData("-> scrypt rF0/NwblUHHTpgQgRpe5CR 10", "altérée")]
    [InlineData("-> scrypt rF0/NwblUHHTpgQgRpe5CQ== 10", "altérée")]
    [InlineData("hello", "altérée")]
    public void Read_AHeaderOfAnotherKind_IsRefusedAtOnce(string stanza, string expected)
    {
        var header = $"age-encryption.org/v1\n{stanza}\ngUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY\n"
            + "--- IOXiQYStkoT1mvZW2tFOqZdhRVvj58egABx/sWfZQbc\n";

        var fault = Assert.Throws<AgeException>(() => Read(Encoding.ASCII.GetBytes(header), Phrase));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Phrase_IsTheFirstLineOfItsFile_ElseTheSetting()
    {
        var file = Path.Combine(folder.Path, "phrase");
        File.WriteAllText(file, $"{Phrase}\nune note\n");

        Assert.Equal(Encoding.UTF8.GetBytes(Phrase), Passphrase.Read(file, Other)!.Bytes.ToArray());
        Assert.Equal(Encoding.UTF8.GetBytes(Other), Passphrase.Read(null, Other)!.Bytes.ToArray());
        Assert.Null(Passphrase.Read(null, null));
    }

    [Fact]
    public void Phrase_TooShortOrMissing_IsRefusedInASentence()
    {
        var file = Path.Combine(folder.Path, "vide");
        File.WriteAllText(file, "");

        Assert.Contains("moins de 16 caractères", Assert.Throws<StartException>(() => Passphrase.Read(file, null)).Message,
            StringComparison.Ordinal);
        Assert.Contains("ne se lit pas", Assert.Throws<StartException>(() => Passphrase.Read(file + "x", null)).Message,
            StringComparison.Ordinal);
        var fault = Assert.Throws<StartException>(() => Passphrase.Read(null, "motdepasse"));
        Assert.DoesNotContain("motdepasse", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static Passphrase Of(string text) => Passphrase.Read(null, text)!;

    private static byte[] Written(byte[] content)
    {
        var file = new MemoryStream();
        using (var age = new AgeWriting(file, Of(Phrase), LittleWork))
        {
            // In portions that fall on no piece.
            for (var at = 0; at < content.Length; at += 1000) age.Write(content.AsSpan(at, Math.Min(1000, content.Length - at)));
            age.Complete();
        }
        return file.ToArray();
    }

    private static byte[] Read(byte[] file, string phrase)
    {
        using var age = new AgeReading(new MemoryStream(file), Of(phrase));
        var content = new MemoryStream();
        age.CopyTo(content);
        return content.ToArray();
    }
}
