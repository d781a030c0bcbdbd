using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>Nothing that is read moves: a page stands where it was first drawn while its fonts, its script and its map arrive.</summary>
[Collection(nameof(OpenSite))]
public sealed class StabilityTests(OpenSite site)
{
    // What Chromium gives to a line of text moved by half a pixel; a block pushed down gives a hundred times that.
    private const double Most = 0.005;

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
    public async Task Page_OnAPhone_DoesNotMove(string address) => await CheckAsync(address, 360);

    [Theory, MemberData(nameof(Addresses))]
    public async Task Page_OnADesk_DoesNotMove(string address) => await CheckAsync(address, 1280);

    [Fact]
    public async Task Page_WithALateBlock_IsSeenToMove()
    {
        var page = await site.VisitAsync(360);
        await page.GotoAsync("/a-propos", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await page.EvaluateAsync("() => { const late = document.createElement('p'); late.textContent = 'Trop tard'; document.querySelector('main').before(late); }");

        var (moved, sources) = await MovedAsync(page);

        Assert.True(moved > Most, $"a block pushed the page down and {moved} was measured");
        Assert.NotEmpty(sources);
        await page.Context.CloseAsync();
    }

    private async Task CheckAsync(string address, int width)
    {
        var page = await site.VisitAsync(width);
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });

        var (moved, sources) = await MovedAsync(page);

        Assert.True(moved <= Most, $"{address} at {width} px moved by {moved}: {string.Join("; ", sources)}");
        await page.Context.CloseAsync();
    }

    private static async Task<(double Moved, string[] Sources)> MovedAsync(IPage page)
    {
        var told = await page.EvaluateAsync<string[]>(Shifts);
        return (double.Parse(told[0], System.Globalization.CultureInfo.InvariantCulture), told[1..]);
    }
}
