using Microsoft.EntityFrameworkCore;
using MimeKit;
using Terreau.Web.Data;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Tests.Domain.Mail;

namespace Terreau.Web.Tests.Hosting.Mail;

public sealed class SmtpRouteTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Send_ByAServer_ArrivesWhole(string database)
    {
        await using var server = await SmtpServer.StartAsync(folder.Path);
        await using var site = await TestSite.StartAsync(database, MailSite.Through(server.Port), seed: "empty");
        await site.PutAsync("ines@forêt.example", "paul@exemple.fr");

        Assert.Equal(2, await site.SendAsync());

        var taken = await server.TakenAsync();
        var letter = Letters.To("paul@exemple.fr");
        Assert.Equal(["ines@xn--fort-ipa.example", "paul@exemple.fr"],
            taken.Select(mail => mail.Headers["X-Envelope-To"]).Order(StringComparer.Ordinal));
        Assert.All(taken, mail =>
        {
            Assert.Equal("ne-pas-repondre@terreau.example", mail.Headers["X-Envelope-From"]);
            Assert.Equal("Terreau d’essai", mail.From.Mailboxes.Single().Name);
            Assert.Equal(letter.Subject, mail.Subject);
            // A server of old takes away the dot that stands alone on its line: ours must come back.
            Assert.Equal(letter.Text, Assert.IsType<TextPart>(mail.Body).Text.ReplaceLineEndings("\n"));
        });
    }

    [Fact]
    public async Task Send_RefusedForGood_IsABounce_AndNotTriedAgain()
    {
        await using var server = await SmtpServer.StartAsync(folder.Path);
        await using var site = await TestSite.StartAsync(adjust: MailSite.Through(server.Port), seed: "empty");
        await site.PutAsync("inconnu@exemple.fr", "lourd@exemple.fr", "ines@exemple.fr");

        Assert.Equal(1, await site.SendAsync());
        site.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await site.SendAsync());

        var (unknown, heavy) = (await site.MailAsync("inconnu@exemple.fr"), await site.MailAsync("lourd@exemple.fr"));
        Assert.Equal((TestSite.Morning.UtcDateTime, null, 1), (unknown.BouncedAt, unknown.NextTryAt, unknown.Attempts));
        Assert.Equal("550 5.1.1 Boite inconnue", unknown.BounceReason);
        Assert.Equal("552 5.3.4 Message trop lourd", heavy.BounceReason);
        Assert.Single(await server.TakenAsync());
    }

    [Fact]
    public async Task Send_RefusedForNow_IsTriedAgainLater_ThenGivenUp()
    {
        await using var server = await SmtpServer.StartAsync(folder.Path);
        await using var site = await TestSite.StartAsync(adjust: MailSite.Through(server.Port), seed: "empty");
        await site.PutAsync("attente@exemple.fr");

        foreach (var wait in new[] { TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
            TimeSpan.FromHours(12) })
        {
            await site.SendAsync();
            site.Clock.Advance(wait - TimeSpan.FromSeconds(1));
            var tries = (await site.MailAsync("attente@exemple.fr")).Attempts;
            await site.SendAsync();
            Assert.Equal(tries, (await site.MailAsync("attente@exemple.fr")).Attempts);
            site.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await site.SendAsync();

        var mail = await site.MailAsync("attente@exemple.fr");
        Assert.Equal((6, true, "451 4.3.0 Revenez plus tard"), (mail.Attempts, mail.GivenUp, mail.LastError));
        Assert.Equal(1, await site.WithDbAsync(db => db.OutgoingMails.GivenUp().CountAsync()));
    }

    [Fact]
    public async Task Send_RefusedForNow_DoesNotKeepTheNextOnesFromLeaving()
    {
        await using var server = await SmtpServer.StartAsync(folder.Path);
        await using var site = await TestSite.StartAsync(adjust: MailSite.Through(server.Port), seed: "empty");
        await site.PutAsync("attente@exemple.fr");
        await site.PutAsync("ines@exemple.fr");

        Assert.Equal(1, await site.SendAsync());
    }

    [Fact]
    public async Task Send_ServerDown_WaitsUntilItIsUp()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/aiosmtpd"), SmtpServer.Absent);
        var port = SmtpServer.FreePort();
        await using var site = await TestSite.StartAsync(adjust: MailSite.Through(port), seed: "empty");
        await site.PutAsync("ines@exemple.fr", "paul@exemple.fr");

        Assert.Equal(0, await site.SendAsync());
        // One mail found the road closed; the other was not even tried.
        Assert.Equal([0, 1], await site.WithDbAsync(db => db.OutgoingMails.Select(mail => mail.Attempts).Order().ToListAsync()));
        await using var server = await SmtpServer.StartAsync(folder.Path, port);
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, await site.SendAsync());
        Assert.Equal(2, (await server.TakenAsync()).Count);
    }

    [Fact]
    public async Task Send_StoppedBetweenTheServerAndTheNote_IsSentAgainUnderTheSameMessageId()
    {
        await using var server = await SmtpServer.StartAsync(folder.Path);
        await using var site = await TestSite.StartAsync(adjust: MailSite.Through(server.Port), seed: "empty");
        await site.PutAsync("ines@exemple.fr");
        await site.SendAsync();
        // What the database holds when the program ends after the server took the mail and before that was noted.
        await site.WithDbAsync(db => db.OutgoingMails.ExecuteUpdateAsync(set => set
            .SetProperty(mail => mail.SentAt, (DateTime?)null)
            .SetProperty(mail => mail.TryingSince, TestSite.Morning.UtcDateTime)
            .SetProperty(mail => mail.NextTryAt, TestSite.Morning.UtcDateTime.AddMinutes(1))));

        Assert.Equal(0, await site.SendAsync());
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await site.SendAsync());

        var taken = await server.TakenAsync();
        Assert.Equal(2, taken.Count);
        Assert.Equal(taken[0].MessageId, taken[1].MessageId);
        Assert.Equal((2, null), ((await site.MailAsync("ines@exemple.fr")).Attempts,
            (await site.MailAsync("ines@exemple.fr")).TryingSince));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Send_ByTwoAtOnce_SendsEachMailOnce(string database)
    {
        await using var server = await SmtpServer.StartAsync(folder.Path);
        await using var site = await TestSite.StartAsync(database, MailSite.Through(server.Port), seed: "empty");
        await site.PutAsync([.. Enumerable.Range(0, 12).Select(number => $"a{number}@exemple.fr")]);

        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(site.SendAsync)));

        Assert.Equal(12, sent.Sum());
        Assert.Equal(12, (await server.TakenAsync()).Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(12, (await server.TakenAsync()).Count);
    }

    [Fact]
    public async Task Send_WithAnAccount_SignsIn_AndAWrongPasswordIsNotTheFaultOfTheMail()
    {
        await using var server = await SmtpServer.StartAsync(folder.Path, password: "un@mot/secret");
        await using (var site = await TestSite.StartAsync(adjust: MailSite.Through(server.Port, "terreau:faux@"), seed: "empty"))
        {
            await site.PutAsync("ines@exemple.fr");
            Assert.Equal(0, await site.SendAsync());
            var mail = await site.MailAsync("ines@exemple.fr");
            Assert.Equal((null, true), (mail.BouncedAt, mail.NextTryAt > TestSite.Morning.UtcDateTime));
            Assert.DoesNotContain("faux", mail.LastError, StringComparison.Ordinal);
        }
        await using (var site = await TestSite.StartAsync(adjust: MailSite.Through(server.Port, "terreau:un%40mot%2Fsecret@"),
            seed: "empty"))
        {
            await site.PutAsync("ines@exemple.fr");
            Assert.Equal(1, await site.SendAsync());
        }
    }

    [Fact]
    public async Task Send_ErasedWhileItTravels_KeepsNothing()
    {
        await using var server = await SmtpServer.StartAsync(folder.Path);
        await using var site = await TestSite.StartAsync(adjust: MailSite.Through(server.Port), seed: "empty");
        await site.PutAsync("lent@exemple.fr");
        var sending = Task.Run(site.SendAsync);
        await MailSite.UntilAsync(() => Task.FromResult(server.HasBegunASlowOne), "the server reads the mail");

        await site.WithDbAsync(async db =>
        {
            var act = Act.ByConsole(site.Clock, "effacer");
            (await db.OutgoingMails.SingleAsync()).Erase(act);
            return await db.SaveAsync(act);
        });
        await sending;

        var mail = await site.WithDbAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync());
        Assert.Equal((null, "", ""), (mail.To, mail.Subject, mail.Text));
        Assert.NotNull(mail.SentAt);
        Assert.Null(mail.NextTryAt);
    }

    public void Dispose() => folder.Dispose();
}
