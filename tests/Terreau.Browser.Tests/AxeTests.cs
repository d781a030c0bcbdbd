using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>The check of accessibility sees what it is there to see.</summary>
[Collection(nameof(OpenSite))]
public sealed class AxeTests(OpenSite site)
{
    [Fact]
    public async Task Faults_OfABrokenPage_AreNamed()
    {
        var page = await site.VisitAsync(360);
        await page.GotoAsync("/a-propos", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        Assert.Empty(await Axe.FaultsAsync(page));
        await page.EvaluateAsync("""
            () => {
              document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/favicon.svg"><input name="sans-nom"><button id="x"></button><p id="x" style="">double</p>');
              document.documentElement.removeAttribute('lang');
            }
            """);

        var faults = await Axe.FaultsAsync(page);

        foreach (var rule in new[] { "image-alt", "label", "button-name", "html-has-lang" })
            Assert.Contains(faults, fault => fault.StartsWith(rule + ":", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }
}
