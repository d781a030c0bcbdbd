using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Subscribers;
using Terreau.Web.Domain.Privacy;
using Terreau.Web.Domain.Projects;
using Terreau.Web.Features.Privacy;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Features.Privacy;

public sealed class RetentionTests : IAsyncLifetime
{
    private TestSite site = null!;
    private Guid account;
    private Guid sheet;

    public static TheoryData<string> Timed
        => [.. StatementFiles.ReadRetention(Clone.Territory).Categories.Where(category => category.Time is not null)
            .Select(category => category.Key)];

    private DateTime Now => site.Clock.GetUtcNow().UtcDateTime;
    private RetentionTable Table => site.Services.GetRequiredService<RetentionTable>();

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync(seed: "empty");
        (account, sheet) = await site.WithDbAsync(async db =>
        {
            var person = new Account { Email = "ines@exemple.fr", CreatedAt = Now, LastSeenOn = DateOnly.FromDateTime(Now) };
            var organisation = new Organisation { Slug = "la-collecte", Name = "La Collecte",
                SourceId = await db.Sources.OrderBy(source => source.Key).Select(source => source.Key).FirstAsync(), SourceOn = Day };
            db.AddRange(person, organisation);
            await db.SaveAsync(ActAt(Now));
            return (person.Id, organisation.Id);
        });
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public void File_AndProgram_SpeakOfTheSameCategories()
        => Assert.Equal(Retention.Keys.Order(StringComparer.Ordinal),
            StatementFiles.ReadRetention(Clone.Territory).Categories.Select(category => category.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("key: journal", "key: carnet", "« carnet » n’a pas de geste")]
    [InlineData("time: P7D", "time: sept", "« sept » n’est pas une durée")]
    [InlineData("action: vider", "action: bruler", "n'est pas un code connu")]
    [InlineData("    label: Comptes\n", "", "la clé « label » manque")]
    public async Task Start_FileThatCannotBeFollowed_IsRefusedInOneSentence(string there, string instead, string said)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new DirectoryInfo(Clone.Territory).EnumerateFiles()) file.CopyTo(Path.Combine(folder.Path, file.Name));
        var path = Path.Combine(folder.Path, StatementFiles.Retention);
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains(there, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(there, instead, StringComparison.Ordinal));

        var refusal = await Assert.ThrowsAsync<StartException>(
            () => TestSite.StartAsync(adjust: options => options with { Territory = folder.Path }));

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Timed))]
    public async Task Run_TheDayBefore_KeepsEverything_TheDay_ActsOnceOnlyWhenAskedToWrite(string key)
    {
        // Due in exactly one day.
        await PutAsync(key, Table[key].Time!.Before(Now.AddDays(1)));

        var early = await RunAsync(write: true);
        site.Clock.Advance(TimeSpan.FromDays(1));
        var dry = await RunAsync(write: false);
        var still = await RunAsync(write: false);
        var real = await RunAsync(write: true);
        var after = await RunAsync(write: true);

        Assert.Equal(0, early[key].Count);
        Assert.Equal(1, dry[key].Count);
        Assert.NotNull(dry[key].Oldest);
        Assert.Equal(1, still[key].Count);
        Assert.Equal(1, real[key].Count);
        Assert.Equal(0, after[key].Count);
        Assert.Equal(0, await RemainingAsync(key));
    }

    [Fact]
    public async Task Run_JournalsCountsOnly()
    {
        await PutAsync("liens-de-connexion", Now.AddDays(-30));

        await RunAsync(write: true);

        var line = await site.WithDbAsync(db => db.Journal.SingleAsync(entry => entry.Subject == "Retention"));
        Assert.Equal("{\"liens-de-connexion\":1}", line.After);
        Assert.Null(line.Before);
    }

    [Fact]
    public async Task Run_Mail_IsEmptiedButNotSentAnew()
    {
        await PutAsync("messages-envoyes", Now.AddDays(-100));

        await RunAsync(write: true);

        var mail = await site.WithDbAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("", null, "essai"), (mail.Text, mail.Recipient, mail.Key));
    }

    [Fact]
    public async Task Run_AccountWarned_ComesBack_IsKept()
    {
        await SeenAsync(DateOnly.FromDateTime(Now).AddYears(-4));
        await RunAsync(write: true);
        Assert.Contains("sera effacé le", await site.LastMailAsync("ines@exemple.fr"), StringComparison.Ordinal);
        await site.SignInAsync("ines@exemple.fr");
        site.Clock.Advance(TimeSpan.FromDays(60));

        await RunAsync(write: true);

        Assert.True(await site.WithDbAsync(db => db.Accounts.AnyAsync(held => held.Id == account)));
    }

    [Fact]
    public async Task Run_LastOwner_IsKeptAndTheManagerIsToldOnce()
    {
        await site.WithDbAsync(async db =>
        {
            var manager = await db.AccountOfAsync(EmailAddress.Parse("manager@exemple.fr"), Now, DateOnly.FromDateTime(Now));
            db.RoleGrants.Add(
                new RoleGrant { AccountId = manager.Id, Territory = "est-ensemble", Role = TerritoryRoles.Manager, GrantedAt = Now });
            db.Members.Add(new Member { AccountId = account, OrganisationId = sheet, Role = OrganisationRoles.Owner, Since = Now });
            return await db.SaveAsync(ActAt(Now));
        });
        await PutAsync("compte-prevenu", Now.AddMonths(-2));

        var report = await RunAsync(write: true);
        await RunAsync(write: true);

        Assert.Equal((0, 1), (report["compte-prevenu"].Count, report["compte-prevenu"].Held));
        Assert.True(await site.WithDbAsync(db => db.Accounts.AnyAsync(held => held.Id == account)));
        Assert.Equal(1, await site.WithDbAsync(db => db.OutgoingMails.CountAsync(mail => mail.Recipient == "manager@exemple.fr")));
        Assert.Contains("/acteurs/la-collecte", await site.LastMailAsync("manager@exemple.fr"), StringComparison.Ordinal);
    }

    private static PartialDate Day => PartialDate.TryParse("2026", out var day) ? day : default;

    private static Act ActAt(DateTime at) => new("test", at, "préparer");

    private async Task<RetentionReport> RunAsync(bool write)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Retention>().RunAsync(write, TestContext.Current.CancellationToken);
    }

    private Task<int> SeenAsync(DateOnly day, DateOnly? notice = null) => site.WithDbAsync(async db =>
    {
        var held = await db.Accounts.SingleAsync(person => person.Id == account);
        (held.LastSeenOn, held.InactiveNoticeOn) = (day, notice);
        return await db.SaveAsync(ActAt(Now));
    });

    private Task<int> PutAsync(string key, DateTime since) => site.WithDbAsync(async db =>
    {
        var act = ActAt(since);
        switch (key)
        {
            case "compte-sans-visite": return await SeenAsync(DateOnly.FromDateTime(since));
            case "compte-prevenu": return await SeenAsync(DateOnly.FromDateTime(since).AddYears(-3), DateOnly.FromDateTime(since));
            case "liens-de-connexion": db.Add(SignInLink.Draw("ines@exemple.fr", "navigateur", null, since).Link); break;
            case "seances":
                var session = AccountSession.Open(account, SignInMeans.Link, false, "Firefox", null, since.AddDays(-2));
                session.End(since);
                db.Add(session);
                break;
            case "formulaires-recus": db.Add(new PostedForm { Id = Guid.CreateVersion7(), At = since }); break;
            case "messages-envoyes":
                var mail = OutgoingMail.Of(
                    new Letter { Key = "essai", To = EmailAddress.Parse("ines@exemple.fr"), Subject = "Bonjour", Text = "Bonjour" }, act);
                mail.Try(act);
                mail.Send(act);
                db.Add(mail);
                break;
            case "demandes-de-rattachement":
                var request = new JoinRequest { AccountId = account, OrganisationId = sheet, Role = OrganisationRoles.Editor,
                    IsClaim = false, AskedAt = since.AddDays(-3) };
                request.Accept(act);
                db.Add(request);
                break;
            case "invitations": db.Add(
                new Invitation { OrganisationId = sheet, Email = "x@exemple.fr", Role = OrganisationRoles.Reader,
                    KeyHash = SecretHash.Of("x"), InvitedBy = account, SentAt = since.AddDays(-14), ExpiresAt = since }); break;
            case "questions":
                db.Add(new Ask
                {
                    Question = "fiche-a-jour", SubjectId = sheet, AccountId = account, KeyHash = SecretHash.Of("x"),
                    AskedAt = since.AddDays(-60), ExpiresAt = since,
                });
                break;
            case "propositions":
                var amendment = new Amendment { OrganisationId = sheet, By = "visiteur", Changes = "[]", SentAt = since.AddDays(-3) };
                amendment.Accept(act);
                db.Add(amendment);
                break;
            case "signalements":
                var report = new ErrorReport { Page = "/acteurs/la-collecte", Message = "Le nom est faux", ReportedAt = since.AddDays(-3) };
                report.Close(act);
                db.Add(report);
                break;
            case "projets-prives": db.Add(Project.StartAt(SecretHash.NewKey(), act)); break;
            case "accords-retires":
                var consent = new Consent { AccountId = account, Subject = "contact", Sentence = "Oui.", GivenAt = since.AddYears(-1) };
                consent.Withdraw(act);
                db.Add(consent);
                break;
            case "fusions": db.Add(new SheetMerge { KeptId = sheet, MergedId = sheet, Undo = "{}", MergedAt = since }); break;
            case "fichiers-importes": db.Add(ImportedFile.Of("Ville", "ville.csv", Originals.Keep([1, 2, 3]), "{}", since)); break;
            case "messages-aux-partenaires":
                var partner = Subscriber.Draw("Réseau", 60, null, since).Subscriber;
                db.Add(partner);
                db.Add(new HookDelivery { SubscriberId = partner.Id, Line = 1, Event = "acteur.publie", Body = "{}", CreatedAt = since,
                    NextTryAt = null });
                break;
            default: throw new InvalidOperationException($"No row for {key}");
        }
        return await db.SaveAsync(act);
    });

    private OriginalFiles Originals => site.Services.GetRequiredService<OriginalFiles>();

    private Task<int> RemainingAsync(string key) => site.WithDbAsync(db => key switch
    {
        "compte-sans-visite" => db.Accounts.CountAsync(held => held.InactiveNoticeOn == null),
        "compte-prevenu" => db.Accounts.CountAsync(),
        "liens-de-connexion" => db.SignInLinks.CountAsync(),
        "seances" => db.Sessions.CountAsync(),
        "formulaires-recus" => db.PostedForms.CountAsync(),
        "messages-envoyes" => db.OutgoingMails.CountAsync(mail => mail.ErasedAt == null),
        "demandes-de-rattachement" => db.JoinRequests.CountAsync(),
        "invitations" => db.Invitations.CountAsync(),
        "propositions" => db.Amendments.CountAsync(),
        "signalements" => db.ErrorReports.CountAsync(),
        "projets-prives" => db.Projects.CountAsync(),
        "accords-retires" => db.Consents.CountAsync(),
        "messages-aux-partenaires" => db.HookDeliveries.CountAsync(),
        "fichiers-importes" => Task.FromResult(System.IO.Directory.EnumerateFiles(Path.Combine(site.Folder, "imports")).Count()),
        _ => db.SheetMerges.CountAsync(),
    });
}
