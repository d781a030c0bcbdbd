using Terreau.Web.Tests.Backups;

namespace Terreau.Web.Tests.Commands;

/// <summary>Backups as an operator makes them: beside a site that serves, kept in turn, tried, brought back.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly Terminal terminal = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Backup_BesideALiveSite_IsKeptTriedAndBroughtBack()
    {
        await terminal.OpenAsync();
        var (site, _) = await terminal.ServeAsync();
        using (site)
        {
            var phrase = Path.Combine(folder.Path, "phrase");
            await File.WriteAllTextAsync(phrase, "six mots au hasard pour cet essai\n", TestContext.Current.CancellationToken);
            var keep = Path.Combine(folder.Path, "gardees");
            Directory.CreateDirectory(keep);
            // Of a day long gone, of another territory, and of nobody.
            foreach (var old in new[]
            {
                "terreau-est-ensemble-20200101-030000Z.tar.gz", "terreau-ailleurs-20200101-030000Z.tar.gz", "terreau-est-ensemble.txt",
            })
                await File.WriteAllTextAsync(Path.Combine(keep, old), "x", TestContext.Current.CancellationToken);

            var none = await terminal.RunAsync("sauvegarde", "--etat");
            var made = await terminal.RunAsync("sauvegarde", keep, "--phrase", phrase, "--jours", "1");
            var tried = await terminal.RunAsync("restauration", keep, "--essai", "--phrase", phrase);
            var state = await terminal.RunAsync("sauvegarde", "--etat");
            var back = Path.Combine(folder.Path, "rendu");
            var restored = await terminal.RunAsync("restauration", keep, "--phrase", phrase, "--data", back);

            Assert.Equal((0, 0, 0, 0, 0), (none.Code, made.Code, tried.Code, state.Code, restored.Code));
            Assert.Contains("Aucune sauvegarde", none.Output, StringComparison.Ordinal);
            Assert.Contains("chiffrée ; ", made.Output, StringComparison.Ordinal);
            Assert.Contains("Anciennes sauvegardes retirées : 1.", made.Output, StringComparison.Ordinal);
            Assert.Equal(3, Directory.EnumerateFiles(keep).Count());
            Assert.Contains("Essai réussi", tried.Output, StringComparison.Ordinal);
            Assert.Contains("Dernière sauvegarde : le ", state.Output, StringComparison.Ordinal);
            Assert.Contains("Dernier essai de restauration : le ", state.Output, StringComparison.Ordinal);
            WholeDatabase.AssertSame(await WholeDatabase.ReadAsync($"Data Source={Path.Combine(terminal.Data, "terreau.db")}"),
                await WholeDatabase.ReadAsync($"Data Source={Path.Combine(back, "terreau.db")}"));
            Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(back, "keys")));
            site.Kill();
            await site.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("sauvegarde")]
    [InlineData("sauvegarde|ici|--jours|-1")]
    [InlineData("sauvegarde|ici|--phrase|absente")]
    [InlineData("restauration|absente")]
    [InlineData("restauration|.")]
    public async Task Asked_WithoutWhatItTakes_SaysSoInOneSentence(string asked)
    {
        var (code, _, error) = await terminal.RunAsync(asked.Split('|'));

        Assert.Equal(1, code);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose()
    {
        terminal.Dispose();
        folder.Dispose();
    }
}
