using System.Net;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Tests.Features.Accounts;

public sealed class SignInTests : IAsyncLifetime
{
    private const string Ines = "ines@exemple.fr";

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Link_FirstTime_MakesTheAccountAndOpensIt(string database)
    {
        await using var other = await TestSite.StartAsync(database);

        await other.SignInAsync(Ines);

        var page = await other.PageAsync("/compte");
        Assert.Contains(Ines, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await other.WithDbAsync(db => db.Accounts.CountAsync()));
    }

    [Fact]
    public async Task Link_Opened_DoesNothingUntilTheButton()
    {
        var link = await site.AskForLinkAsync(Ines);

        await site.PageAsync(link.Path);
        await site.PageAsync(link.Path);

        Assert.Equal(0, await site.WithDbAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task Link_UsedTwice_IsRefusedTheSecondTime()
    {
        var link = await site.AskForLinkAsync(Ines);
        var page = await site.PageAsync(link.Path);

        using var first = await site.SubmitAsync(page, "main form");
        using var second = await site.SubmitAsync(await site.PageAsync(link.Path), "main form");

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Contains("a déjà servi", await second.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDbAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task Link_AfterFifteenMinutes_IsRefused()
    {
        var link = await site.AskForLinkAsync(Ines);
        var page = await site.PageAsync(link.Path);
        site.Clock.Advance(SignInLink.Life);

        using var late = await site.SubmitAsync(page, "main form");

        Assert.Contains("plus de quinze minutes", await late.WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_FromAnotherBrowser_IsRefusedAndStaysGood()
    {
        var link = await site.AskForLinkAsync(Ines);
        using var thief = site.NewClient();
        var html = await thief.GetStringAsync(link.Path);
        var page = await site.ParseAsync(html, link.Path);
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var stolen = await thief.PostAsync(link.Path,
            new FormUrlEncodedContent([new("_handler", "entrer"), new("__RequestVerificationToken", token)]));
        using var own = await site.SubmitAsync(await site.PageAsync(link.Path), "main form");

        Assert.Contains("dans le navigateur où il a été demandé", await stolen.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, own.StatusCode);
    }

    [Fact]
    public async Task Link_WithAnotherKey_IsRefused()
    {
        var link = await site.AskForLinkAsync(Ines);

        using var wrong = await site.SubmitAsync(await site.PageAsync(link.Path[..^4] + "0000"), "main form");

        Assert.Contains("n’est pas valable", await wrong.WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_Typed_OpensTheAccount()
    {
        using var asked = await site.SubmitAsync(await site.PageAsync("/connexion"), "form:not([data-passkey])", ("Mail.Address", Ines));
        var code = (await site.LastMailAsync(Ines)).Split("ce code : ")[1][..7];

        using var entered = await site.SubmitAsync(await site.PageAsync(asked.Headers.Location!.OriginalString), "main form",
            ("Form.Code", code));

        Assert.Equal("/compte", new Uri(site.Client.BaseAddress!, entered.Headers.Location!).AbsolutePath);
    }

    [Fact]
    public async Task Code_WrongFiveTimes_KillsTheLink()
    {
        using var asked = await site.SubmitAsync(await site.PageAsync("/connexion"), "form:not([data-passkey])", ("Mail.Address", Ines));
        var waiting = asked.Headers.Location!.OriginalString;
        var code = (await site.LastMailAsync(Ines)).Split("ce code : ")[1][..7].Replace(" ", "", StringComparison.Ordinal);
        var wrong = code == "000000" ? "111111" : "000000";

        for (var i = 0; i < SignInLink.MostFailures; i++)
            (await site.SubmitAsync(await site.PageAsync(waiting), "main form", ("Form.Code", wrong))).Dispose();
        using var right = await site.SubmitAsync(await site.PageAsync(waiting), "main form", ("Form.Code", code));

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(0, await site.WithDbAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task Ask_KnownOrNot_AnswersTheSame()
    {
        await site.SignInAsync(Ines);
        var answers = new List<string>();
        foreach (var address in new[] { Ines, "personne@exemple.fr" })
        {
            using var asked = await site.SubmitAsync(await site.PageAsync("/connexion"), "form:not([data-passkey])",
                ("Mail.Address", address));
            var shown = await site.PageAsync(asked.Headers.Location!.OriginalString);
            answers.Add(
                $"{(int)asked.StatusCode} {shown.QuerySelector("main")!.TextContent.Replace(address, "…", StringComparison.Ordinal)}");
        }

        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task Ask_SixTimesInAQuarter_SendsFiveAndAnswersTheSame()
    {
        for (var i = 0; i < 6; i++)
            (await site.SubmitAsync(await site.PageAsync("/connexion"), "form:not([data-passkey])", ("Mail.Address", Ines))).Dispose();

        Assert.Equal(5, await site.WithDbAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ines")]
    [InlineData("ines@exemple.fr\r\nBcc: tous@exemple.fr")]
    public async Task Ask_NoAddress_IsToldOnThePage(string typed)
    {
        using var asked = await site.SubmitAsync(await site.PageAsync("/connexion"), "form:not([data-passkey])", ("Mail.Address", typed));

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("Un point est à revoir", await asked.WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_CookieReplayedAfterwards_OpensNothing()
    {
        await site.SignInAsync(Ines);
        var cookie = site.Cookie("terreau-seance");

        using var left = await site.SubmitAsync(await site.PageAsync("/deconnexion"), "main form");
        using var thief = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/compte");
        request.Headers.Add("Cookie", $"terreau-seance={cookie}");
        using var replayed = await thief.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, replayed.StatusCode);
        Assert.StartsWith("/connexion", replayed.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_OneEnded_IsOverAtOnce()
    {
        await site.SignInAsync(Ines);

        using var ended = await site.SubmitAsync(await site.PageAsync("/compte/seances"), "main .lines form");
        using var after = await site.Client.GetAsync("/compte");

        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Then_OnlyPathsOfThisSite_AreFollowed()
    {
        using var asked = await site.SubmitAsync(await site.PageAsync("/connexion?suite=//voleur.exemple"), "form:not([data-passkey])",
            ("Mail.Address", Ines));
        var text = await site.LastMailAsync(Ines);
        var path = new Uri(text.Split('\n').First(line => line.Contains("/connexion/lien/", StringComparison.Ordinal)).Trim()).AbsolutePath;

        using var entered = await site.SubmitAsync(await site.PageAsync(path), "main form");

        Assert.Equal("/compte", new Uri(site.Client.BaseAddress!, entered.Headers.Location!).AbsolutePath);
    }

    [Fact]
    public async Task Post_AfterTheSessionEnded_GivesBackWhatWasTyped()
    {
        await site.SignInAsync(Ines);
        var page = await site.PageAsync("/compte");
        await site.WithDbAsync(db => db.Sessions
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.ExpiresAt, DateTime.UnixEpoch)));

        using var late = await site.SubmitAsync(page, "form", ("Form.Name", "Inès, de la Ressourcerie"));

        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
        Assert.Contains("Inès, de la Ressourcerie", await late.WordsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_ThatDecide_SleepAfterALinkByMail()
    {
        await site.SignInAsync(Ines, TerritoryRoles.Administrator);
        var weak = await site.PageAsync("/compte");
        await site.SignInAsync(Ines, strong: true);
        var strong = await site.PageAsync("/compte");

        Assert.Contains("Un de vos rôles attend une clé", weak.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("attend une clé", strong.Body!.TextContent, StringComparison.Ordinal);
    }
}
