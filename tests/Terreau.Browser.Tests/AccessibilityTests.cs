using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>No page may break a rule that a machine can check, at either width, in either colour scheme.</summary>
[Collection(nameof(OpenSite))]
public sealed class AccessibilityTests(OpenSite site)
{
    public static TheoryData<string> Addresses => [.. PageAddresses.All];

    [Theory, MemberData(nameof(Addresses))]
    public async Task Page_OnAPhone_HasNoViolation(string address) => await CheckAsync(address, 360, dark: false);

    [Theory, MemberData(nameof(Addresses))]
    public async Task Page_OnADeskInTheDark_HasNoViolation(string address) => await CheckAsync(address, 1280, dark: true);

    [Theory, MemberData(nameof(Addresses))]
    public async Task Page_OnAPhone_DoesNotScrollSideways(string address)
    {
        var page = await site.VisitAsync(360);
        await page.GotoAsync(address);

        var excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

        Assert.True(excess <= 0, $"{address} is {excess} px too wide at 360 px");
        await page.Context.CloseAsync();
    }

    private async Task CheckAsync(string address, int width, bool dark)
    {
        var page = await site.VisitAsync(width, dark: dark);
        var messages = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") messages.Add(message.Text); };
        page.PageError += (_, error) => messages.Add(error);
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });

        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });

        Assert.True(result.Violations.Length == 0, $"{address} at {width} px: " + string.Join("; ", result.Violations.Select(
            violation => $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Select(node => node.Html))})")));
        messages.RemoveAll(message => message.Contains("404", StringComparison.Ordinal) && address == PageAddresses.Unknown);
        Assert.Empty(messages);
        await page.Context.CloseAsync();
    }
}
