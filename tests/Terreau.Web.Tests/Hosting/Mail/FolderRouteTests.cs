using Microsoft.EntityFrameworkCore;
using MimeKit;
using Terreau.Web.Data;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Hosting.Mail;
using Terreau.Web.Tests.Domain.Mail;

namespace Terreau.Web.Tests.Hosting.Mail;

public sealed class FolderRouteTests
{
    [Fact]
    public async Task Send_WithoutServer_WritesOneFileThatReadsBackExactly()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        await site.PutAsync("ines@exemple.fr");

        Assert.Equal(1, await site.SendAsync());

        var path = Assert.Single(Directory.GetFiles(Path.Combine(site.Folder, "mail")));
        var mail = await site.MailAsync("ines@exemple.fr");
        Assert.Equal($"20261123-080000-000-{mail.Id:N}.eml", Path.GetFileName(path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var message = await MimeMessage.LoadAsync(path);
        var letter = Letters.To("ines@exemple.fr");
        Assert.Equal(letter.Subject, message.Subject);
        Assert.Equal(letter.Text, Assert.IsType<TextPart>(message.Body).Text.ReplaceLineEndings("\n"));
        Assert.Equal(("text/plain", "utf-8"), (message.Body.ContentType.MimeType, message.Body.ContentType.Charset));
        Assert.Equal("ines@exemple.fr", Assert.Single(message.To.Mailboxes).Address);
        Assert.Equal("terreau@terreau.invalid", Assert.Single(message.From.Mailboxes).Address);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal($"{mail.Id:N}@terreau.invalid", message.MessageId);
        Assert.Equal(TestSite.Morning, message.Date);
        Assert.Equal((TestSite.Morning.UtcDateTime, null), (mail.SentAt, mail.NextTryAt));
        Assert.All(await File.ReadAllBytesAsync(path), sign => Assert.InRange(sign, (byte)0, (byte)127));
    }

    [Fact]
    public async Task Send_Again_SendsNothing()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        await site.PutAsync("ines@exemple.fr");
        await site.SendAsync();

        Assert.Equal(0, await site.SendAsync());
        Assert.Single(Directory.GetFiles(Path.Combine(site.Folder, "mail")));
    }

    [Fact]
    public async Task Send_NotBefore_WaitsForItsInstant()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        var act = Act.ByVisitor(site.Clock, "essayer");
        await site.WithDbAsync(db =>
        {
            db.Put(Letters.To("ines@exemple.fr") with { NotBefore = act.At.AddHours(1) }, act);
            return db.SaveAsync(act);
        });

        Assert.Equal(0, await site.SendAsync());
        site.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await site.SendAsync());
    }

    [Fact]
    public async Task Send_FolderThatCannotBeWritten_IsTriedAgain()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        await site.PutAsync("ines@exemple.fr");
        var folder = Path.Combine(site.Folder, "mail");
        await File.WriteAllTextAsync(folder, "");

        Assert.Equal(0, await site.SendAsync());
        Assert.NotNull((await site.MailAsync("ines@exemple.fr")).LastError);

        File.Delete(folder);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await site.SendAsync());
    }

    [Fact]
    public async Task Send_EachTry_IsInTheJournalByTheTask_WithoutTheAddress()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        await site.PutAsync("ines@exemple.fr");

        await site.SendAsync();

        var lines = await site.WithDbAsync(
            db => db.Journal.Where(line => line.Subject == nameof(OutgoingMail)).OrderBy(line => line.Id).ToListAsync());
        Assert.Equal([("visiteur", "essayer"), ("tâche", MailDelivery.Command), ("tâche", MailDelivery.Command)],
            lines.Select(line => (line.Who, line.Command)));
        Assert.Contains(nameof(OutgoingMail.TryingSince), lines[1].After, StringComparison.Ordinal);
        Assert.Contains(nameof(OutgoingMail.SentAt), lines[2].After, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => $"{line.Before}{line.After}".Contains("exemple.fr", StringComparison.Ordinal));
    }
}
