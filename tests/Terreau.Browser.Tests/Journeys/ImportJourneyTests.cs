using System.Text.Json;
using Microsoft.Playwright;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Imports.Sirene;
using Terreau.Web.Tests.Features.OpenData.Ogc;
using Terreau.Web.Tests.Imports.Sirene;

namespace Terreau.Browser.Tests.Journeys;

/// <summary>The file of a real programme of the towns, from the manager's folder to what partners read.</summary>
[Collection(nameof(OpenSite))]
public sealed class ImportJourneyTests(OpenSite site)
{
    [Fact]
    public async Task TheManager_BringsInARealFile_AndPartnersReadIt()
    {
        var file = Path.Combine(OpenSite.Root, "..", "shared", "data", "directories", "ville", "adulte-relais-2023-93.csv");
        Assert.SkipUnless(File.Exists(file), "../shared/data is absent");
        // The file says no commune: the register of the month does, by the SIRET. What it says here is made up.
        const string number = "75022465100026";
        await HoldStockAsync(number, "93010");
        const string manager = "import@exemple.fr";
        await site.GrantAsync(manager, TerritoryRoles.Manager);
        var page = await site.VisitAsync(byName: true);
        await site.SignInWithAKeyAsync(page, manager);

        await page.GotoAsync("/bureau");
        await page.GetByRole(AriaRole.Link, new() { Name = "Faire entrer un fichier d’acteurs" }).ClickAsync();
        await page.GetByLabel("D’où vient ce fichier ?").FillAsync("Politique de la ville");
        await page.GetByLabel("Le fichier", new() { Exact = true }).SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lire le fichier" }).ClickAsync();

        // The guess is seen, then corrected: the number of the post says nothing of the actor.
        await Expect(page.GetByLabel("raison_sociale", new() { Exact = true })).ToHaveValueAsync("nom");
        await Expect(page.GetByLabel("code_tiers", new() { Exact = true })).ToHaveValueAsync("siret");
        await page.GetByLabel("id_poste", new() { Exact = true }).SelectOptionAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Voir ce qui change" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ce qui change" })).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("ajoutées");
        await Expect(page.Locator("main")).ToContainTextAsync("le répertoire Sirene de septembre 2026 la dit, par le SIRET");
        if (await page.GetByLabel("J’ai vérifié").CountAsync() > 0) await page.GetByLabel("J’ai vérifié").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Appliquer à l’annuaire" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Ce fichier est appliqué");

        // In the directory and on the map once the index has followed the journal, then in what partners read.
        await Expect(async () =>
        {
            await page.GotoAsync("/acteurs?q=tilleuls+associatif");
            Assert.Contains("CAFE ASSOCIATIF DES TILLEULS", await page.ContentAsync(), StringComparison.Ordinal);
        });
        await Expect(page.Locator("main")).ToContainTextAsync("Bondy");
        await Expect(page.GetByText("1 repère visible")).ToBeVisibleAsync();
        var answer = await page.Context.APIRequest.GetAsync($"{site.Address}/api/v1/data-inclusion/structures?q=tilleuls+associatif");
        Assert.True(answer.Ok);
        using var structures = JsonDocument.Parse(await answer.TextAsync());
        Assert.Contains(structures.RootElement.EnumerateArray(), one => one.GetProperty("siret").GetString() == number);
        await page.GotoAsync("/validateur");
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload { Name = "structures.json", MimeType = "application/json", Buffer = await answer.BodyAsync() });
        await page.GetByRole(AriaRole.Button, new() { Name = "Vérifier le fichier" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Rien à redire");
        var listed = await Gdal.RunAsync("ogrinfo", "-ro", "-q", $"OAPIF:{site.Address}/ogc", "acteurs", "-where",
            "siret = '75022465100026'");
        Assert.Contains("CAFE ASSOCIATIF DES TILLEULS", listed, StringComparison.Ordinal);
        Assert.Contains("POINT (", listed, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private async Task HoldStockAsync(string siret, string commune)
    {
        using var files = new SireneFolder();
        files.Write([new(siret, commune)], [new(siret[..9], "9220", "CAFE ASSOCIATIF DES TILLEULS")]);
        await site.WithDbAsync(async db =>
        {
            var import = new SireneImport(db, EssTablesFile.Read(Path.Combine(OpenSite.Root, "data", "est-ensemble")));
            await using var stock = await SireneStock.OpenAsync(files.Asked(commune), TestContext.Current.CancellationToken);
            await import.PrepareAsync(stock, PartialDate.Parse("2026-09"), null, TestContext.Current.CancellationToken);
            return await db.SaveAsync(Act.ByConsole(TimeProvider.System, SireneImport.Command), TestContext.Current.CancellationToken);
        });
    }

    /// <summary>Again until it holds, a quarter of a minute at most.</summary>
    private static async Task Expect(Func<Task> holds)
    {
        for (var turn = 0; ; turn++)
        {
            try
            {
                await holds();
                return;
            }
            catch (Xunit.Sdk.XunitException) when (turn < 30)
            {
                await Task.Delay(500);
            }
        }
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
