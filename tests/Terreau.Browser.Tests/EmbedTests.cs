using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>A browser shows our list in the page of a partner that was allowed, and in that of nobody else.</summary>
[Collection(nameof(OpenSite))]
public sealed class EmbedTests(OpenSite site)
{
    [Theory, InlineData(true, 1280), InlineData(false, 360)]
    public async Task List_OnTheSiteOfAPartner_IsShownAndOpensBeside(bool script, int width)
    {
        var page = await site.VisitAsync(width, script);
        await page.GotoAsync(site.Partner.Showing(site.Address + "/integration?vue=liste&commune=93063"));

        var frame = page.FrameLocator("iframe");
        await Assertions.Expect(frame.Locator("h1")).ToContainTextAsync("Romainville");
        var opened = await page.Context.RunAndWaitForPageAsync(() => frame.Locator(".result h2 a").First.ClickAsync());
        await opened.WaitForLoadStateAsync();

        Assert.StartsWith(site.Address + "/acteurs/", opened.Url, StringComparison.Ordinal);
        Assert.StartsWith(site.Partner.Address, page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Map_OnTheSiteOfAPartner_IsDrawn()
    {
        var page = await site.VisitAsync();
        await page.GotoAsync(site.Partner.Showing(site.Address + "/integration?vue=carte"));

        await Assertions.Expect(page.FrameLocator("iframe").Locator("terreau-map canvas"))
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task List_OnAnotherSite_IsRefused()
    {
        await using var stranger = await PartnerSite.StartAsync();
        var page = await site.VisitAsync();

        await RefusedAsync(page, stranger.Showing(site.Address + "/integration?vue=liste"));

        Assert.Equal(0, await page.FrameLocator("iframe").Locator(".result").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task OtherPages_OnTheSiteOfAPartner_AreRefused()
    {
        var page = await site.VisitAsync();

        await RefusedAsync(page, site.Partner.Showing(site.Address + "/acteurs"));

        Assert.Equal(0, await page.FrameLocator("iframe").Locator(".site-head").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Code_IsCopiedByItsButton()
    {
        var page = await site.VisitAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"],
            new BrowserContextGrantPermissionsOptions { Origin = site.Address });
        await page.GotoAsync("/integration/code?commune=93063");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copier le code" }).First.ClickAsync();

        await Assertions.Expect(page.GetByText("Code copié")).ToBeVisibleAsync();
        Assert.Contains("<iframe src=\"" + site.Address, await page.EvaluateAsync<string>("navigator.clipboard.readText()"),
            StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    /// <summary>Opens a page and waits until the browser says that it does not show the frame.</summary>
    private static async Task RefusedAsync(IPage page, string address)
        => await page.RunAndWaitForConsoleMessageAsync(() => page.GotoAsync(address),
        new PageRunAndWaitForConsoleMessageOptions { Predicate = message =>
            message.Text.Contains("frame-ancestors", StringComparison.Ordinal) });
}
