using System.Globalization;
using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>
/// What every page owes to whoever opens it, on a phone and on a desk in the dark, seen in one visit each: nothing that is read moves
/// while its fonts, its script and its map arrive; no rule that a machine can check is broken; nothing scrolls sideways.
/// </summary>
[Collection(nameof(OpenSite))]
public sealed class PageTests(OpenSite site)
{
    // What Chromium gives to a line of text moved by half a pixel; a block pushed down gives a hundred times that.
    private const double MostMoved = 0.005;

    private const string Shifts = """
        async () => {
          await document.fonts.ready;
          await new Promise(done => setTimeout(done, 400));
          const moved = [];
          const note = entries => entries.forEach(entry => moved.push(entry));
          const observer = new PerformanceObserver(list => note(list.getEntries()));
          observer.observe({ type: "layout-shift", buffered: true });
          await new Promise(done => setTimeout(done, 100));
          note(observer.takeRecords());
          const name = node => node ? `${node.nodeName}.${node.className ?? ""}` : "?";
          return [String(moved.reduce((sum, entry) => sum + entry.value, 0)),
            ...moved.flatMap(entry => entry.sources.map(source => `${name(source.node)} by ${entry.value.toFixed(4)} at ${Math.round(entry.startTime)} ms`))];
        }
        """;

    public static TheoryData<string> Addresses => [.. PageAddresses.All];

    [Theory, MemberData(nameof(Addresses))]
    public async Task Page_OnAPhone_StandsStillAndBreaksNoRule(string address) => await CheckAsync(address, 360, dark: false);

    [Theory, MemberData(nameof(Addresses))]
    public async Task Page_OnADeskInTheDark_StandsStillAndBreaksNoRule(string address) => await CheckAsync(address, 1280, dark: true);

    [Fact]
    public async Task Page_WithALateBlock_IsSeenToMove()
    {
        var page = await site.VisitAsync(360);
        await page.GotoAsync("/a-propos", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await page.EvaluateAsync("() => { const late = document.createElement('p'); late.textContent = 'Trop tard'; document.querySelector('main').before(late); }");

        var (moved, sources) = await MovedAsync(page);

        Assert.True(moved > MostMoved, $"a block pushed the page down and {moved} was measured");
        Assert.NotEmpty(sources);
        await page.Context.CloseAsync();
    }

    private async Task CheckAsync(string address, int width, bool dark)
    {
        var (page, faults) = (await site.VisitAsync(width, dark: dark), new List<string>());
        page.Console += (_, message) => { if (message.Type == "error" && !(message.Text.Contains("404", StringComparison.Ordinal) && address == PageAddresses.Unknown)) faults.Add(message.Text); };
        page.PageError += (_, error) => faults.Add(error);
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });

        var (moved, sources) = await MovedAsync(page);
        if (moved > MostMoved) faults.Add($"moved by {moved}: {string.Join("; ", sources)}");
        var excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (excess > 0) faults.Add($"{excess} px too wide");
        faults.AddRange(await Axe.FaultsAsync(page));

        Assert.True(faults.Count == 0, $"{address} at {width} px: {string.Join(" | ", faults)}");
        await page.Context.CloseAsync();
    }

    private static async Task<(double Moved, string[] Sources)> MovedAsync(IPage page)
    {
        var told = await page.EvaluateAsync<string[]>(Shifts);
        return (double.Parse(told[0], CultureInfo.InvariantCulture), told[1..]);
    }
}
