using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Directory;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Steward;

/// <summary>One queue for all that waits for the manager: new sheets, claims, corrections, reports. Each is accepted, or refused with a reason.</summary>
internal sealed class Moderation(TerreauDb db, AtlasCache atlases, PublicAddress site, TimeProvider clock)
{
    public const int MaxReason = 500;

    /// <summary>What waits, in words, the oldest first.</summary>
    /// <param name="Changes">Fields before and after; empty where nothing of a sheet would change.</param>
    /// <param name="Moved">Fields that changed on the sheet since they were suggested.</param>
    internal sealed record Waiting(
        QueueKind Kind, Guid Id, DateTime At, string Title, string Href, string By, string? Message,
        IReadOnlyList<ChangeRow> Changes, IReadOnlyList<string> Moved);

    public Task<int> CountAsync(CancellationToken cancel) => CountAsync(db, cancel);

    public static async Task<int> CountAsync(TerreauDb db, CancellationToken cancel)
        => await db.Organisations.CountAsync(sheet => sheet.Status == SheetStatus.Proposed, cancel)
            + await db.JoinRequests.Open().CountAsync(request => request.IsClaim, cancel)
            + await db.Amendments.CountAsync(amendment => amendment.DecidedAt == null, cancel)
            + await db.ErrorReports.CountAsync(report => report.ClosedAt == null, cancel);

    public async Task<IReadOnlyList<Waiting>> QueueAsync(int most, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var lines = new List<Waiting>();
        foreach (var sheet in await db.Organisations.AsNoTracking().Where(sheet => sheet.Status == SheetStatus.Proposed).OrderBy(sheet => sheet.Id).Take(most).ToListAsync(cancel))
        {
            var draft = SheetDraft.Of(sheet);
            var created = await db.Journal.Where(line => line.Subject == nameof(Organisation) && line.SubjectId == sheet.Id).OrderBy(line => line.Id).Select(line => line.At).FirstOrDefaultAsync(cancel);
            lines.Add(new(QueueKind.NewSheet, sheet.Id, created, sheet.Name, DirectoryRoutes.Sheet(sheet.Slug), sheet.ProposedBy ?? "", null,
                [.. SheetFields.Open.Where(field => draft[field.Name].Length > 0).Select(field => new ChangeRow(field.Label, "", field.InWords(draft[field.Name], atlas)))], []));
        }
        foreach (var found in await db.JoinRequests.AsNoTracking().Open().Where(request => request.IsClaim).OrderBy(request => request.AskedAt).Take(most)
            .Join(db.Organisations, request => request.OrganisationId, sheet => sheet.Id, (request, sheet) => new { request, sheet.Name, sheet.Slug }).ToListAsync(cancel))
        {
            lines.Add(new(QueueKind.Claim, found.request.Id, found.request.AskedAt, found.Name, DirectoryRoutes.Sheet(found.Slug), User.WhoOf(found.request.AccountId), found.request.Message, [], []));
        }
        foreach (var found in await db.Amendments.AsNoTracking().Where(amendment => amendment.DecidedAt == null).OrderBy(amendment => amendment.SentAt).Take(most)
            .Join(db.Organisations, amendment => amendment.OrganisationId, sheet => sheet.Id, (amendment, sheet) => new { amendment, sheet }).ToListAsync(cancel))
        {
            var changes = SheetDraft.ChangesFromJson(found.amendment.Changes);
            var now = SheetDraft.Of(found.sheet);
            lines.Add(new(QueueKind.Amendment, found.amendment.Id, found.amendment.SentAt, found.sheet.Name, DirectoryRoutes.Sheet(found.sheet.Slug), found.amendment.By, found.amendment.Message,
                ChangeRow.Of(changes, atlas),
                [.. changes.Where(change => now[change.Field] != change.Before).Select(change => $"« {ChangeRow.LabelOf(change.Field)} » : {ChangeRow.Shown(change.Field, now[change.Field], atlas)}")]));
        }
        foreach (var report in await db.ErrorReports.AsNoTracking().Where(report => report.ClosedAt == null).OrderBy(report => report.ReportedAt).Take(most).ToListAsync(cancel))
            lines.Add(new(QueueKind.Report, report.Id, report.ReportedAt, report.Page, report.Page, Act.Visitor, report.Message, [], []));
        var names = await db.NamesOfAsync(lines.Select(line => line.By), cancel);
        return [.. lines.OrderBy(line => line.At).Take(most).Select(line => line with { By = names.GetValueOrDefault(line.By, line.By == Act.Visitor || line.By.Length == 0 ? "un visiteur" : "un compte supprimé") })];
    }

    /// <summary>Decides one line. Decided meanwhile by someone else, it stays as it was.</summary>
    /// <returns>True when this decision counted.</returns>
    public async Task<bool> DecideAsync(QueueKind kind, Guid id, bool accept, string reason, User user, HttpContext context)
    {
        var cancel = context.RequestAborted;
        var act = user.Acts(clock, $"{(accept ? "accepter" : "refuser")} {kind.Thing()}", reason.Length == 0 ? null : reason);
        await using var transaction = await db.AloneAsync(cancel);
        var counted = kind switch
        {
            QueueKind.NewSheet => await DecideSheetAsync(id, accept, reason, act, context),
            QueueKind.Claim => await DecideClaimAsync(id, accept, reason, act, context),
            QueueKind.Amendment => await DecideAmendmentAsync(id, accept, reason, act, context),
            _ => await CloseReportAsync(id, act, cancel),
        };
        if (!counted) return false;
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Whether what members change on their own sheets is read before it shows.</summary>
    public async Task ReviewEditsAsync(bool review, User user, CancellationToken cancel)
    {
        foreach (var territory in await db.Territories.ToListAsync(cancel)) territory.ReviewsEdits = review;
        await db.SaveAsync(user.Acts(clock, review ? "relire les modifications avant qu’elles paraissent" : "laisser paraître les modifications"), cancel);
    }

    private async Task<bool> DecideSheetAsync(Guid id, bool accept, string reason, Act act, HttpContext context)
    {
        if (await db.Organisations.FirstOrDefaultAsync(sheet => sheet.Id == id && sheet.Status == SheetStatus.Proposed, context.RequestAborted) is not { } sheet) return false;
        if (accept) sheet.Publish();
        else sheet.Refuse();
        await AnswerAsync(sheet.ProposedBy, null, await db.AnswerKeyAsync("fiche", nameof(Organisation), sheet.Id, context.RequestAborted), sheet, accept, "La fiche paraît dans l’annuaire.", reason, act, context);
        return true;
    }

    private async Task<bool> DecideClaimAsync(Guid id, bool accept, string reason, Act act, HttpContext context)
    {
        var cancel = context.RequestAborted;
        if (await db.JoinRequests.Open().FirstOrDefaultAsync(request => request.Id == id, cancel) is not { } request) return false;
        var sheet = await db.Organisations.AsNoTracking().FirstAsync(held => held.Id == request.OrganisationId, cancel);
        if (!accept) request.Refuse(act, reason);
        else
        {
            var member = request.Accept(act);
            if (!await db.Members.AnyAsync(held => held.OrganisationId == request.OrganisationId && held.AccountId == request.AccountId, cancel)) db.Members.Add(member);
        }
        await AnswerAsync(User.WhoOf(request.AccountId), null, await db.AnswerKeyAsync("reponse", nameof(JoinRequest), request.Id, cancel), sheet, accept, "Vous tenez désormais la fiche.", reason, act, context);
        return true;
    }

    private async Task<bool> DecideAmendmentAsync(Guid id, bool accept, string reason, Act act, HttpContext context)
    {
        var cancel = context.RequestAborted;
        if (await db.Amendments.FirstOrDefaultAsync(amendment => amendment.Id == id && amendment.DecidedAt == null, cancel) is not { } amendment) return false;
        var sheet = await db.Organisations.FirstAsync(held => held.Id == amendment.OrganisationId, cancel);
        if (accept)
        {
            var author = await db.AddressOfAsync(amendment.By, cancel);
            var now = SheetDraft.Of(sheet);
            // Whoever vouched for a person has left: nobody vouches for them any more.
            var wanted = now.With(SheetDraft.ChangesFromJson(amendment.Changes).Where(change => author is not null || !change.IsOfPerson())
                .Select(change => KeyValuePair.Create(change.Field, change.After)));
            var changes = now.ChangesTo(wanted);
            wanted.Declare(sheet, changes, await atlases.GetAsync(cancel), act);
            if (author is { } voucher) await db.RecordContactConsentsAsync(sheet, voucher.Id, changes, act, cancel);
            amendment.Accept(act);
        }
        else amendment.Refuse(act, reason);
        await AnswerAsync(amendment.By, amendment.AnswerTo, await db.AnswerKeyAsync("correction", nameof(Amendment), amendment.Id, cancel), sheet, accept, "Votre correction est sur la fiche.", reason, act, context);
        // Kept for this answer only.
        amendment.AnswerTo = null;
        return true;
    }

    private async Task<bool> CloseReportAsync(Guid id, Act act, CancellationToken cancel)
    {
        if (await db.ErrorReports.FirstOrDefaultAsync(report => report.Id == id && report.ClosedAt == null, cancel) is not { } report) return false;
        report.Close(act);
        return true;
    }

    private async Task AnswerAsync(string? who, string? address, string key, Organisation sheet, bool accept, string yes, string reason, Act act, HttpContext context)
    {
        var (subject, facts) = accept
            ? ($"C’est accepté : {sheet.Name}", $"Votre demande pour « {sheet.Name} » est acceptée. {yes}")
            : ($"Ce n’est pas accepté : {sheet.Name}", $"Votre demande pour « {sheet.Name} » n’est pas acceptée, parce que : {reason}");
        var page = site.Of(context) + DirectoryRoutes.Sheet(sheet.Slug);
        if (address is not null && EmailAddress.TryParse(address, out var email))
            db.Put(new Letter { Key = $"{key}:adresse", To = email, Subject = subject.Length > 150 ? subject[..150] : subject, Text = $"Bonjour,\n\n{facts}\n\nÀ lire ici : {page}" }, act);
        if (await db.AddressOfAsync(who, context.RequestAborted) is { } person)
            db.Tell(person, key, subject, facts, page, act);
    }
}

/// <summary>The kinds of things that wait for the manager.</summary>
internal enum QueueKind { NewSheet, Claim, Amendment, Report }

internal static class QueueKinds
{
    public static string Label(this QueueKind kind) => kind switch
    {
        QueueKind.NewSheet => "Nouvelle fiche",
        QueueKind.Claim => "Demande de tenir une fiche",
        QueueKind.Amendment => "Correction proposée",
        _ => "Erreur signalée",
    };

    public static string Thing(this QueueKind kind) => kind switch
    {
        QueueKind.NewSheet => "une fiche",
        QueueKind.Claim => "une demande de tenir une fiche",
        QueueKind.Amendment => "une correction",
        _ => "un signalement",
    };
}
