using Microsoft.Playwright;

namespace Terreau.Browser.Tests;

/// <summary>One Chromium for all the tests of this suite; skipped where the machine has none.</summary>
public sealed class Browsers : IAsyncLifetime
{
    public const string NoChromium = "no Chromium: run ./test on a machine that has it";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public IBrowser Chromium
    {
        get
        {
            Assert.SkipWhen(browser is null, NoChromium);
            return browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } program) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--enable-unsafe-swiftshader"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
