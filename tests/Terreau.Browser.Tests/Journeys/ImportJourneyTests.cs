using System.Text.Json;
using Microsoft.Playwright;
using Terreau.Web.Domain.Accounts;

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
        const string manager = "import@exemple.fr";
        await site.GrantAsync(manager, TerritoryRoles.Manager);
        var page = await site.VisitAsync();
        await site.SignInAsync(page, manager);

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
        if (await page.GetByLabel("J’ai vérifié").CountAsync() > 0) await page.GetByLabel("J’ai vérifié").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Appliquer à l’annuaire" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Ce fichier est appliqué");

        // In the directory once the index has followed the journal, then in what partners read.
        await Expect(async () =>
        {
            await page.GotoAsync("/acteurs?q=tilleuls+associatif");
            Assert.Contains("CAFE ASSOCIATIF DES TILLEULS", await page.ContentAsync(), StringComparison.Ordinal);
        });
        var answer = await page.Context.APIRequest.GetAsync($"{site.Address}/api/v1/data-inclusion/structures?q=tilleuls+associatif");
        Assert.True(answer.Ok);
        using var structures = JsonDocument.Parse(await answer.TextAsync());
        Assert.Contains(structures.RootElement.EnumerateArray(), one => one.GetProperty("siret").GetString() == "75022465100026");
        await page.Context.CloseAsync();
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
