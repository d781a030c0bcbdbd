using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>
/// The rules of accessibility that a machine can check. Run in the page itself: the library's own way opens a second page for
/// each check, so that frames of other sites can be joined, and no page of ours has a frame.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>By how many pixels a page is wider than its window: then it scrolls sideways.</summary>
    public static Task<int> ExcessAsync(this IPage page)
        => page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Every rule that the page breaks, with the parts that break it.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page)
    {
        Assert.Equal(0, await page.Locator("iframe, frame").CountAsync());
        await page.EvaluateAsync(Script);
        var result = await page.EvaluateAsync<JsonElement>("() => axe.run({ resultTypes: ['violations'] })");
        // Rules that hold are counted too: without any, nothing was looked at.
        Assert.True(result.GetProperty("passes").GetArrayLength() > 10);
        return [.. result.GetProperty("violations").EnumerateArray().Select(rule =>
            $"{rule.GetProperty("id")}: {rule.GetProperty("help")} ({string.Join(", ", rule.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html").GetString()))})")];
    }
}
