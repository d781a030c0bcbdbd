using Terreau.Web.Hosting;
using Terreau.Web.Tests.Commands;
using Terreau.Web.Tests.Hosting.Mail;

namespace Terreau.Web.Tests.Hosting;

/// <summary>One site for each data folder, whatever becomes of the first.</summary>
public sealed class FolderHoldTests : IDisposable
{
    private readonly Terminal terminal = new();

    [Fact]
    public void Take_HeldHere_NamesTheFolderAndWhoHoldsIt()
    {
        using var held = FolderHold.Take(terminal.Data, FolderHold.Site, TimeProvider.System);

        var refusal = Assert.Throws<StartException>(() => FolderHold.Take(terminal.Data, FolderHold.Site, TimeProvider.System));

        Assert.Equal(FolderHold.HeldCode, refusal.ExitCode);
        Assert.Contains($"« {terminal.Data} »", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"processus {Environment.ProcessId} de la machine « {Environment.MachineName} » (serve)", refusal.Message,
            StringComparison.Ordinal);
        Assert.Null(FolderHold.TryTake(terminal.Data, FolderHold.Site, TimeProvider.System));
    }

    [Fact]
    public void Take_LetGo_IsTakenAgain_WhoeverHeldItLast()
    {
        FolderHold.Take(terminal.Data, FolderHold.Site, TimeProvider.System).Dispose();

        using var again = FolderHold.TryTake(terminal.Data, "reindex", TimeProvider.System);

        Assert.NotNull(again);
        Assert.Equal("reindex", FolderHold.HolderOf(terminal.Data)!.Verb);
    }

    [Fact]
    public async Task Serve_BesideALiveSite_IsRefused_AndTheFirstServesOn()
    {
        await terminal.OpenAsync();
        var (first, address) = await terminal.ServeAsync();
        using var process = first;
        try
        {
            var (code, output, error) = await terminal.RunAsync("serve", "--urls", "http://127.0.0.1:0");

            Assert.Equal((FolderHold.HeldCode, ""), (code, output));
            var said = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains($"« {terminal.Data} »", said, StringComparison.Ordinal);
            Assert.Contains($"processus {process.Id} ", said, StringComparison.Ordinal);
            Assert.Contains("Baluchon", await SearchAsync(address, "baluchon"), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Serve_AfterASiteThatWasKilled_Opens()
    {
        await terminal.OpenAsync();
        var (first, _) = await terminal.ServeAsync();
        using (first)
        {
            first.Kill();
            await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var (second, address) = await terminal.ServeAsync();
        using var process = second;
        try
        {
            Assert.Contains("Baluchon", await SearchAsync(address, "baluchon"), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Verbs_ThatOnlyTouchTheDatabase_RunBesideALiveSite_WhichFollowsThem()
    {
        await terminal.OpenAsync();
        var file = Path.Combine(terminal.Data, "villes.csv");
        await File.WriteAllTextAsync(file, "Nom;Ville\nÉpicerie des Coteaux;Bondy\n", TestContext.Current.CancellationToken);
        var (site, address) = await terminal.ServeAsync();
        using var process = site;
        try
        {
            string[][] verbs =
            [
                ["import", "acteurs", file, "--source", "Ville de Bondy", "--malgre-tout", "--write"], ["migrate"], ["conservation"],
                ["courrier"], ["signalements"], ["admin", "manager@exemple.fr"],
            ];
            foreach (var verb in verbs)
            {
                var (code, _, error) = await terminal.RunAsync(verb);
                Assert.True(code == 0, $"{verb[0]}: {error}");
            }

            await MailSite.UntilAsync(async () => (await SearchAsync(address, "épicerie coteaux"))
                .Contains("Épicerie des Coteaux", StringComparison.Ordinal), "the site finds what was imported beside it");
        }
        finally
        {
            process.Kill();
        }
    }

    public void Dispose() => terminal.Dispose();

    private static async Task<string> SearchAsync(Uri address, string text)
    {
        using var client = new HttpClient { BaseAddress = address };
        return await client.GetStringAsync($"/api/v1/acteurs?q={Uri.EscapeDataString(text)}");
    }
}
