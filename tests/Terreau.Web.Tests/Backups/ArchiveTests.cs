using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Terreau.Web.Backups.Archives;
using Terreau.Web.Backups.Copies;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Backups;

/// <summary>An archive says the truth of what it holds, or is refused in a sentence.</summary>
public sealed class ArchiveTests : IDisposable
{
    private static readonly string Original = "imports/" + new string('a', 64);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Prove_AWholeArchive_SaysWhatItHolds_AndExtractGivesIt()
    {
        var path = Make();
        var taken = new Dictionary<string, MemoryStream>();

        var proven = ArchiveReading.Prove(path, null, TestContext.Current.CancellationToken);
        ArchiveReading.Extract(path, null, name => taken[name] = new MemoryStream(), TestContext.Current.CancellationToken);

        Assert.Equal(["database.sqlite", Original], proven.Files.Select(file => file.Name));
        Assert.Equal(Content(7_000), taken["database.sqlite"].ToArray());
        Assert.Equal(Content(300), taken[Original].ToArray());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Archive_OpensWithTheToolsOfEveryday()
    {
        using var tar = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("tar", ["xzf", Make(), "-C", folder.Path]))!;
        await tar.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, tar.ExitCode);
        Assert.Equal(Content(7_000), await File.ReadAllBytesAsync(
            Path.Combine(folder.Path, "database.sqlite"), TestContext.Current.CancellationToken));
        Assert.Contains("\"territory\": \"essai\"", await File.ReadAllTextAsync(
            Path.Combine(folder.Path, Manifest.Name), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void Prove_CutAnywhere_IsRefused()
    {
        var whole = File.ReadAllBytes(Make());
        for (var length = 0; length < whole.Length; length += 1 + (length / 50)) Refuses(whole[..length]);
        Refuses(whole[..^1]);
    }

    [Fact]
    public void Prove_WithAnyByteChanged_IsRefused()
    {
        var whole = File.ReadAllBytes(Make());
        // The ten first bytes say when and by what system it was compressed.
        for (var at = 10; at < whole.Length; at += 1 + (at / 100))
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x10;
            // A bit that fills the last byte says nothing.
            if (Unzipped(changed)?.SequenceEqual(Unzipped(whole)!) != true) Refuses(changed);
        }
    }

    public static TheoryData<string> Odd => ["../ailleurs", "/etc/passwd", "keys/../../x.xml", "imports/x", "keys/clé.xml", "terreau.db",
        "database.sqlite\n", "index/segments"];

    [Theory, MemberData(nameof(Odd))]
    public void Prove_WithAFileThatIsNotOurs_IsRefused(string name) => Refuses(Tar(tar => Put(tar, name, "x"u8.ToArray())));

    [Fact]
    public void Prove_WithALink_IsRefused() => Refuses(Tar(
        tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, Original) { LinkName = "/etc/passwd" })));

    [Fact]
    public void Prove_WithAFileTwice_OrAfterTheManifest_IsRefused()
    {
        var manifest = Written([]).ToJson();

        Refuses(Tar(tar => { Put(tar, Original, [1]); Put(tar, Original, [1]); }));
        Refuses(Tar(tar => { Put(tar, Manifest.Name, manifest); Put(tar, Original, [1]); }));
    }

    [Fact]
    public void Prove_WithAManifestThatSaysOtherwise_IsRefused()
    {
        var other = Written([new ArchivedFile(Original, 1, new string('0', 64))]).ToJson();

        var fault = Refuses(Tar(tar => { Put(tar, Original, [1]); Put(tar, Manifest.Name, other); }));

        Assert.Contains("ne sont pas ceux de son manifeste", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Prove_WithoutAManifest_SaysThatItsEndIsMissing()
        => Assert.Contains("sa fin", Refuses(Tar(tar => Put(tar, Original, [1]))), StringComparison.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"format\":1}")]
    [InlineData("[1]")]
    public void Prove_WithAManifestThatIsNone_IsRefused(string json)
        => Refuses(Tar(tar => Put(tar, Manifest.Name, Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void Prove_OfAFormatToCome_SaysToInstallIt()
        => Assert.Contains("version plus récente", Refuses(Tar(tar => Put(tar, Manifest.Name, "{\"format\":2,\"other\":[]}"u8.ToArray()))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("un texte")]
    [InlineData("age-encryption.org/v1\n")]
    public void Prove_AFileOfAnotherKind_IsRefused(string text) => Refuses(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Prove_AMissingFile_OrAFolder_IsRefused()
    {
        Assert.Contains("n’existe pas", Assert.Throws<StartException>(
            () => ArchiveReading.Prove(Path.Combine(folder.Path, "rien"), null, default)).Message, StringComparison.Ordinal);
        Assert.Throws<StartException>(() => ArchiveReading.Prove(folder.Path, null, default));
    }

    [Fact]
    public void Writing_ThatIsNotCompleted_LeavesNothing()
    {
        var place = Path.Combine(folder.Path, "a.tar.gz");
        using (var archive = ArchiveWriting.Open(place, null)) archive.Add(Original, Source(300));

        Assert.Empty(Directory.EnumerateFiles(folder.Path, "a.tar.gz*"));
    }

    [Fact]
    public void Sweep_TakesWhatAKilledBackupLeft_NotWhatAnotherWrites()
    {
        var (left, under) = (Path.Combine(folder.Path, "terreau-a.tar.gz.part"), Path.Combine(folder.Path, "terreau-b.tar.gz"));
        File.WriteAllText(left, "x");
        using var archive = ArchiveWriting.Open(under, null);

        ArchiveWriting.Sweep(folder.Path);

        Assert.False(File.Exists(left));
        Assert.True(File.Exists(under + ".part"));
    }

    [Fact]
    public void Add_AFileThatHasGone_IsLeftOut()
    {
        using var archive = ArchiveWriting.Open(Path.Combine(folder.Path, "a.tar.gz"), null);

        Assert.False(archive.Add(Original, Path.Combine(folder.Path, "parti")));
        Assert.Empty(archive.Complete(Written).Files);
    }

    public void Dispose() => folder.Dispose();

    private string Make()
    {
        var place = Path.Combine(folder.Path, "entier.tar.gz");
        if (File.Exists(place)) return place;
        using var archive = ArchiveWriting.Open(place, null);
        archive.Add("database.sqlite", Source(7_000));
        archive.Add(Original, Source(300));
        archive.Complete(Written);
        return place;
    }

    private static Manifest Written(IReadOnlyList<ArchivedFile> files) => new(Manifest.CurrentFormat, "0.1.0",
        new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc), "essai",
        new DatabaseProof(DatabaseProof.Sqlite, "3", null, ["Start"], [new TableProof("Zones", 3, null)], null), files);

    private string Source(int length)
    {
        var path = Path.Combine(folder.Path, $"source-{length}");
        File.WriteAllBytes(path, Content(length));
        return path;
    }

    /// <summary>Which nothing compresses, so that every byte of the archive counts.</summary>
    private static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    private string Refuses(byte[] content)
    {
        var path = Path.Combine(folder.Path, "touche.tar.gz");
        File.WriteAllBytes(path, content);
        var fault = Record.Exception(() => ArchiveReading.Prove(path, null, TestContext.Current.CancellationToken));
        Assert.True(fault is StartException, $"{content.Length} bytes: {fault?.GetType().Name ?? "taken"}");
        Assert.EndsWith(".", fault!.Message, StringComparison.Ordinal);
        return fault.Message;
    }

    private static byte[]? Unzipped(byte[] content)
    {
        try
        {
            using var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            var plain = new MemoryStream();
            zip.CopyTo(plain);
            return plain.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Tar(Action<TarWriter> fill)
    {
        var file = new MemoryStream();
        using (var zip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip, TarEntryFormat.Pax)) fill(tar);
        return file.ToArray();
    }

    private static void Put(TarWriter tar, string name, byte[] content)
        => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
}
