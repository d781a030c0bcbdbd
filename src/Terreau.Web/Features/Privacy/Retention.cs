using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Privacy;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Mail;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Features.Privacy;

/// <summary>
/// Does to what is kept of people what the reviewed file says, category by category. Each key of the file has
/// one handler here. A dry run looks and counts; a real one also writes, and journals its counts.
/// </summary>
internal sealed class Retention(
    TerreauDb db, RetentionTable table, AtlasCache atlases, OriginalFiles originals, TerreauOptions options, TimeProvider clock)
{
    public const string Command = "appliquer les durées de conservation";

    // Rows held in memory at once.
    private const int Batch = 200;

    private static readonly Dictionary<string, Func<Retention, RetentionCategory, Run, Task<RetentionLine>>> Handlers = new(
        StringComparer.Ordinal)
    {
        ["compte-sans-visite"] = (self, category, run) => self.WarnAsync(category, run),
        ["compte-prevenu"] = (self, category, run) => self.CloseAsync(category, run),
        ["liens-de-connexion"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.SignInLinks.Where(link => link.AskedAt <= before), link => link.AskedAt),
        ["seances"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.Sessions.Where(
                session => (session.EndedAt != null && session.EndedAt <= before) || session.ExpiresAt <= before),
                session => session.EndedAt ?? session.ExpiresAt),
        ["formulaires-recus"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.PostedForms.Where(form => form.At <= before), form => form.At),
        ["messages-envoyes"] = (self, category, run) => self.EmptyMailsAsync(category, run),
        ["demandes-de-rattachement"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.JoinRequests.Where(request => request.State != RequestState.Waiting && request.SteppedAt <= before),
            request => request.SteppedAt!.Value),
        ["invitations"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.Invitations.Where(invitation => invitation.ExpiresAt <= before), invitation => invitation.ExpiresAt),
        ["questions"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.Asks.Where(ask => ask.ExpiresAt <= before), ask => ask.ExpiresAt),
        ["propositions"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.Amendments.Where(amendment => amendment.State != RequestState.Waiting && amendment.SteppedAt <= before),
            amendment => amendment.SteppedAt!.Value),
        ["signalements"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.ErrorReports.Where(report => report.State != RequestState.Waiting && report.SteppedAt <= before),
            report => report.SteppedAt!.Value),
        ["projets-prives"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.Projects.Where(project => project.ChangedAt <= before), project => project.ChangedAt),
        ["accords-retires"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.Consents.Where(consent => consent.WithdrawnAt <= before), consent => consent.WithdrawnAt!.Value),
        ["fusions"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.SheetMerges.Where(merge => merge.MergedAt <= before), merge => merge.MergedAt),
        ["fichiers-importes"] = (self, category, run) => self.ForgetOriginalsAsync(category, run),
        ["messages-aux-partenaires"] = (self, category, run) => self.RemoveAsync(category, run,
            before => self.Rows.HookDeliveries.Where(message => message.CreatedAt <= before), message => message.CreatedAt),
        ["contacts-des-fiches"] = (_, category, _) => Kept(category),
        ["journal"] = (_, category, _) => Kept(category),
    };

    /// <summary>The keys that the program knows what to do with.</summary>
    public static IReadOnlyCollection<string> Keys => Handlers.Keys;

    /// <param name="Now">The instant of the whole run, so that every category is judged by the same clock.</param>
    private sealed record Run(DateTime Now, bool Write, CancellationToken Cancel);

    /// <exception cref="StartException">The file and the program do not speak of the same categories.</exception>
    public static void Require(RetentionTable table)
    {
        var named = table.Categories.Select(category => category.Key).ToHashSet(StringComparer.Ordinal);
        if (named.FirstOrDefault(key => !Handlers.ContainsKey(key)) is { } unknown)
            throw new StartException(
                $"La durée de conservation « {unknown} » n’a pas de geste dans ce programme : retirez-la du fichier des durées.");
        if (Handlers.Keys.FirstOrDefault(key => !named.Contains(key)) is { } missing)
            throw new StartException($"La durée de conservation « {missing} » manque dans le fichier des durées.");
    }

    /// <param name="write">False to look only.</param>
    public async Task<RetentionReport> RunAsync(bool write, CancellationToken cancel)
    {
        var run = new Run(clock.GetUtcNow().UtcDateTime, write, cancel);
        var lines = new List<RetentionLine>();
        foreach (var category in table.Categories)
        {
            lines.Add(await Handlers[category.Key](this, category, run));
            db.ChangeTracker.Clear();
        }
        var report = new RetentionReport(run.Now, write, lines);
        if (write) await NoteAsync(report, cancel);
        return report;
    }

    private static Task<RetentionLine> Kept(RetentionCategory category) => Task.FromResult(new RetentionLine(category, 0, null));

    private TerreauDb Rows => db;

    private Act ActOf(RetentionCategory category) => Act.ByTask(clock, Command, category.Label);

    private async Task<RetentionLine> RemoveAsync<T>(
        RetentionCategory category, Run run, Func<DateTime, IQueryable<T>> due, System.Linq.Expressions.Expression<Func<T, DateTime>> since)
        where T : class
    {
        var rows = due(category.Time!.Before(run.Now));
        return await InBatchesAsync(category, run, rows.OrderBy(since), rows.Select(since), found => db.RemoveRange(found));
    }

    // The line of a file stays, since it names nobody and remembers the columns; the original goes once no line still needs it.
    private async Task<RetentionLine> ForgetOriginalsAsync(RetentionCategory category, Run run)
    {
        var before = category.Time!.Before(run.Now);
        var files = await db.ImportedFiles.AsNoTracking().GroupBy(file => file.Hash)
            .Select(group => new { Hash = group.Key, Last = group.Max(file => file.SentAt) })
            .Where(file => file.Last <= before).OrderBy(file => file.Last).ToListAsync(run.Cancel);
        var due = files.Where(file => originals.PathOf(file.Hash) is not null).ToList();
        if (run.Write)
        {
            foreach (var file in due) originals.Forget(file.Hash);
        }
        return new RetentionLine(category, due.Count, due.Count == 0 ? null : due[0].Last);
    }

    private async Task<RetentionLine> EmptyMailsAsync(RetentionCategory category, Run run)
    {
        var before = category.Time!.Before(run.Now);
        var act = ActOf(category);
        var rows = db.OutgoingMails.Where(
            mail => mail.ErasedAt == null && mail.NextTryAt == null && (mail.SentAt ?? mail.BouncedAt ?? mail.CreatedAt) <= before);
        var erased = new List<Guid>();
        var line = await InBatchesAsync(category, run, rows.OrderBy(mail => mail.Id),
            rows.Select(mail => mail.SentAt ?? mail.BouncedAt ?? mail.CreatedAt), found =>
        {
            foreach (var mail in found) mail.Erase(act);
            erased.AddRange(found.Select(mail => mail.Id));
        });
        FolderRoute.Forget(options.MailFolder, erased);
        return line;
    }

    private async Task<RetentionLine> InBatchesAsync<T>(
        RetentionCategory category, Run run, IQueryable<T> rows, IQueryable<DateTime> instants, Action<List<T>> apply)
    {
        var count = await rows.CountAsync(run.Cancel);
        DateTime? oldest = count == 0 ? null : await instants.MinAsync(run.Cancel);
        for (var done = 0; run.Write && done < count;)
        {
            await using var transaction = await db.AloneAsync(run.Cancel);
            // Read again alone: what someone has just touched is no longer due.
            var found = await rows.Take(Batch).ToListAsync(run.Cancel);
            if (found.Count == 0) break;
            apply(found);
            await db.SaveAsync(ActOf(category), run.Cancel);
            await transaction.CommitAsync(run.Cancel);
            db.ChangeTracker.Clear();
            done += found.Count;
        }
        return new RetentionLine(category, count, oldest);
    }

    /// <summary>Tells those who have not come for long that their account will go.</summary>
    private async Task<RetentionLine> WarnAsync(RetentionCategory category, Run run)
    {
        var today = ParisTime.DayOf(run.Now);
        var before = category.Time!.Before(today);
        var due = await db.Accounts.Where(account => account.InactiveNoticeOn == null && account.LastSeenOn <= before)
            .OrderBy(account => account.LastSeenOn).ToListAsync(run.Cancel);
        if (run.Write && due.Count > 0)
        {
            var act = ActOf(category);
            var territory = (await atlases.GetAsync(run.Cancel)).Territory.Name;
            var last = table["compte-prevenu"].Time!.After(today);
            foreach (var account in due)
            {
                account.InactiveNoticeOn = today;
                db.Put(new Letter
                {
                    Key = $"inactif:{account.Id}:{today:yyyyMMdd}", To = EmailAddress.Parse(account.Email),
                    Subject = $"Votre compte Terreau, {territory}, sera effacé",
                    Text = $"""
                        Bonjour,

                        Vous n’êtes pas venu depuis le {French.Date(account.LastSeenOn)}.
                        Sans visite, votre compte sera effacé le {French.Date(last)}.

                        Pour le garder, entrez une fois : {Address}/connexion
                        Vous n’en avez plus besoin ? Ne faites rien.
                        """,
                }, act);
            }
            await db.SaveAsync(act, run.Cancel);
        }
        return new RetentionLine(category, due.Count, due.Count == 0
            ? null : due[0].LastSeenOn.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
    }

    /// <summary>
    /// Closes the accounts of those who were told and did not come; where nobody else runs a sheet, the manager is told instead.
    /// </summary>
    private async Task<RetentionLine> CloseAsync(RetentionCategory category, Run run)
    {
        var before = category.Time!.Before(ParisTime.DayOf(run.Now));
        var due = await db.Accounts.AsNoTracking().Where(account => account.InactiveNoticeOn <= before)
            .OrderBy(account => account.InactiveNoticeOn).ToListAsync(run.Cancel);
        var held = 0;
        foreach (var account in due)
        {
            var act = ActOf(category);
            await using var transaction = await db.AloneAsync(run.Cancel);
            var alone = await db.RunOnlyBy(account.Id).OrderBy(sheet => sheet.Name)
                .Select(sheet => $"{sheet.Name} ({Address}/acteurs/{sheet.Slug})").ToListAsync(run.Cancel);
            if (alone.Count > 0) held++;
            if (!run.Write) continue;
            if (alone.Count == 0)
            {
                // Someone who came since the list was read keeps their account.
                if (!await db.Accounts.AnyAsync(found => found.Id == account.Id && found.InactiveNoticeOn <= before, run.Cancel)) continue;
                FolderRoute.Forget(options.MailFolder, await db.EraseAccountAsync(account.Id, act, run.Cancel));
            }
            else
            {
                // Once for the notice, not every night.
                await AccountErasure.TellManagersAsync(db, account, alone, account.InactiveNoticeOn!.Value, act, run.Cancel);
                await db.SaveAsync(act, run.Cancel);
            }
            await transaction.CommitAsync(run.Cancel);
            db.ChangeTracker.Clear();
        }
        return new RetentionLine(category, due.Count - held, due.Count == held
            ? null : due[0].InactiveNoticeOn!.Value.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)) { Held = held };
    }

    private string Address => (options.Address ?? options.Urls.Split(';')[0]).TrimEnd('/');

    /// <summary>One line of the journal for the run: how many, of what; never who.</summary>
    private async Task NoteAsync(RetentionReport report, CancellationToken cancel)
    {
        var act = Act.ByTask(clock, Command);
        var counts = report.Lines.Where(line => line.Count > 0).ToDictionary(line => line.Category.Key, line => line.Count);
        db.Journal.Add(JournalEntry.Of(act, nameof(Retention), Guid.CreateVersion7(), JournalChange.Changed, null,
            JsonSerializer.Serialize(counts)));
        await db.SaveAsync(act, cancel);
    }
}
