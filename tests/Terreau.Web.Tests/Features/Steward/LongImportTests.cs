using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Actors;

namespace Terreau.Web.Tests.Features.Steward;

/// <summary>
/// A file that takes longer than a request: its progress is shown, it is done once, and what was cut short is taken up again.
/// </summary>
public sealed class LongImportTests : IDisposable
{
    private const string File = "Nom;Ville\nÉpicerie des Coteaux;Bondy\nAtelier du Canal;Pantin\n";
    private readonly Turnstile turnstile = new();

    public static TheoryData<string> Both => Databases.Both;

    [Fact]
    public async Task Apply_LongerThanARequest_ShowsItsStepThenTheResult_AndIsDoneOnce()
    {
        await using var site = await StartAsync();
        var path = await SendAsync(site);
        var seen = await site.PageAsync(path + "?voir=changements");
        turnstile.Close(ImportStep.Writing);

        using var asked = await site.SubmitAsync(seen, "form[method=post]:not(:has(select))");
        var waiting = await site.PageAsync(asked.Headers.Location!.OriginalString);
        using var twice = await site.SubmitAsync(seen, "form[method=post]:not(:has(select))");
        var list = await site.PageAsync("/bureau/imports");
        using var columns = await site.SubmitAsync(seen, "form[method=post]:has(select)", ("colonne-1", ""));

        Assert.Equal("Étape 4 sur 5, écriture : 0\u00A0ligne sur 2.", waiting.QuerySelector("[data-waiting-words]")!.TextContent);
        Assert.Equal("0", waiting.QuerySelector("[data-waiting] progress")!.GetAttribute("value"));
        Assert.Contains("http-equiv=\"refresh\" content=\"2\"", waiting.Head!.QuerySelector("noscript")!.InnerHtml,
            StringComparison.Ordinal);
        Assert.Empty(waiting.QuerySelectorAll("form[method=post]:not(.site-foot form)"));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (twice.StatusCode, columns.StatusCode));
        Assert.Contains("En cours d’application", list.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(site));
        turnstile.Open();
        await UntilAsync(site, path, "Ce fichier est appliqué");
        Assert.Equal(2, await CountAsync(site));
        Assert.Equal(1, turnstile.Writings);
        Assert.Empty((await site.PageAsync(path)).QuerySelectorAll("head noscript"));
    }

    [Fact]
    public async Task Compare_LongerThanARequest_ShowsItsStepThenWhatChanges()
    {
        await using var site = await StartAsync();
        var path = await SendAsync(site);
        turnstile.Close(ImportStep.Comparing);

        var waiting = await site.PageAsync(path + "?voir=changements");
        turnstile.Open();

        Assert.Equal("Étape 2 sur 5, comparaison : 0\u00A0ligne sur 2.", waiting.QuerySelector("[data-waiting-words]")!.TextContent);
        await UntilAsync(site, path + "?voir=changements", "2\u00A0ajoutées");
        Assert.Equal(0, await CountAsync(site));
    }

    [Fact]
    public async Task Compare_AskedAgainAfterAWrite_IsOfTheDirectoryAsItStands()
    {
        await using var site = await StartAsync();
        var path = await SendAsync(site);
        Assert.Contains("2\u00A0ajoutées", (await site.PageAsync(path + "?voir=changements")).Body!.TextContent, StringComparison.Ordinal);
        await site.WithDbAsync(db =>
        {
            db.Organisations.Add(
                new Organisation { Slug = "epicerie", Name = "Épicerie des Coteaux", Communes = ["93010"], SourceId = Organisation.Declared,
                    SourceOn = PartialDate.Parse("2026-11-23") });
            return db.SaveAsync(new Act("test", DateTime.UnixEpoch, "ajouter"));
        });

        var again = await site.PageAsync(path + "?voir=changements");

        Assert.Contains("1\u00A0ajoutée et 1\u00A0inchangée", again.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_StoppedInTheMiddle_LeavesNothing_AndTheImportIsTakenUp()
    {
        using var folder = new TemporaryFolder();
        var site = await StartAsync(folder: folder);
        var path = await SendAsync(site);
        var seen = await site.PageAsync(path + "?voir=changements");
        turnstile.Close(ImportStep.Writing);
        (await site.SubmitAsync(seen, "form[method=post]:not(:has(select))")).Dispose();
        var stopped = site.DisposeAsync().AsTask();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        turnstile.Open();
        await stopped;

        await using var after = await StartAsync(folder: folder);
        Assert.Equal(0, await CountAsync(after));
        var list = await after.PageAsync("/bureau/imports");
        var page = await after.PageAsync(path);
        Assert.Contains("Interrompu : rien n’est écrit.", list.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Le serveur s’est arrêté avant la fin.", page.Body!.TextContent, StringComparison.Ordinal);
        using var taken = await after.SubmitAsync(list, "form:has(input[value=reprendre])");
        Assert.EndsWith(path, taken.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync(after));
        Assert.Contains("Ce fichier est appliqué", (await after.PageAsync(path)).Body!.TextContent, StringComparison.Ordinal);
        // The button of a page left open does nothing more.
        using var late = await after.SubmitAsync(page, "form:has(input[value=reprendre])");
        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
        Assert.Equal(2, await CountAsync(after));
    }

    [Fact]
    public async Task Import_ThatFails_SaysSoAndIsTakenUp()
    {
        await using var site = await StartAsync();
        var path = await SendAsync(site);
        turnstile.Break(ImportStep.Writing);
        using var asked = await site.SubmitAsync(await site.PageAsync(path + "?voir=changements"), "form[method=post]:not(:has(select))");

        var page = await site.PageAsync(path);

        Assert.Contains("Une erreur l’a arrêté. Rien n’est écrit.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(site));
        turnstile.Open();
        (await site.SubmitAsync(page, "form:has(input[value=reprendre])")).Dispose();
        Assert.Equal(2, await CountAsync(site));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Import_ThatAnotherProcessApplies_IsUnderWay_ThenCutShort(string database)
    {
        await using var site = await StartAsync(database);
        var path = await SendAsync(site);
        var file = await AgreeAsync(site, new string('0', 64));
        await using (await site.Services.GetRequiredService<ImportHolds>().TakeAsync(file.Id, TestContext.Current.CancellationToken))
        {
            var waiting = await site.PageAsync(path);
            Assert.Contains("Un autre programme s’en occupe", waiting.QuerySelector("[data-waiting-words]")!.TextContent,
                StringComparison.Ordinal);
            Assert.Contains("En cours d’application", (await site.PageAsync("/bureau/imports")).Body!.TextContent,
                StringComparison.Ordinal);
        }

        Assert.Contains("a été interrompu", (await site.PageAsync(path)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_TakenUpAfterTheDirectoryChanged_WritesNothingAndShowsTheDifference()
    {
        await using var site = await StartAsync();
        var path = await SendAsync(site);
        await AgreeAsync(site, new string('0', 64));

        using var taken = await site.SubmitAsync(await site.PageAsync(path), "form:has(input[value=reprendre])");

        var page = await site.PageAsync(taken.Headers.Location!.OriginalString);
        Assert.Contains("ont changé entre-temps", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2\u00A0ajoutées", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(site));
        Assert.False(await site.WithDbAsync(db => db.ImportedFiles.AnyAsync(file => file.StartedAt != null)));
    }

    [Fact]
    public async Task Columns_SaidAgain_EndAnImportThatWasCutShort()
    {
        await using var site = await StartAsync();
        var path = await SendAsync(site);
        await AgreeAsync(site, new string('0', 64));

        using var kept = await site.SubmitAsync(await site.PageAsync(path), "form[method=post]:has(select)", ("colonne-1", ""));

        Assert.DoesNotContain("interrompu", (await site.PageAsync(kept.Headers.Location!.OriginalString.Split('#')[0])).Body!.TextContent,
            StringComparison.Ordinal);
    }

    public void Dispose() => turnstile.Dispose();

    private async Task<TestSite> StartAsync(string database = "sqlite", TemporaryFolder? folder = null)
    {
        var site = await TestSite.StartAsync(database, folder: folder, services: services => services.AddScoped(_ => turnstile.Watched()));
        await site.SignInAsync("manager@exemple.fr", TerritoryRoles.Manager, strong: true);
        return site;
    }

    private static async Task<string> SendAsync(TestSite site)
    {
        var page = await site.PageAsync("/bureau/imports");
        using var form = new MultipartFormDataContent();
        foreach (var input in page.QuerySelectorAll("form[enctype] input[type=hidden]").Cast<IHtmlInputElement>())
            form.Add(new StringContent(input.Value), input.Name!);
        form.Add(new StringContent("Ville"), "source");
        form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(File)), "fichier", "ville.csv");
        using var sent = await site.Client.PostAsync("/bureau/imports", form);
        return new Uri(site.Client.BaseAddress!, sent.Headers.Location!).PathAndQuery;
    }

    /// <summary>What a machine that stopped leaves: an agreement without its end.</summary>
    private static Task<ImportedFile> AgreeAsync(TestSite site, string agreed) => site.WithDbAsync(async db =>
    {
        var file = await db.ImportedFiles.SingleAsync();
        var act = new Act("test", site.Clock.GetUtcNow().UtcDateTime, "commencer");
        file.Start(act, agreed, withLookalikes: false);
        await db.SaveAsync(act);
        return file;
    });

    private static Task<int> CountAsync(TestSite site)
        => site.WithDbAsync(db => db.Organisations.CountAsync(sheet => sheet.SourceId == "import-ville"));

    private static async Task UntilAsync(TestSite site, string path, string words)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if ((await site.PageAsync(path)).Body!.TextContent.Contains(words, StringComparison.Ordinal)) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"« {words} » does not show.");
    }

    /// <summary>Holds the work at a step, as a large file would, or breaks it there.</summary>
    private sealed class Turnstile : IDisposable
    {
        private readonly ManualResetEventSlim open = new(initialState: true);
        private ImportStep? closed;
        private ImportStep? broken;
        private int writings;

        /// <summary>How many applications began to write.</summary>
        public int Writings => Volatile.Read(ref writings);

        public void Close(ImportStep at)
        {
            closed = at;
            open.Reset();
        }

        public void Break(ImportStep at) => broken = at;

        public void Open()
        {
            broken = null;
            open.Set();
        }

        public ImportProgress Watched()
        {
            var progress = new ImportProgress();
            progress.Said += stand =>
            {
                if (stand.Step == ImportStep.Writing && stand.Done == 0) Interlocked.Increment(ref writings);
                if (stand.Step == broken) throw new InvalidOperationException("essai");
                if (stand.Step == closed && !open.Wait(TimeSpan.FromSeconds(30))) throw new TimeoutException();
            };
            return progress;
        }

        public void Dispose() => open.Dispose();
    }
}
