using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Tests.Domain.Mail;

public sealed class OutboxTests
{
    private static readonly Act Test = new("essai", new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc), "essayer");

    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Put_Twice_IsOneMail_AndTheOtherChangesAreKept(string database)
    {
        await using var site = await TestSite.StartAsync(database, seed: "empty");

        for (var time = 0; time < 2; time++)
        {
            await site.WithDbAsync(db =>
            {
                db.ErrorReports.Add(Report($"/essai/{time}"));
                db.Put(Letters.To("ines@exemple.fr"), Test);
                db.Put(Letters.To("ines@exemple.fr"), Test);
                return db.SaveAsync(Test);
            });
        }

        var (mails, reports, lines) = await site.WithDbAsync(
            async db => (await db.OutgoingMails.CountAsync(), await db.ErrorReports.CountAsync(),
            await db.Journal.Where(line => line.Subject == nameof(OutgoingMail)).ToListAsync()));
        Assert.Equal((1, 2), (mails, reports));
        var line = Assert.Single(lines);
        Assert.Contains("Subject", line.After, StringComparison.Ordinal);
        Assert.DoesNotContain("Inès", line.After, StringComparison.Ordinal);
        Assert.DoesNotContain("ines@", line.After, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Put_ByManyAtOnce_IsOneMail_AndNobodyFails(string database)
    {
        await using var site = await TestSite.StartAsync(database, seed: "empty");
        using var start = new Barrier(8);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => site.WithDbAsync(db =>
        {
            db.ErrorReports.Add(Report($"/essai/{number}"));
            db.Put(Letters.To("ines@exemple.fr"), Test);
            // All have looked at their own unit of work before any saves.
            start.SignalAndWait();
            return db.SaveAsync(Test);
        }))));

        Assert.Equal((1, 8), await site.WithDbAsync(async db => (await db.OutgoingMails.CountAsync(), await db.ErrorReports.CountAsync())));
    }

    [Fact]
    public async Task Put_WithNothingElse_KnownKey_WritesNothing()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        await site.WithDbAsync(db => { db.Put(Letters.To("ines@exemple.fr"), Test); return db.SaveAsync(Test); });

        var lines = await site.WithDbAsync(db => { db.Put(Letters.To("ines@exemple.fr"), Test); return db.SaveAsync(Test); });

        Assert.Equal(0, lines);
    }

    [Fact]
    public async Task Put_InATransactionThatIsNotCommitted_LeavesNothing_AndRingsForNobody()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        var heard = 0;
        site.Services.GetRequiredService<JournalBell>().Rang += _ => heard++;

        await site.WithDbAsync(async db =>
        {
            await using var transaction = await db.AloneAsync(CancellationToken.None);
            db.Put(Letters.To("ines@exemple.fr"), Test);
            await db.SaveAsync(Test);
            await transaction.RollbackAsync();
            return 0;
        });

        Assert.Equal((0, 0), (heard, await site.WithDbAsync(db => db.OutgoingMails.CountAsync())));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Save_InALongerTransaction_RingsOnceItIsCommitted(string database)
    {
        await using var site = await TestSite.StartAsync(database, seed: "empty");
        var heard = new List<string>();
        site.Services.GetRequiredService<JournalBell>().Rang += lines => heard.AddRange(lines.Select(line => line.Subject));

        await site.WithDbAsync(async db =>
        {
            await using var transaction = await db.AloneAsync(CancellationToken.None);
            db.Put(Letters.To("ines@exemple.fr"), Test);
            await db.SaveAsync(Test);
            Assert.Empty(heard);
            await transaction.CommitAsync();
            return 0;
        });

        Assert.Equal([nameof(OutgoingMail)], heard);
    }

    [Fact]
    public async Task Due_IsWhatMustLeaveNow_TheLongestDueFirst()
    {
        await using var site = await TestSite.StartAsync(seed: "empty");
        await site.WithDbAsync(db =>
        {
            db.Put(Letters.To("b@exemple.fr") with { NotBefore = Test.At.AddHours(2) }, Test);
            db.Put(Letters.To("a@exemple.fr") with { NotBefore = Test.At.AddHours(1) }, Test);
            db.Put(Letters.To("c@exemple.fr") with { NotBefore = Test.At.AddHours(3) }, Test);
            return db.SaveAsync(Test);
        });

        var due = await site.WithDbAsync(db => db.OutgoingMails.Due(Test.At.AddHours(2)).Select(mail => mail.Recipient).ToListAsync());

        Assert.Equal(["a@exemple.fr", "b@exemple.fr"], due);
    }

    private static ErrorReport Report(string page) => new() { Page = page, Message = "essai", ReportedAt = Test.At };
}
