using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Commands;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Hosting;
using Terreau.Web.Search;
using Terreau.Web.Seeds;
using Terreau.Web.Tests.Hosting.Mail;

namespace Terreau.Web.Tests.Commands;

/// <summary>The index built anew from outside: beside a site, without one, several times at once, stopped anywhere.</summary>
public sealed class ReindexTests : IDisposable
{
    private readonly Terminal terminal = new();

    [Fact]
    public async Task Reindex_BesideALiveSite_LosesNoWriteAndFailsNoSearch()
    {
        await using var site = await TestSite.StartAsync();
        using var end = new CancellationTokenSource();
        var (searches, failures) = (0, new List<string>());
        var searching = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                using var answer = await site.Client.GetAsync("/acteurs?q=baluchon", CancellationToken.None);
                var page = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                searches++;
                if (answer.StatusCode != HttpStatusCode.OK || !page.Contains("Baluchon", StringComparison.Ordinal))
                    failures.Add($"{answer.StatusCode}");
            }
        }, TestContext.Current.CancellationToken);

        for (var round = 0; round < 2; round++)
        {
            var verb = terminal.RunAsync("reindex", "--data", site.Folder);
            for (var write = 0; write < 4; write++)
            {
                await WriteAsync(site, $"pendant-{round}-{write}");
                await Task.Delay(300, TestContext.Current.CancellationToken);
            }
            var (code, output, error) = await verb;
            Assert.True(code == 0, error);
            Assert.Contains("Index reconstruit", output, StringComparison.Ordinal);
            for (var write = 0; write < 4; write++) await WriteAsync(site, $"apres-{round}-{write}");
        }

        await MailSite.UntilAsync(async () => await FoundAsync(site) == 16, "the sixteen writes are found");
        await end.CancelAsync();
        await searching;
        Assert.True(searches > 10, $"{searches} searches");
        Assert.Empty(failures);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(site.Folder, "index", "requests")));
    }

    [Fact]
    public async Task Reindex_TwiceAtOnceBesideALiveSite_AnswersBoth()
    {
        await using var site = await TestSite.StartAsync();

        var both = await Task.WhenAll(terminal.RunAsync("reindex", "--data", site.Folder),
            terminal.RunAsync("reindex", "--data", site.Folder));

        Assert.All(both, verb => Assert.True(verb.Code == 0, verb.Error));
        await WriteAsync(site, "apres-0");
        await MailSite.UntilAsync(async () => await FoundAsync(site) == 1, "what is written afterwards is found");
    }

    [Fact]
    public async Task Reindex_ThatTheSiteCannotDo_SaysWhyAndLeavesTheIndex()
    {
        await using var site = await TestSite.StartAsync();
        await site.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Offers\" RENAME TO \"Ailleurs\""));

        var (code, _, error) = await terminal.RunAsync("reindex", "--data", site.Folder);

        Assert.Equal(1, code);
        Assert.Contains("il est resté comme il était", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        await site.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Ailleurs\" RENAME TO \"Offers\""));
        await WriteAsync(site, "apres-0");
        await MailSite.UntilAsync(async () => await FoundAsync(site) == 1, "the index follows the journal as before");
    }

    [Fact]
    public async Task Reindex_WithoutASite_TwiceAtOnce_HoldsWhatTheDatabaseHolds()
    {
        await terminal.OpenAsync();
        var held = await AddedAsync("seule-0");
        Directory.Delete(Path.Combine(terminal.Data, "index"), recursive: true);

        var both = await Task.WhenAll(terminal.RunAsync("reindex"), terminal.RunAsync("reindex"));

        Assert.All(both, verb => Assert.True(verb.Code == 0, verb.Error));
        Assert.Equal((held, 1), Indexed("seule"));
    }

    [Fact]
    public async Task Reindex_KilledAnywhereWithoutASite_LeavesAnIndexThatOpens()
    {
        await terminal.OpenAsync();
        var held = await AddedAsync("seule-0");
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, (await terminal.RunAsync("reindex")).Code);
        var time = watch.Elapsed;
        var (random, stopped) = (new Random(20261201), 0);
        for (var turn = 0; turn < 6; turn++)
        {
            using var process = terminal.Start("reindex");
            await Task.Delay(time * (0.3 + (0.7 * random.NextDouble())), TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (process.ExitCode != 0) stopped++;

            Assert.Equal((held, 1), Indexed("seule"));
        }
        Assert.True(stopped > 0, "none was stopped before its end");
    }

    [Fact]
    public async Task Reindex_KilledWhileItWaits_TroublesNoSite()
    {
        await using var site = await TestSite.StartAsync();
        using (var process = terminal.Start("reindex", "--data", site.Folder))
        {
            Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await WriteAsync(site, "apres-0");

        await MailSite.UntilAsync(async () => await FoundAsync(site) == 1, "what is written afterwards is found");
        Assert.Equal(0, (await terminal.RunAsync("reindex", "--data", site.Folder)).Code);
    }

    [Fact]
    public async Task Reindex_WhenTheSiteIsKilledMeanwhile_TakesItsPlace()
    {
        await terminal.OpenAsync();
        var held = await AddedAsync("seule-0");
        var (site, _) = await terminal.ServeAsync();
        using (site)
        using (var verb = terminal.Start("reindex"))
        {
            // The first line says that the site is asked.
            Assert.NotNull(await verb.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            site.Kill();
            await site.WaitForExitAsync(TestContext.Current.CancellationToken);
            await verb.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, verb.ExitCode);
        }

        Assert.Equal((held, 1), Indexed("seule"));
    }

    public void Dispose() => terminal.Dispose();

    private static Task<int> WriteAsync(TestSite site, string slug) => site.WithDbAsync(db => AddAsync(db, slug));

    private static async Task<int> AddAsync(TerreauDb db, string slug)
    {
        db.Add(Builders.Organisation(slug, $"Zygomatique {slug}", "essai", PartialDate.Parse("2026")));
        return await db.SaveAsync(Act.ByConsole(TimeProvider.System, "essayer"));
    }

    /// <summary>How many of what this test wrote the pages of the site find.</summary>
    private static async Task<int> FoundAsync(TestSite site)
        => (await site.PageAsync("/acteurs?q=zygomatique")).QuerySelectorAll("main h3 a, main h2 a")
            .Count(link => link.TextContent.StartsWith("Zygomatique", StringComparison.Ordinal));

    /// <summary>Writes a sheet beside the index.</summary>
    /// <returns>How many sheets the database holds then.</returns>
    private async Task<int> AddedAsync(string slug)
    {
        await using var place = await Workplace.OpenAsync(
            new TerreauOptions { Data = terminal.Data, Territory = Clone.Territory, Jobs = false }, TestContext.Current.CancellationToken);
        await AddAsync(place.Db, slug);
        return await place.Db.Organisations.CountAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What the index on disk holds, and what it finds.</summary>
    private (int Held, int Found) Indexed(string text)
    {
        using var hold = FolderHold.Take(terminal.Data, "test", TimeProvider.System);
        using var actors = SearchIndex.Open(ActorSchema.Schema, Path.Combine(terminal.Data, "index", ActorSchema.Schema.Name));
        Assert.Equal(SearchIndexState.Ready, actors.State);
        return (actors.Count,
            actors.Search(new SearchQuery { Text = text, Day = new DateOnly(2026, 11, 23) }).Hits.Count);
    }
}
