namespace Terreau.Web.Tests.Commands;

/// <summary>What keeps the program from starting is one sentence of ours and an exit code, never a trace.</summary>
public sealed class StartFaultTests : IDisposable
{
    private readonly Terminal terminal = new();

    [Theory]
    [InlineData("http://127.0.0.1:99999", "un port va de 0 à 65535")]
    [InlineData("http://127.0.0.1:-1", "un port va de 0 à 65535")]
    [InlineData("http://127.0.0.1:5080/terreau", "s’arrête après le port")]
    [InlineData("ftp://127.0.0.1", "commence par http://")]
    [InlineData("5080", "commence par http://")]
    [InlineData("http://256.1.1.1:5080", "pas une adresse de machine")]
    [InlineData("http://192.0.2.1:5080", "n’a pas cette adresse")]
    [InlineData("https://127.0.0.1:0", "demande un certificat")]
    [InlineData(";", "aucune adresse")]
    public async Task Serve_AnAddressThatCannotBe_IsOneSentence(string address, string said)
    {
        await terminal.OpenAsync();

        Told(await terminal.RunAsync("serve", "--urls", address), said);
    }

    [Theory]
    [InlineData("index", "index de recherche")]
    [InlineData("index/acteurs", "index de recherche")]
    [InlineData("keys", "clés des formulaires")]
    public async Task Serve_AFileWhereAFolderIsExpected_IsOneSentence(string place, string said)
    {
        await terminal.OpenAsync();
        var path = Path.Combine(terminal.Data, place);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "");

        Told(await terminal.RunAsync("serve", "--urls", "http://127.0.0.1:0"), said);
    }

    [Theory]
    [InlineData("<key")]
    [InlineData("")]
    [InlineData("\0\u0001\u0002")]
    public async Task Serve_KeysThatCannotBeRead_IsOneSentence_AndGoesOnOnceTheyAreMoved(string content)
    {
        await terminal.OpenAsync();
        var keys = Directory.CreateDirectory(Path.Combine(terminal.Data, "keys")).FullName;
        await File.WriteAllTextAsync(Path.Combine(keys, "key-00000000-0000-0000-0000-000000000001.xml"), content);

        Told(await terminal.RunAsync("serve", "--urls", "http://127.0.0.1:0"), "Rétablissez ce dossier depuis une sauvegarde");

        Directory.Move(keys, keys + ".avant");
        var (process, address) = await terminal.ServeAsync();
        using (process)
        using (var client = new HttpClient { BaseAddress = address })
        {
            Assert.Contains("__RequestVerificationToken", await client.GetStringAsync("/connexion"), StringComparison.Ordinal);
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Theory]
    [InlineData(64, "serve")]
    [InlineData(600, "seed")]
    [InlineData(1900, "serve")]
    public async Task AnyVerb_OnAFullDisk_IsOneSentence(int kilobytes, string verb)
    {
        using var disk = SmallDisk.Make(kilobytes);
        if (disk is null)
        {
            // Where no disk can be made, at least what stands for one is read as such, and nothing else is.
            Assert.True(Web.Data.Steady.FullDisk.Is(new InvalidOperationException("", new IOException("", 28))));
            Assert.False(Web.Data.Steady.FullDisk.Is(new IOException("", 5)));
            return;
        }
        string[] arguments = verb == "seed" ? ["seed", "est-ensemble"] : ["serve", "--urls", "http://127.0.0.1:0"];

        Told(await terminal.RunAsync([.. arguments, "--data", Path.Combine(disk.Path, "donnees")]), "Le disque est plein");
    }

    private static void Told((int Code, string Output, string Error) run, string said)
    {
        Assert.Equal(1, run.Code);
        Assert.Contains(said, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", run.Output + run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => terminal.Dispose();
}
