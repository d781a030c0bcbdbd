using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>Takes the picture that the README shows, so that it is of the site as it is.</summary>
[Collection(nameof(OpenSite))]
public sealed class PictureTests(OpenSite site)
{
    private static string Picture => Path.Combine(OpenSite.Root, "docs", "accueil.png");

    [Fact]
    public async Task Home_IsPictured()
    {
        var page = await site.VisitAsync();
        await page.GotoAsync("/", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });

        var picture = await page.ScreenshotAsync();

        Assert.True(picture.Length > 10_000, "the picture is empty");
        // Kept where it is missing, or when asked: a test run leaves a clone as it found it.
        if (!File.Exists(Picture) || Environment.GetEnvironmentVariable("TERREAU_PICTURE") == "oui")
            await File.WriteAllBytesAsync(Picture, picture, TestContext.Current.CancellationToken);
        await page.Context.CloseAsync();
    }
}
