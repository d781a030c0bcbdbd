using System.Globalization;
using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>
/// What every page owes to whoever opens it, on a phone and on a desk in the dark, seen in one visit each: nothing that is read moves
/// while its fonts, its script and its map arrive; no rule that a machine can check is broken; nothing scrolls sideways.
/// </summary>
public abstract class PageTests(OpenSite site, int width, bool dark)
{
    // What Chromium gives to a line of text moved by half a pixel; a block pushed down gives a hundred times that.
    private const double MostMoved = 0.005;

    private const string Shifts = """
        async () => {
          await document.fonts.ready;
          // What has just changed is laid out and painted, and so noted, once two more frames were.
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
          const moved = [];
          await new Promise(done => {
            // What was noted since the page began comes in one list; where nothing was, none comes.
            new PerformanceObserver(list => { moved.push(...list.getEntries()); done(); }).observe({ type: "layout-shift", buffered: true });
            setTimeout(done, 100);
          });
          const name = node => node ? `${node.nodeName}.${node.className ?? ""}` : "?";
          return [String(moved.reduce((sum, entry) => sum + entry.value, 0)),
            ...moved.flatMap(entry => entry.sources.map(source => `${name(source.node)} by ${entry.value.toFixed(4)} at ${Math.round(entry.startTime)} ms`))];
        }
        """;

    public static TheoryData<string> Addresses => [.. PageAddresses.All];

    [Theory, MemberData(nameof(Addresses))]
    public async Task Page_StandsStillAndBreaksNoRule(string address)
    {
        var (page, faults) = (await site.VisitAsync(width, dark: dark), new List<string>());
        page.Console += (_, message) => { if (message.Type == "error"
            && !(message.Text.Contains("404", StringComparison.Ordinal) && address == PageAddresses.Unknown)) faults.Add(message.Text); };
        page.PageError += (_, error) => faults.Add(error);
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });

        // The check of the rules takes the time that fonts, script and map need to arrive: what moved meanwhile is counted after it.
        faults.AddRange(await Axe.FaultsAsync(page));
        var (moved, sources) = await MovedAsync(page);
        if (moved > MostMoved) faults.Add($"moved by {moved}: {string.Join("; ", sources)}");
        if (await page.ExcessAsync() is > 0 and var excess) faults.Add($"{excess} px too wide");

        Assert.True(faults.Count == 0, $"{address} at {width} px: {string.Join(" | ", faults)}");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Page_WithALateBlock_IsSeenToMove()
    {
        var page = await site.VisitAsync(width, dark: dark);
        await page.GotoAsync("/a-propos", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        await page.EvaluateAsync(
            "() => { const late = document.createElement('p'); late.textContent = 'Trop tard'; document.querySelector('main').before(late); }");

        var (moved, sources) = await MovedAsync(page);

        Assert.True(moved > MostMoved, $"a block pushed the page down and {moved} was measured");
        Assert.NotEmpty(sources);
        await page.Context.CloseAsync();
    }

    private static async Task<(double Moved, string[] Sources)> MovedAsync(IPage page)
    {
        var told = await page.EvaluateAsync<string[]>(Shifts);
        return (double.Parse(told[0], CultureInfo.InvariantCulture), told[1..]);
    }
}

/// <summary>Beside the desk and the journeys, on a site of its own: these tests only read.</summary>
public sealed class PhonePageTests(OpenSite site) : PageTests(site, 360, dark: false), IClassFixture<OpenSite>;

public sealed class DeskPageTests(OpenSite site) : PageTests(site, 1280, dark: true), IClassFixture<OpenSite>;
