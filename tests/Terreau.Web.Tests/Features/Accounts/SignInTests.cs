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
    public async Task Code_WrongFiveTimes_ServesNoMore_AndTheLinkDoes()
    {
        using var asked = await site.SubmitAsync(await site.PageAsync("/connexion"), "form:not([data-passkey])", ("Mail.Address", Ines));
        var waiting = asked.Headers.Location!.OriginalString;
        var code = (await site.LastMailAsync(Ines)).Split("ce code : ")[1][..7].Replace(" ", "", StringComparison.Ordinal);
        var wrong = code == "000000" ? "111111" : "000000";

        for (var i = 0; i < SignInLink.MostFailures; i++)
            (await site.SubmitAsync(await site.PageAsync(waiting), "main form", ("Form.Code", wrong))).Dispose();
        using var right = await site.SubmitAsync(await site.PageAsync(waiting), "main form", ("Form.Code", code));

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Contains("Trop de codes faux ont été essayés", await right.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDbAsync(db => db.Sessions.CountAsync()));
        using var entered = await site.SubmitAsync(await site.PageAsync(await LinkAsync()), "main form");
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Codes_GuessedOverManyLinks_EndWithTheDay_NotWithTheLink(string database)
    {
        await using var other = await TestSite.StartAsync(database);
        var guesses = 0;
        for (var link = 0; link < 5; link++)
        {
            var waiting = await AskAsync(other, Ines);
            for (var guess = 0; guess < 3; guess++)
            {
                var wrong = await CodeAsync(other, Ines) == "000000" ? "111111" : "000000";
                using var answer = await GuessAsync(other, waiting, wrong);
                if ((await answer.WordsAsync()).Contains("n’est pas le bon", StringComparison.Ordinal)) guesses++;
            }
            // No more than five links in a quarter of an hour.
            other.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(SignInLink.MostFailuresADay, guesses);
        var last = await AskAsync(other, Ines);
        var mail = await other.LastMailAsync(Ines);
        Assert.Contains("Aucun code ne sert aujourd’hui", mail, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d{3} \d{3}", mail);
        using var refused = await GuessAsync(other, last, "123456");
        Assert.Contains("Ouvrez plutôt le lien du message", await refused.WordsAsync(), StringComparison.Ordinal);
        using var entered = await other.SubmitAsync(await other.PageAsync(new Uri(mail.Split('\n')
            .First(line => line.Contains("/connexion/lien/", StringComparison.Ordinal)).Trim()).AbsolutePath), "main form");
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);

        other.Clock.Advance(SignInLink.Day);
        var next = await AskAsync(other, Ines);
        using var tomorrow = await GuessAsync(other, next, await CodeAsync(other, Ines));
        Assert.Equal(HttpStatusCode.Redirect, tomorrow.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Codes_GuessedAllAtOnce_AreCountedOneByOne(string database)
    {
        await using var other = await TestSite.StartAsync(database);
        var pages = new List<AngleSharp.Html.Dom.IHtmlDocument>();
        for (var link = 0; link < 4; link++) pages.Add(await other.PageAsync(await AskAsync(other, Ines)));

        await Task.WhenAll(Enumerable.Range(0, 24).Select(async guess =>
        {
            using var answer = await other.SubmitAsync(pages[guess % 4], "main form", ("Form.Code", $"00000{guess % 10}"));
        }));

        Assert.Equal(SignInLink.MostFailuresADay, await other.WithDbAsync(db => db.SignInLinks.SumAsync(sent => sent.Failures)));
    }

    [Fact]
    public async Task Codes_Exhausted_AnswerTheSameForAnAccountAndForNone()
    {
        await site.SignInAsync(Ines);
        string[] addresses = [Ines, "personne@exemple.fr"];
        var answers = addresses.ToDictionary(address => address, _ => new List<string>());
        for (var link = 0; link < 3; link++)
        {
            foreach (var address in addresses)
            {
                var waiting = await AskAsync(site, address);
                for (var guess = 0; guess < 4; guess++)
                {
                    var wrong = await CodeAsync(site, address) == "000000" ? "111111" : "000000";
                    using var answer = await GuessAsync(site, waiting, wrong);
                    var page = await site.ParseAsync(await answer.Content.ReadAsStringAsync());
                    answers[address].Add(page.QuerySelector("main")!.TextContent.Replace(address, "…", StringComparison.Ordinal));
                }
            }
            site.Clock.Advance(TimeSpan.FromMinutes(8));
        }

        Assert.Contains("Trop de codes faux", answers[Ines][^1], StringComparison.Ordinal);
        Assert.Equal(answers[Ines], answers["personne@exemple.fr"]);
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
        await site.SignInAsync(Ines, TerritoryRoles.Administrator, strong: false);
        var weak = await site.PageAsync("/compte");
        await site.SignInAsync(Ines, strong: true);
        var strong = await site.PageAsync("/compte");

        Assert.Contains("Un de vos rôles attend une clé", weak.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("attend une clé", strong.Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<string> LinkAsync() => new Uri((await site.LastMailAsync(Ines)).Split('\n')
        .First(line => line.Contains("/connexion/lien/", StringComparison.Ordinal)).Trim()).AbsolutePath;

    private static async Task<string> AskAsync(TestSite site, string address)
    {
        using var asked = await site.SubmitAsync(await site.PageAsync("/connexion"), "form:not([data-passkey])", ("Mail.Address", address));
        return asked.Headers.Location!.OriginalString;
    }

    private static async Task<string> CodeAsync(TestSite site, string address)
        => (await site.LastMailAsync(address)).Split("ce code : ") is [_, var after, ..]
            ? after[..7].Replace(" ", "", StringComparison.Ordinal) : "";

    private static async Task<HttpResponseMessage> GuessAsync(TestSite site, string waiting, string code)
        => await site.SubmitAsync(await site.PageAsync(waiting), "main form", ("Form.Code", code));
}
