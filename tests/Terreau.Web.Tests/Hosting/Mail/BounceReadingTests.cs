using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Hosting.Mail;

namespace Terreau.Web.Tests.Hosting.Mail;

public sealed class BounceReadingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Read_ByTheMessageIdOfTheMailThatCameBack_NotesItsBounceOnce()
    {
        await using var site = await SentAsync("ines@exemple.fr", "paul@exemple.fr");
        var mail = await site.MailAsync("ines@exemple.fr");
        await ReportAsync("1.eml", "failed", "5.1.1", "ines@exemple.fr", $"<{mail.Id:N}@terreau.invalid>");
        await ReportAsync("2.eml", "failed", "5.1.1", "ines@exemple.fr", $"<{mail.Id:N}@terreau.invalid>", headersOnly: true);

        var tally = await ReadAsync(site);
        var again = await ReadAsync(site);

        Assert.Equal((2, 1, 1, 0, 0), (tally.Read, tally.Noted, tally.Known, tally.Unmatched, tally.Others));
        Assert.Equal((0, 2), (again.Noted, again.Known));
        mail = await site.MailAsync("ines@exemple.fr");
        Assert.Equal((TestSite.Morning.UtcDateTime, "5.1.1 550 5.1.1 Boite inconnue"), (mail.BouncedAt, mail.BounceReason));
        Assert.NotNull(mail.SentAt);
        Assert.Null((await site.MailAsync("paul@exemple.fr")).BouncedAt);
    }

    [Fact]
    public async Task Read_WithoutTheMailThatCameBack_GoesByTheAddress()
    {
        await using var site = await SentAsync("ines@exemple.fr");
        await ReportAsync("1.eml", "Failed", "5.2.1", "Ines@Exemple.fr", messageId: null);

        Assert.Equal(1, (await ReadAsync(site)).Noted);
        Assert.NotNull((await site.MailAsync("ines@exemple.fr")).BouncedAt);
    }

    [Theory]
    [InlineData("delayed", "4.4.7")]
    [InlineData("failed", "4.4.7")]
    [InlineData("delivered", "2.0.0")]
    public async Task Read_WhatIsNoLastingFailure_NotesNothing(string action, string status)
    {
        await using var site = await SentAsync("ines@exemple.fr");
        await ReportAsync("1.eml", action, status, "ines@exemple.fr", messageId: null);

        var tally = await ReadAsync(site);

        Assert.Equal((1, 0, 1), (tally.Read, tally.Noted, tally.Others));
        Assert.Null((await site.MailAsync("ines@exemple.fr")).BouncedAt);
    }

    [Fact]
    public async Task Read_ReportsOfOtherMails_AndOtherFiles_AreCountedApart()
    {
        await using var site = await SentAsync("ines@exemple.fr");
        var mail = await site.MailAsync("ines@exemple.fr");
        await ReportAsync("1.eml", "failed", "5.1.1", "quelquun@exemple.fr", messageId: null);
        // Some relays give mails a Message-Id of their own: the address still tells.
        await ReportAsync("2.eml", "failed", "5.1.1", "ines@exemple.fr", "<autre@exemple.fr>");
        // Our Message-Id with another address: a report about a copy that someone passed on.
        await ReportAsync("3.eml", "failed", "5.1.1", "quelquun@exemple.fr", $"<{mail.Id:N}@terreau.invalid>");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "4.eml"), "Subject: Bonjour\r\n\r\nJe suis absente.\r\n");
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "5.eml"), [0xff, 0xd8, 0x00, 0x01]);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "lisez-moi.txt"), "pas un message");

        var tally = await ReadAsync(site);

        Assert.Equal((5, 1, 0, 2, 1), (tally.Read, tally.Noted, tally.Known, tally.Unmatched, tally.Others));
        Assert.Equal(["5.eml"], tally.Unreadable);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<TestSite> SentAsync(params string[] addresses)
    {
        var site = await TestSite.StartAsync(seed: "empty");
        await site.PutAsync(addresses);
        await site.SendAsync();
        return site;
    }

    private async Task<BounceReading.Tally> ReadAsync(TestSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BounceReading>().ReadAsync(folder.Path, CancellationToken.None);
    }

    /// <summary>A report in the form that RFC 3464 prints and Postfix writes.</summary>
    private Task ReportAsync(string name, string action, string status, string recipient, string? messageId, bool headersOnly = false)
    {
        var original = messageId is null ? "" : $"""

            --limite
            Content-Type: {(headersOnly ? "text/rfc822-headers" : "message/rfc822")}

            From: Terreau <terreau@terreau.invalid>
            To: {recipient}
            Message-Id: {messageId}
            Subject: Votre rendez-vous

            {(headersOnly ? "" : "Bonjour,")}
            """;
        var report = $"""
            From: MAILER-DAEMON@mx.exemple.fr
            To: terreau@terreau.invalid
            Subject: Undelivered Mail Returned to Sender
            Date: Mon, 23 Nov 2026 09:05:00 +0100
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="limite"

            --limite
            Content-Type: text/plain

            This is the mail system at host mx.exemple.fr.

            --limite
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.exemple.fr
            Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0100

            Final-Recipient: rfc822; {recipient}
            Action: {action}
            Status: {status}
            Diagnostic-Code: smtp; 550 5.1.1 Boite inconnue
            {original}
            --limite--

            """;
        return File.WriteAllTextAsync(Path.Combine(folder.Path, name), report.ReplaceLineEndings("\r\n"));
    }
}
