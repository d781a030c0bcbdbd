using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Commands;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Commands;

/// <summary>An import that a machine stopped, taken up from the console: no file is sent again.</summary>
public sealed class ResumeActorsTests : IDisposable
{
    private const string File = "Libellé X;Ville\nÉpicerie des Coteaux;Bondy\nAtelier du Canal;Pantin\n";
    private readonly Terminal terminal = new();

    [Fact]
    public async Task Resume_WhatWasCutShort_WritesWhatWasAgreed_Once()
    {
        await terminal.OpenAsync();
        await AgreeAsync();

        var (code, output, _) = await terminal.RunAsync("import", "acteurs", "--reprendre");
        var again = await terminal.RunAsync("import", "acteurs", "--reprendre");

        Assert.Equal(0, code);
        Assert.Contains("« ville.csv » (Ville) : écrit. 2\u00A0lignes : 2\u00A0ajoutées.", output, StringComparison.Ordinal);
        Assert.Equal(["Atelier du Canal", "Épicerie des Coteaux"], await NamesAsync());
        Assert.Equal((0, "Aucun import n’est interrompu."), (again.Code, again.Output.Trim()));
    }

    [Fact]
    public async Task Resume_AfterTheDirectoryChanged_WritesNothing()
    {
        await terminal.OpenAsync();
        await AgreeAsync(agreed: new string('0', 64));

        var (code, _, error) = await terminal.RunAsync("import", "acteurs", "--reprendre");

        Assert.Equal(1, code);
        Assert.Contains("« ville.csv » (Ville) : l’annuaire a changé depuis, rien n’est écrit.", error, StringComparison.Ordinal);
        Assert.Empty(await NamesAsync());
        Assert.Equal(0, (await terminal.RunAsync("import", "acteurs", "--reprendre")).Code);
    }

    [Fact]
    public async Task Resume_WithoutItsOriginal_SaysSo()
    {
        await terminal.OpenAsync();
        await AgreeAsync();
        Directory.Delete(Path.Combine(terminal.Data, "imports"), recursive: true);

        var (code, _, error) = await terminal.RunAsync("import", "acteurs", "--reprendre");

        Assert.Equal(1, code);
        Assert.Contains("son original n’est plus gardé", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resume_WhatAnotherProcessApplies_LeavesIt()
    {
        await terminal.OpenAsync();
        var file = await AgreeAsync();
        await using var place = await PlaceAsync();
        await using var held = await place.Services.GetRequiredService<ImportHolds>()
            .TakeAsync(file.Id, TestContext.Current.CancellationToken);

        var (code, output, _) = await terminal.RunAsync("import", "acteurs", "--reprendre");

        Assert.Equal((0, "Aucun import n’est interrompu."), (code, output.Trim()));
        Assert.Empty(await NamesAsync());
    }

    [Theory]
    [InlineData("se donne seul", "import", "acteurs", "ville.csv", "--reprendre")]
    [InlineData("Donnez le fichier", "import", "acteurs", "--source", "Ville")]
    [InlineData("d’où vient ce fichier", "import", "acteurs", "ville.csv")]
    public async Task ImportActors_OfOptionsThatDoNotGoTogether_IsOneSentence(string said, params string[] asked)
    {
        var (code, _, error) = await terminal.RunAsync(asked);

        Assert.Equal(1, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_OfAFileSentInTheBrowser_IsTheSameLine()
    {
        await terminal.OpenAsync();
        await AgreeAsync();
        var file = Path.Combine(terminal.Data, "autre-nom.csv");
        await System.IO.File.WriteAllTextAsync(file, File);

        Assert.Equal(0, (await terminal.RunAsync("import", "acteurs", file, "--source", "Ville", "--colonne", "Libellé X=nom",
            "--write")).Code);

        await using var place = await PlaceAsync();
        Assert.NotNull((await place.Db.ImportedFiles.SingleAsync(TestContext.Current.CancellationToken)).AppliedAt);
    }

    [Fact]
    public void Progress_OnATerminal_IsOneLineWrittenOver()
    {
        var (line, progress) = (new StringWriter(), new ImportProgress());
        using (TerminalProgress.On(progress, line)) progress.Say(ImportStep.Writing, 1_500, 20_000);
        progress.Say(ImportStep.Indexing);

        Assert.Equal("\r\u001b[KÉtape 4 sur 5, écriture : 1\u202F500\u00A0lignes sur 20\u202F000.\r\u001b[K", line.ToString());
    }

    public void Dispose() => terminal.Dispose();

    private Task<Workplace> PlaceAsync()
        => Workplace.OpenAsync(new TerreauOptions { Data = terminal.Data, Territory = Clone.Territory, Jobs = false },
            TestContext.Current.CancellationToken);

    /// <summary>What a machine that stopped leaves: an agreement without its end.</summary>
    private async Task<ImportedFile> AgreeAsync(string? agreed = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var place = await PlaceAsync();
        var (content, act) = (Encoding.UTF8.GetBytes(File), Act.ByConsole(TimeProvider.System, ActorImport.Command));
        var (table, mapping) = (TableFile.Read(content, cancel).Table,
            new ImportMapping(new Dictionary<string, string> { ["Libellé X"] = "nom", ["Ville"] = "commune" }));
        var file = ImportedFile.Of("Ville", "ville.csv", place.Services.GetRequiredService<OriginalFiles>().Keep(content), mapping.ToJson(),
            act.At);
        var diff = await place.Services.GetRequiredService<ActorImport>().CompareAsync(table, mapping, file.SourceKey, cancel);
        return await place.Services.GetRequiredService<AgreedImports>()
            .StartAsync(file, agreed ?? diff.Fingerprint, withLookalikes: false, act, cancel);
    }

    private async Task<List<string>> NamesAsync()
    {
        await using var place = await PlaceAsync();
        return await place.Db.Organisations.Where(sheet => sheet.SourceId == "import-ville").Select(sheet => sheet.Name)
            .OrderBy(name => name).ToListAsync(TestContext.Current.CancellationToken);
    }
}
