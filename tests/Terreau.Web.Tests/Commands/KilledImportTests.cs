using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Commands;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;

namespace Terreau.Web.Tests.Commands;

/// <summary>An import that the machine stops without a word, wherever it stands: what is left is as before it, or as after it.</summary>
public sealed class KilledImportTests
{
    private const int Rows = 1_500;

    [Fact]
    public async Task ImportActors_KilledAtTenRandomMoments_IsThereWhollyOrNotAtAll()
    {
        using var whole = await OpenAsync();
        var asked = await FileAsync(whole);
        var watch = Stopwatch.StartNew();
        using (var process = whole.Start(asked))
        {
            Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            watch.Restart();
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
        }
        var time = watch.Elapsed;
        var (before, after) = (new Left(0, 0, 0, 0), new Left(Rows, Rows, Rows, 1));
        Assert.Equal(after, await LeftAsync(whole));

        // The moments are of one seed; where they fall in the work is up to the machine.
        var (random, stopped) = (new Random(20261124), 0);
        for (var turn = 0; turn < 10; turn++)
        {
            using var terminal = await OpenAsync();
            asked = await FileAsync(terminal);
            using (var process = terminal.Start(asked))
            {
                Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
                await Task.Delay(time * random.NextDouble(), TestContext.Current.CancellationToken);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            var left = await LeftAsync(terminal);

            Assert.True(left == before || left == after, $"turn {turn}: {left}");
            if (left == after) continue;
            // What was stopped is taken up, or asked for again where it was stopped before its agreement was written. Once.
            if (stopped++ > 0) continue;
            Assert.Equal(0, (await terminal.RunAsync("import", "acteurs", "--reprendre")).Code);
            if (await LeftAsync(terminal) == before) Assert.Equal(0, (await terminal.RunAsync(asked)).Code);
            Assert.Equal(after, await LeftAsync(terminal));
        }
        Assert.True(stopped > 0, "no import was stopped before its end");
    }

    private static async Task<Terminal> OpenAsync()
    {
        var terminal = new Terminal();
        await terminal.OpenAsync();
        return terminal;
    }

    private static async Task<string[]> FileAsync(Terminal terminal)
    {
        var text = new StringBuilder("Identifiant;Nom;Ville;Adresse\n");
        for (var row = 0; row < Rows; row++)
            text.Append(CultureInfo.InvariantCulture,
                $"A{row};Collectif {(char)('a' + (row % 26))}{row * 7919};Bondy;{row} rue des Essais\n");
        var file = Path.Combine(terminal.Data, "collectifs.csv");
        await File.WriteAllTextAsync(file, text.ToString());
        return ["import", "acteurs", file, "--source", "Essai", "--avec-ressemblantes", "--malgre-tout", "--write"];
    }

    private static async Task<Left> LeftAsync(Terminal terminal)
    {
        var cancel = TestContext.Current.CancellationToken;
        var source = ImportedFile.SourceKeyOf("Essai");
        await using var place = await Workplace.OpenAsync(
            new TerreauOptions { Data = terminal.Data, Territory = Clone.Territory, Jobs = false }, cancel);
        var sheets = await place.Db.Organisations.Where(sheet => sheet.SourceId == source).Select(sheet => sheet.Id).ToListAsync(cancel);
        var told = await place.Db.Journal.Where(line => line.Subject == nameof(Organisation)).Select(line => line.SubjectId)
            .ToListAsync(cancel);
        return new Left(sheets.Count, told.Intersect(sheets).Count(), await place.Db.ImportedSheets.CountAsync(cancel),
            await place.Db.ImportedFiles.CountAsync(file => file.AppliedAt != null, cancel));
    }

    private sealed record Left(int Sheets, int JournalLines, int Links, int Files);
}
