using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>The pages behind a private link, which no list of addresses can hold, meet the same rules as the others.</summary>
[Collection(nameof(OpenSite))]
public sealed class PrivatePagesTests(OpenSite site)
{
    private static readonly string[] Pages =
    [
        "idee", "etape", "lieu", "quartier", "filiere", "public", "structure", "besoins", "besoins/financement", "resultat", "document",
        "effacer", "reponse?fait=partenaires&retour=resultat", "reponse?fait=ca&retour=resultat", "reponse?fait=label.esus&retour=resultat",
    ];

    [Theory, InlineData(360, false), InlineData(1280, true)]
    public async Task EveryPage_OfADescribedProject_HasNoViolationAndDoesNotScrollSideways(int width, bool dark)
    {
        var page = await site.VisitAsync(width, dark: dark);
        await page.GotoAsync("/orientation");
        await page.Locator("form.begin button").ClickAsync();
        var project = page.Url[..page.Url.LastIndexOf('/')];
        await page.GetByLabel("Votre projet").FillAsync("Une cuisine partagée");
        await page.Locator("main form button[type=submit]").First.ClickAsync();
        await page.GotoAsync($"{project}/lieu");
        await page.Locator("input[value='93010']").CheckAsync();
        await page.Locator("main form button[type=submit]").First.ClickAsync();
        await page.GotoAsync($"{project}/besoins");
        await page.Locator("input[value='FINANCEMENT']").CheckAsync();
        await page.Locator("main form button[type=submit]").First.ClickAsync();

        var faults = new List<string>();
        foreach (var name in Pages)
        {
            await page.GotoAsync($"{project}/{name}", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
            await page.EvaluateAsync("for (const part of document.querySelectorAll('main details')) part.open = true");
            faults.AddRange((await Axe.FaultsAsync(page)).Select(fault => $"{name}: {fault}"));
            if (await page.ExcessAsync() is > 0 and var excess) faults.Add($"{name} is {excess} px too wide");
        }

        Assert.Empty(faults);
        await page.Context.CloseAsync();
    }
}
