using Microsoft.EntityFrameworkCore;
using Terreau.Web.Commands;
using Terreau.Web.Hosting;
using Terreau.Web.Seeds;
using Terreau.Web.Tests.Imports.Sirene;

namespace Terreau.Web.Tests.Commands;

/// <summary>The import of the register as an operator starts it: another process, that may be killed.</summary>
public sealed class SireneCommandTests : IDisposable
{
    private const int Many = 3_000;

    private readonly Terminal terminal = new();
    private readonly SireneFolder files = new();

    [Fact]
    public async Task ImportSirene_EachForm_IsDryByDefault_ThenWrites_ThenHasNothingToDo()
    {
        await terminal.OpenAsync(Worlds.Empty);
        Write(2);
        string[] csv = ["import", "sirene", "--units", files.Units, "--establishments", files.Establishments];
        string[] zip = ["import", "sirene", "--units", files.Zip(files.Units), "--establishments", files.Zip(files.Establishments)];
        string[] parquet = ["import", "sirene", "--units", files.Parquet(files.Units), "--establishments",
            files.Parquet(files.Establishments)];

        var dry = await terminal.RunAsync(csv);
        Assert.Equal((0, 0), await HeldAsync());
        var written = await terminal.RunAsync([.. zip, "--write"]);
        Assert.Equal((2, 1), await HeldAsync());
        var again = await terminal.RunAsync([.. parquet, "--write"]);

        Assert.Equal((0, 0, 0), (dry.Code, written.Code, again.Code));
        Assert.Contains($"+ {SireneFolder.Siret(SireneFolder.Siren(1))} LES AMIS 1", dry.Output, StringComparison.Ordinal);
        Assert.Contains("Rien n’a été écrit", dry.Output, StringComparison.Ordinal);
        Assert.Contains("2\u00A0établissements : 2\u00A0ajoutés.", written.Output, StringComparison.Ordinal);
        Assert.EndsWith("Écrit.\n", written.Output, StringComparison.Ordinal);
        Assert.Contains("2\u00A0établissements : 2\u00A0inchangés.", again.Output, StringComparison.Ordinal);
        Assert.EndsWith("Rien à changer.\n", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ess-list", "liste.csv", "avec sa date")]
    [InlineData("--stock", "octobre", "n’est pas un mois")]
    public async Task ImportSirene_WhatCannotBe_IsOneSentence(string option, string value, string said)
    {
        Write(1);

        var (code, _, error) = await terminal.RunAsync("import", "sirene", "--units", files.Units, "--establishments", files.Establishments,
            option, value);

        Assert.NotEqual(0, code);
        Assert.Contains(said, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportSirene_KilledAtSeveralMoments_IsThereWhollyOrNotAtAll()
    {
        await terminal.OpenAsync(Worlds.Empty);
        Write(Many);
        string[] asked = ["import", "sirene", "--units", files.Units, "--establishments", files.Establishments, "--write"];

        // While it reads; when it begins to say what changes, which is before it writes; while it writes.
        Assert.Equal((0, 0), await KilledAsync(asked, () => Directory.EnumerateDirectories(terminal.Data, "sirene-*").Any(),
            TimeSpan.Zero));
        Assert.Equal((0, 0), await KilledAsync(asked, null, TimeSpan.Zero));
        foreach (var milliseconds in new[] { 100, 300 })
        {
            var (establishments, stocks) = await KilledAsync(asked, null, TimeSpan.FromMilliseconds(milliseconds));
            Assert.Contains((establishments, stocks), new[] { (0, 0), (Many, 1) });
        }

        Assert.Equal(0, (await terminal.RunAsync(asked)).Code);
        Assert.Equal((Many, 1), await HeldAsync());
        Assert.Empty(Directory.EnumerateDirectories(terminal.Data, "sirene-*"));
    }

    public void Dispose()
    {
        terminal.Dispose();
        files.Dispose();
    }

    private void Write(int count) => files.Write(
        Enumerable.Range(1, count).Select(rank => new SireneFolder.Establishment(SireneFolder.Siret(SireneFolder.Siren(rank)), "93010")),
        Enumerable.Range(1, count).Select(rank => new SireneFolder.Unit(SireneFolder.Siren(rank), "9220", $"LES AMIS {rank}")));

    /// <summary>Kills the import at a moment, without a word of warning, then opens what it leaves.</summary>
    /// <param name="reached">When the time begins to run; null = when it says its first line.</param>
    private async Task<(int Establishments, int Stocks)> KilledAsync(string[] asked, Func<bool>? reached, TimeSpan later)
    {
        using (var process = terminal.Start(asked))
        {
            if (reached is null) Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            while (reached?.Invoke() == false && !process.HasExited) await Task.Delay(5, TestContext.Current.CancellationToken);
            await Task.Delay(later, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        return await HeldAsync();
    }

    private async Task<(int Establishments, int Stocks)> HeldAsync()
    {
        await using var place = await OpenAsync();
        return (await place.Db.RegisteredEstablishments.CountAsync(TestContext.Current.CancellationToken),
            await place.Db.RegisterStocks.CountAsync(TestContext.Current.CancellationToken));
    }

    private Task<Workplace> OpenAsync()
        => Workplace.OpenAsync(new TerreauOptions { Data = terminal.Data, Territory = Clone.Territory, Jobs = false },
            TestContext.Current.CancellationToken);
}
