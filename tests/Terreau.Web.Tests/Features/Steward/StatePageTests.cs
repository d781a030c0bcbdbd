using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Data.Steady;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Features.Steward.State;
using Terreau.Web.Hosting.Jobs;
using Terreau.Web.Hosting.Watch.State;
using Terreau.Web.Tests.Hosting.Mail;

namespace Terreau.Web.Tests.Features.Steward;

/// <summary>The state of the site in plain words, for its administrators.</summary>
public sealed class StatePageTests
{
    private const string Address = "/bureau/etat";
    private const string Sending = "envoyer les messages";

    [Fact]
    public async Task Get_ByTheManager_IsNotThere_AndTheDeskDoesNotLeadThere()
    {
        await using var site = await TestSite.StartAsync();
        await site.SignInAsync("manon@exemple.fr", TerritoryRoles.Manager);

        using var response = await site.Client.GetAsync(Address);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Null((await site.PageAsync("/bureau")).QuerySelector($"a[href='{Address}']"));
    }

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Get_ByTheAdministrator_SaysHowTheSiteIs(string database)
    {
        await using var site = await AdministratorAsync(database);

        var page = await site.PageAsync(Address);

        Assert.NotNull((await site.PageAsync("/bureau")).QuerySelector($"a[href='{Address}']"));
        Assert.Contains(".NET 10", Line(page, "Programme"), StringComparison.Ordinal);
        Assert.Contains(database == "sqlite" ? "SQLite 3." : "PostgreSQL ", Line(page, "Base de données"), StringComparison.Ordinal);
        Assert.Contains(Environment.MachineName, Line(page, "Serveurs"), StringComparison.Ordinal);
        Assert.Matches(@"[\d,]+\u00a0[GM]o libres sur", Line(page, "Place sur le disque"));
        Assert.Matches(@"\d+\u00a0(acteurs|offres) et \d+\u00a0(acteurs|offres)", Line(page, "Recherche"));
        Assert.Contains("TERREAU_SMTP", Line(page, "Messages"), StringComparison.Ordinal);
        Assert.Contains("ne fait rien de lui-même", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_SayHowTheyLastEnded_AndWhenTheyComeAgain()
    {
        await using var site = await TestSite.StartAsync(adjust: options => options with { Jobs = true });
        await site.SignInAsync("ada@exemple.fr", TerritoryRoles.Administrator);
        var outcomes = site.Services.GetRequiredService<JobOutcomes>();
        while (outcomes.Of(Sending) is null) await Task.Delay(20, TestContext.Current.CancellationToken);
        outcomes.Fail("effacer ce qui a fait son temps", new InvalidOperationException("adresse de quelqu’un"));

        var page = await site.PageAsync(Address);

        Assert.Contains("A réussi le 23 novembre 2026", Line(page, "Envoyer les messages").Replace('\u00a0', ' '),
            StringComparison.Ordinal);
        Assert.DoesNotContain("adresse de quelqu’un", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("[aria-labelledby=travaux] li"), line => Assert.NotNull(line.QuerySelector(".status")));
    }

    [Fact]
    public async Task Job_ThatFails_SaysSince_AndWhatToDo()
    {
        var failed = new JobOutcome(FailedAt: TestSite.Morning.UtcDateTime);
        await using var site = await AdministratorAsync("sqlite");
        await using var scope = site.Services.CreateAsyncScope();
        var state = await scope.ServiceProvider.GetRequiredService<StateReading>().ReadAsync(TestContext.Current.CancellationToken);

        var broken = StateWords.Jobs(state with { Jobs = [new("décider", failed, null, null)] })[0];
        var outage = StateWords.Jobs(
            state with { Jobs = [new("décider", failed with { IsOutage = true }, null, null)] })[0];
        var mended = StateWords.Jobs(
            state with { Jobs = [new("décider", failed with { SucceededAt = failed.FailedAt!.Value.AddSeconds(1) }, null, null)] })[0];

        Assert.Equal(("À faire", "À faire", "Bien"), (broken.Label, outage.Label, mended.Label));
        Assert.Contains("journalctl", broken.ToDo, StringComparison.Ordinal);
        Assert.Contains("La base de données ne répondait pas", outage.ToDo, StringComparison.Ordinal);
        Assert.Null(mended.ToDo);
    }

    [Fact]
    public async Task Mails_ThatAreLateOrGivenUp_AskForAnAct()
    {
        await using var site = await AdministratorAsync("sqlite");
        await site.PutAsync("ines@exemple.fr");
        site.Clock.Advance(TimeSpan.FromMinutes(61));
        var late = Line(await site.PageAsync(Address), "Messages");

        await site.WithDbAsync(async db =>
        {
            var act = new Act("test", site.Clock.GetUtcNow().UtcDateTime, "échouer");
            foreach (var mail in db.OutgoingMails)
            {
                for (var tries = 0; !mail.GivenUp && mail.SentAt is null && tries < 20; tries++) { mail.Try(act); mail.Fail("non", act); }
            }
            return await db.SaveAsync(act);
        });
        var givenUp = Line(await site.PageAsync(Address), "Messages");

        Assert.Contains("Vérifiez le serveur d’envoi", late, StringComparison.Ordinal);
        Assert.Contains("courrier relance", givenUp, StringComparison.Ordinal);
        Assert.Contains("abandonné", givenUp, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_ThatDoesNotSucceed_IsNamed()
    {
        await using var site = await AdministratorAsync("sqlite");
        site.Services.GetRequiredService<WorkerBoard>().Falter("suivre le journal", new IOException("/disque/plein"));

        var page = await site.PageAsync(Address);

        Assert.Contains("Échoue depuis le", Line(page, "Suivre le journal"), StringComparison.Ordinal);
        Assert.Contains("demande", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("/disque/plein", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(900_000_000, 5_000_000_000, true)]
    [InlineData(9_000_000_000, 100_000_000_000, true)]
    [InlineData(20_000_000_000, 100_000_000_000, false)]
    public void Disk_IsShort_BelowATenthOrAGigabyte(long free, long total, bool isShort)
        => Assert.Equal(isShort, new DiskState(free, total).IsShort);

    private static async Task<TestSite> AdministratorAsync(string database)
    {
        var site = await TestSite.StartAsync(database);
        await site.SignInAsync("ada@exemple.fr", TerritoryRoles.Administrator);
        return site;
    }

    private static string Line(IDocument page, string title)
        => page.QuerySelectorAll("main .lines li").Single(line => line.QuerySelector("strong")!.TextContent == title).TextContent;
}
