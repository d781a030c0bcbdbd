using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Tests.Features.Directory;

public sealed class SheetRemindersTests
{
    private const string Ines = "ines@exemple.fr";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Run_DayByDay_AsksInsistsThenTakesOutAndOneGestureBringsBack(string database)
    {
        await using var site = await TestSite.StartAsync(database);
        await site.SignInAsync(Ines, organisations: ("baluchon", OrganisationRoles.Owner));
        await SetAsync(site, checkedMonthsAgo: 3, rhythm: 3);
        await site.WithDbAsync(
            async db => { await SaveAsync(site, db, sheet => sheet.CheckedOn = sheet.CheckedOn!.Value.AddDays(1)); return 0; });

        Assert.Equal([], await DayAsync(site, 0));
        Assert.Equal(["rappel"], await DayAsync(site, 1));
        Assert.Equal([], await DayAsync(site, 0));
        Assert.Equal([], await DayAsync(site, 14));
        Assert.Equal(["relance"], await DayAsync(site, 1));
        Assert.Equal([], await DayAsync(site, 14));
        Assert.Equal(SheetStatus.Published, await StatusAsync(site));
        Assert.Equal(["retrait"], await DayAsync(site, 1));
        Assert.Equal([], await DayAsync(site, 0));
        Assert.Equal([], await DayAsync(site, 40));

        Assert.Equal(SheetStatus.Withdrawn, await StatusAsync(site));
        Assert.Contains("/acteurs/baluchon/verifier", await site.LastMailAsync(Ines), StringComparison.Ordinal);
        await site.Services.GetRequiredService<IndexFeed>().CatchUpAsync(TestContext.Current.CancellationToken);
        using var visitor = site.NewClient();
        foreach (var address in new[] { "/acteurs/baluchon", "/api/v1/acteurs/baluchon" })
        {
            using var hidden = await visitor.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }
        Assert.DoesNotContain("/acteurs/baluchon\"", await visitor.GetStringAsync("/acteurs?q=baluchon"), StringComparison.Ordinal);

        await site.SignInAsync(Ines);
        var own = await site.PageAsync("/acteurs/baluchon");
        Assert.Contains("hors de l’annuaire", own.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        using var checkedNow = await site.SubmitAsync(await site.PageAsync("/acteurs/baluchon/verifier"), "main form");
        Assert.EndsWith("/acteurs/baluchon?fait=verifiee", checkedNow.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(SheetStatus.Published, await StatusAsync(site));
        var back = await site.PageAsync("/acteurs/baluchon?fait=verifiee");
        Assert.Contains("La fiche est vérifiée", back.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SheetWithoutMembersOrRhythm_AsksNothing()
    {
        await using var site = await TestSite.StartAsync();
        await SetAsync(site, checkedMonthsAgo: 60, rhythm: 3);

        Assert.Equal([], await DayAsync(site, 0));
        Assert.Equal([], await DayAsync(site, 90));
        Assert.Equal(SheetStatus.Published, await StatusAsync(site));
        Assert.Null(await site.WithDbAsync(
            db => db.Organisations.Where(sheet => sheet.Slug == "baluchon").Select(sheet => sheet.AskedOn).SingleAsync()));
    }

    [Fact]
    public async Task Run_EveryoneObjects_WritesNothingAndTakesNothingOut()
    {
        await using var site = await TestSite.StartAsync();
        var account = await MemberAsync(site, Ines);
        await SetAsync(site, checkedMonthsAgo: 12, rhythm: 3);
        await site.WithDbAsync(db => db.Accounts.Where(held => held.Id == account)
            .ExecuteUpdateAsync(set => set.SetProperty(held => held.ObjectsToMail, true)));

        Assert.Equal([], await DayAsync(site, 0));
        Assert.Equal([], await DayAsync(site, 31));
        Assert.Equal(SheetStatus.Published, await StatusAsync(site));
    }

    [Fact]
    public async Task Run_AddressThatBounced_IsSkippedAndTheManagerToldOnce()
    {
        await using var site = await TestSite.StartAsync();
        await MemberAsync(site, Ines);
        await SetAsync(site, checkedMonthsAgo: 12, rhythm: 3);
        await site.SignInAsync("mila@exemple.fr", TerritoryRoles.Manager);
        await site.WithDbAsync(async db =>
        {
            var act = new Act("essai", site.Clock.GetUtcNow().UtcDateTime, "essayer");
            db.Put(new Letter { Key = "essai:1", To = EmailAddress.Parse(Ines), Subject = "Essai", Text = "Essai" }, act);
            await db.SaveAsync(act);
            db.OutgoingMails.Single(mail => mail.Key == "essai:1").Bounce("550 inconnu", act);
            return await db.SaveAsync(act);
        });

        Assert.Equal(["rebond"], await DayAsync(site, 0));
        Assert.Equal([], await DayAsync(site, 1));
        Assert.Equal([], await DayAsync(site, 40));
        Assert.Equal(SheetStatus.Published, await StatusAsync(site));
        Assert.Contains("refuse nos messages", await site.LastMailAsync("mila@exemple.fr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MailsThatNeverLeft_TakeNothingOut()
    {
        await using var site = await TestSite.StartAsync();
        await MemberAsync(site, Ines);
        await SetAsync(site, checkedMonthsAgo: 12, rhythm: 3);

        await DayAsync(site, 0, leave: false);
        await DayAsync(site, 15, leave: false);
        await DayAsync(site, 15, leave: false);

        Assert.Equal(SheetStatus.Published, await StatusAsync(site));
    }

    [Fact]
    public async Task Run_LongerRhythmChosenAfterTheQuestion_StopsAsking()
    {
        await using var site = await TestSite.StartAsync();
        await MemberAsync(site, Ines);
        await SetAsync(site, checkedMonthsAgo: 4, rhythm: 3);
        await DayAsync(site, 0);
        await site.WithDbAsync(async db => { await SaveAsync(site, db, sheet => sheet.RhythmMonths = 12); return 0; });

        Assert.Equal([], await DayAsync(site, 15));

        Assert.Null(await site.WithDbAsync(
            db => db.Organisations.Where(sheet => sheet.Slug == "baluchon").Select(sheet => sheet.AskedOn).SingleAsync()));
    }

    [Fact]
    public async Task Run_NameOfEmojisAndOtherDirections_StillMakesALetter()
    {
        await using var site = await TestSite.StartAsync();
        await MemberAsync(site, Ines);
        await SetAsync(site, checkedMonthsAgo: 12, rhythm: 3);
        await site.WithDbAsync(
            async db => { await SaveAsync(site, db, sheet => sheet.Name = string.Concat(Enumerable.Repeat("👩🏽‍🌾", 42))); return 0; });

        Assert.Equal(["rappel"], await DayAsync(site, 0));
    }

    /// <summary>Lets days pass, runs the night, says what was put, and has it leave.</summary>
    private static async Task<IReadOnlyList<string>> DayAsync(TestSite site, int days, bool leave = true)
    {
        site.Clock.Advance(TimeSpan.FromDays(days));
        var before = await KeysAsync(site);
        await using (var scope = site.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Deadlines>().RunAsync(TestContext.Current.CancellationToken);
        var put = (await KeysAsync(site)).Except(before).ToList();
        if (leave)
        {
            await site.WithDbAsync(async db =>
            {
                var act = new Act("essai", site.Clock.GetUtcNow().UtcDateTime, "envoyer");
                foreach (var mail in await db.OutgoingMails.Where(mail => mail.SentAt == null && mail.BouncedAt == null).ToListAsync())
                    mail.Send(act);
                return await db.SaveAsync(act);
            });
        }
        return [.. put.Select(key => key[..key.IndexOf(':', StringComparison.Ordinal)]).Order(StringComparer.Ordinal)];
    }

    private static Task<List<string>> KeysAsync(TestSite site)
        => site.WithDbAsync(db => db.OutgoingMails.Select(mail => mail.Key).ToListAsync());

    private static Task<SheetStatus> StatusAsync(TestSite site)
        => site.WithDbAsync(db => db.Organisations.Where(sheet => sheet.Slug == "baluchon").Select(sheet => sheet.Status).SingleAsync());

    private static Task<int> SetAsync(TestSite site, int checkedMonthsAgo, int rhythm)
        => site.WithDbAsync(db => SaveAsync(site, db, sheet =>
    {
        sheet.CheckedOn = new DateOnly(2026, 11, 23).AddMonths(-checkedMonthsAgo);
        sheet.RhythmMonths = rhythm;
    }));

    private static async Task<int> SaveAsync(TestSite site, TerreauDb db, Action<Organisation> change)
    {
        change(await db.Organisations.SingleAsync(sheet => sheet.Slug == "baluchon"));
        return await db.SaveAsync(new Act("essai", site.Clock.GetUtcNow().UtcDateTime, "préparer"));
    }

    private static Task<Guid> MemberAsync(TestSite site, string email) => site.WithDbAsync(async db =>
    {
        var now = site.Clock.GetUtcNow().UtcDateTime;
        var account = await db.AccountOfAsync(EmailAddress.Parse(email), now, DateOnly.FromDateTime(now));
        var sheet = await db.Organisations.Where(held => held.Slug == "baluchon").Select(held => held.Id).SingleAsync();
        db.Members.Add(new Member { AccountId = account.Id, OrganisationId = sheet, Role = OrganisationRoles.Editor, Since = now });
        await db.SaveAsync(new Act("essai", now, "préparer"));
        return account.Id;
    });
}
