using System.Runtime.Versioning;
using Terreau.Web.Commands;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Commands;

[SupportedOSPlatform("linux")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly Terminal terminal = new();

    [Fact]
    public async Task WhateverTheProgramWrites_IsForItsOwnAccount()
    {
        var data = Path.Combine(terminal.Data, "donnees");
        var passing = Directory.CreateDirectory(Path.Combine(terminal.Data, "passage")).FullName;
        var file = Path.Combine(terminal.Data, "villes.csv");
        await File.WriteAllTextAsync(file, "Nom;Ville\nÉpicerie des Coteaux;Bondy\n");
        Assert.Equal(0, (await terminal.RunAsync("seed", "est-ensemble", "--data", data)).Code);
        Assert.Equal(0, (await terminal.RunAsync(
            "import", "acteurs", file, "--source", "Ville", "--malgre-tout", "--write", "--data", data)).Code);
        terminal.Settings["TMPDIR"] = passing;
        using var process = terminal.Start("serve", "--urls", "http://127.0.0.1:0", "--data", data);
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));
        var address = said!.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal));
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await AskForALinkAsync(client);
        (await client.GetAsync("/acteurs/export.xlsx")).EnsureSuccessStatusCode().Dispose();

        // The keys, the index, the database and its log, the original, the mail as a file, the lock of the folder.
        var mail = Path.Combine(data, "mail");
        for (var look = 0; look < 600 && (!Directory.Exists(mail) || Directory.GetFiles(mail).Length == 0); look++) await Task.Delay(50);
        var open = Modes(data).Concat(Modes(passing)).Where(entry => (entry.Mode & ~Owner) != 0).ToList();
        process.Kill();
        await process.WaitForExitAsync();

        Assert.Empty(open);
        Assert.Superset(new HashSet<string> { "keys", "index", "imports", "mail", "terreau.db" },
            Directory.EnumerateFileSystemEntries(data).Select(entry => Path.GetFileName(entry)!).ToHashSet());
    }

    [Fact]
    public async Task Serve_WhatAnEarlierVersionLeftOpen_IsToldAtTheStart()
    {
        await terminal.OpenAsync();
        var options = new TerreauOptions { Data = terminal.Data };
        var closed = PrivateFiles.Warning(options);
        File.SetUnixFileMode(Path.Combine(terminal.Data, "terreau.db"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var folderShut = PrivateFiles.Warning(options);
        File.SetUnixFileMode(terminal.Data, Owner | UnixFileMode.OtherExecute);

        Assert.Null(closed);
        Assert.Null(folderShut);
        Assert.Contains($"chmod -R go= {Path.GetFullPath(terminal.Data)}", PrivateFiles.Warning(options), StringComparison.Ordinal);
    }

    private static async Task AskForALinkAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/connexion");
        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var asked = await client.PostAsync("/connexion", new FormUrlEncodedContent(
            [new("_handler", "lien"), new("__RequestVerificationToken", token), new("Mail.Address", "ines@exemple.fr")]));
        asked.EnsureSuccessStatusCode();
    }

    private static IEnumerable<(string Path, UnixFileMode Mode)> Modes(string folder)
        => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder)
            .Where(Path.Exists).Select(path => (path, File.GetUnixFileMode(path))).Where(entry => entry.path != folder
                || !folder.EndsWith("passage", StringComparison.Ordinal));

    public void Dispose() => terminal.Dispose();
}
