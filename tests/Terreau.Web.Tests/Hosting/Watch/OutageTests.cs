using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Seeds;
using Terreau.Web.Tests.Hosting.Mail;

namespace Terreau.Web.Tests.Hosting.Watch;

/// <summary>PostgreSQL goes and comes back, in every way: the site says so, serves what it can, and is whole again by itself.</summary>
public sealed class OutageTests : IDisposable
{
    private const string Sheet = "/acteurs/baluchon";
    private const string ApiSheet = "/api/v1/acteurs/baluchon";
    private const string Report = "/acteurs/baluchon/signaler";
    private static readonly string[] Addresses = ["/", "/acteurs", Sheet, Report, "/offres/dla", "/connexion", "/api/v1/acteurs", ApiSheet];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task EveryConnectionCut_AgainAndAgain_SiteServesOn()
    {
        var (site, connection) = await StartAsync();
        await using var _ = site;
        var seen = new ConcurrentBag<(string Address, HttpStatusCode Status)>();
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        // Three who read, one who takes away what they read by.
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(async () =>
        {
            using var client = site.NewClient();
            for (var at = reader; !over.IsCancellationRequested; at++)
            {
                var address = Addresses[at % Addresses.Length];
                using var response = await client.GetAsync(address);
                if (!response.IsSuccessStatusCode) await AssertToldAsync(site, address, response);
                seen.Add((address, response.StatusCode));
            }
        })).ToList();
        while (!over.IsCancellationRequested)
        {
            await CutAsync(connection);
            await Task.Delay(150);
        }
        await Task.WhenAll(readers);

        AssertLives(site);
        // A cut connection is replaced: hardly anybody who reads is told of it.
        Assert.True(seen.Count(one => one.Status == HttpStatusCode.OK) > seen.Count * 9 / 10,
            string.Join('\n', seen.GroupBy(one => one).Select(group => $"{group.Key}: {group.Count()}")));
        await AssertWholeAsync(site);
    }

    [Fact]
    public async Task FormsSent_WhileConnectionsAreCut_AreEachWrittenOnceOrRefused()
    {
        var (site, connection) = await StartAsync();
        await using var _ = site;
        var answers = new List<(string Message, HttpStatusCode Status)>();
        using var over = new CancellationTokenSource();
        var cutting = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                await CutAsync(connection);
                await Task.Delay(15);
            }
        });
        var page = await UntilPageAsync(site, Report);
        for (var at = 0; at < 200; at++)
        {
            using var response = await site.SubmitAsync(page, "main form", ("Form.Message", $"Le numéro {at} est faux."));
            if (response.StatusCode != HttpStatusCode.Redirect) await AssertToldAsync(site, Report, response);
            answers.Add(($"Le numéro {at} est faux.", response.StatusCode));
        }
        await over.CancelAsync();
        await cutting;
        await UntilPageAsync(site, Report);

        var written = await site.WithDbAsync(db => db.ErrorReports.Select(report => report.Message).ToListAsync());
        Assert.Equal(written.Count, written.Distinct().Count());
        Assert.All(answers.Where(answer => answer.Status == HttpStatusCode.Redirect), answer => Assert.Contains(answer.Message, written));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.Redirect);
        Assert.Equal(written.Count, await site.WithDbAsync(db => db.Journal.CountAsync(
            line => line.Subject == nameof(ErrorReport) && line.Change == JournalChange.Created)));
    }

    [Fact]
    public async Task DatabaseAway_IsToldToEveryone_AndAllComesBack()
    {
        var (site, connection) = await StartAsync();
        await using var _ = site;
        var page = await site.PageAsync(Report);
        await OpenAsync(connection, isOpen: false);

        foreach (var address in new[] { Sheet, ApiSheet, "/acteurs/baluchon/contact" })
        {
            using var response = await site.Client.GetAsync(address);
            await AssertToldAsync(site, address, response);
        }
        using (var sent = await site.SubmitAsync(page, "main form", ("Form.Message", "Le numéro est faux.")))
            await AssertToldAsync(site, Report, sent);
        Assert.Equal("Healthy", await site.Client.GetStringAsync("/healthz"));
        using (var ready = await site.Client.GetAsync("/readyz"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains("La base de données ne répond pas", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        // Every worker has met it, some more than once.
        await MailSite.UntilAsync(async () =>
        {
            site.Clock.Advance(TimeSpan.FromSeconds(20));
            var said = await ReadyAsync(site);
            return said.Contains("suivre le journal", StringComparison.Ordinal)
                && said.Contains("envoyer les messages", StringComparison.Ordinal);
        }, "who cannot work is named");
        AssertLives(site);

        await OpenAsync(connection, isOpen: true);
        Assert.Empty(await site.WithDbAsync(db => db.ErrorReports.ToListAsync()));
        await AssertWholeAsync(site);
    }

    [Theory, InlineData("fast"), InlineData("immediate")]
    public async Task Postgres_StoppedAndStarted_IsFoundAgain(string mode)
    {
        using var cluster = PostgresCluster.Start();
        await using var site = await TestSite.StartAsync(
            adjust: options => options with { Jobs = true }, folder: folder, connection: cluster.Connection);
        await site.PageAsync(Sheet);

        for (var time = 0; time < 3; time++)
        {
            cluster.Down(mode);
            using (var response = await site.Client.GetAsync(Sheet)) await AssertToldAsync(site, Sheet, response);
            await Task.Delay(1_000);
            cluster.Up();
            await UntilPageAsync(site, Sheet);
        }

        AssertLives(site);
        await AssertWholeAsync(site);
    }

    public void Dispose() => folder.Dispose();

    private async Task<(TestSite Site, string Connection)> StartAsync()
    {
        var fresh = await SiteTemplates.CopyAsync("postgres", null, 0, folder.Path);
        // As on a real site, connections are kept from one request to the next: those are what is cut.
        var connection = new NpgsqlConnectionStringBuilder(fresh) { Pooling = true }.ConnectionString;
        return (await TestSite.StartAsync(
            adjust: options => options with { Jobs = true }, folder: folder, connection: connection), connection);
    }

    /// <summary>A page or problem details in plain words, that says when to come again and nothing of what is inside.</summary>
    private static async Task AssertToldAsync(TestSite site, string address, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable,
            $"{address} answered {(int)response.StatusCode}: {text[..Math.Min(300, text.Length)]}");
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        Assert.All(["Npgsql", "Exception", "   at ", "EntityFramework", "127.0.0.1:54"],
            inside => Assert.DoesNotContain(inside, text, StringComparison.Ordinal));
        if (address.StartsWith("/api", StringComparison.Ordinal))
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            var problem = JsonDocument.Parse(text).RootElement;
            Assert.Equal(503, problem.GetProperty("status").GetInt32());
            Assert.Contains("base de données", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
            return;
        }
        var page = await site.ParseAsync(text, address);
        Assert.Equal("Le site ne répond pas pour le moment", page.QuerySelector("h1")?.TextContent);
        Assert.Contains("base de données", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static void AssertLives(TestSite site)
        => Assert.False(site.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested,
            "the site has ended");

    /// <summary>Pages, forms, index, mails: without anybody having done anything.</summary>
    private static async Task AssertWholeAsync(TestSite site)
    {
        await MailSite.UntilAsync(async () =>
        {
            site.Clock.Advance(TimeSpan.FromSeconds(20));
            return await ReadyAsync(site) == "Healthy";
        }, "the site says that it is whole");
        foreach (var address in Addresses) await site.PageAsync(address);
        await site.WithDbAsync(db =>
        {
            db.Add(Builders.Organisation("zygomatique", "Le Zygomatique", "essai", PartialDate.Parse("2026")));
            return db.SaveAsync(Act.ByConsole(site.Clock, "essayer"));
        });
        await MailSite.UntilAsync(async () => (await site.Client.GetStringAsync("/api/v1/acteurs?q=zygomatique"))
            .Contains("Le Zygomatique", StringComparison.Ordinal), "the index follows");
        await site.PutAsync("ines@exemple.fr");
        await MailSite.UntilAsync(async () => (await site.MailAsync("ines@exemple.fr")).SentAt is not null, "the mail is sent");
    }

    private static async Task<string> ReadyAsync(TestSite site)
    {
        using var response = await site.Client.GetAsync("/readyz");
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> UntilPageAsync(TestSite site, string address)
    {
        await MailSite.UntilAsync(async () =>
        {
            using var response = await site.Client.GetAsync(address);
            return response.IsSuccessStatusCode;
        }, $"{address} answers");
        for (var tries = 0; ; tries++)
        {
            using var response = await site.Client.GetAsync(address);
            if (response.IsSuccessStatusCode) return await site.ParseAsync(await response.Content.ReadAsStringAsync(), address);
            Assert.True(tries < 100, $"{address} answers {response.StatusCode}");
        }
    }

    private static Task CutAsync(string connection)
        => ByServerAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DatabaseOf(connection)}'");

    /// <summary>No connection, old or new, as when the server is gone.</summary>
    private static async Task OpenAsync(string connection, bool isOpen)
    {
        await ByServerAsync($"ALTER DATABASE {DatabaseOf(connection)} ALLOW_CONNECTIONS {isOpen}");
        if (!isOpen) await CutAsync(connection);
    }

    private static string DatabaseOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private static async Task ByServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Databases.PostgresServer);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
