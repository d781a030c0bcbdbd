using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.Steward;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.History;

/// <summary>
/// What was decided, with what had been asked, line by line; and the way back where there is one. New sheets, offers and merges have
/// theirs on their own pages.
/// </summary>
internal sealed class Decisions(TerreauDb db, HistoryReading histories, AtlasCache atlases, PublicAddress site, TimeProvider clock)
{
    public const string Command = "remettre une décision en attente";

    /// <summary>The longest reason.</summary>
    public const int MaxReason = 500;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [nameof(JoinRequest)] = "Demande de rattachement", [nameof(Amendment)] = "Correction proposée", [nameof(ErrorReport)] = "Erreur signalée", [nameof(Invitation)] = "Invitation",
        [nameof(Member)] = "Membre", [nameof(RoleGrant)] = "Rôle", [nameof(DistinctPair)] = "« Pas des doublons »", [nameof(ServedTerritory)] = "Territoire",
    };

    /// <summary>A decision as the manager reads it.</summary>
    /// <param name="Thing">The sheet or the page it is about, with its address.</param>
    /// <param name="By">Who asked, by name.</param>
    /// <param name="Changes">Fields before and after, where some were asked for.</param>
    /// <param name="Effect">What taking it up again would do, in a sentence; null where that is not possible.</param>
    /// <param name="Elsewhere">Where to undo it instead; null where there is no such place.</param>
    internal sealed record Found(
        HistoryPart Part, (string Name, string Href)? Thing, string? By, string? Message, IReadOnlyList<HistoryValue> Changes,
        string? Effect, (string Sentence, string Href)? Elsewhere);

    /// <summary>One decision; null where there is none.</summary>
    public async Task<Found?> FindAsync(string kind, Guid id, int page, CancellationToken cancel)
    {
        if (!HistoryRoutes.Decisions.TryGetValue(kind, out var subject)) return null;
        if (await histories.OfDecisionAsync(subject, id, Names[subject], page, cancel) is not { } part) return null;
        var found = new Found(part, null, null, null, [], null, null);
        return subject switch
        {
            nameof(JoinRequest) => await OfRequestAsync(found, id, cancel),
            nameof(Amendment) => await OfAmendmentAsync(found, id, cancel),
            nameof(ErrorReport) => await OfReportAsync(found, id, cancel),
            nameof(Invitation) => await OfSheetAsync(found, await db.Invitations.Where(held => held.Id == id).Select(held => (Guid?)held.OrganisationId).FirstOrDefaultAsync(cancel), isPeople: true, cancel),
            nameof(Member) => await OfSheetAsync(found, await db.Members.Where(held => held.Id == id).Select(held => (Guid?)held.OrganisationId).FirstOrDefaultAsync(cancel), isPeople: true, cancel),
            nameof(RoleGrant) => found with { Elsewhere = ("Les rôles se donnent et se retirent sur leur page.", ModerationRoutes.Roles) },
            nameof(DistinctPair) => found with { Elsewhere = ("Ces deux fiches peuvent être comparées de nouveau.", Steward.Duplicates.DuplicateRoutes.Distinct) },
            _ => found with { Elsewhere = ("Ce réglage se change au bas de ce qui attend une réponse.", ModerationRoutes.Queue) },
        };
    }

    /// <summary>Takes a decision up again: it waits as before, and who had asked is told.</summary>
    /// <returns>Why it cannot be, as a sentence; null once it is done. Taken up meanwhile by someone else, it stays so.</returns>
    public async Task<string?> ReopenAsync(string kind, Guid id, string reason, User user, HttpContext http)
    {
        var cancel = http.RequestAborted;
        var act = user.Acts(clock, Command, reason);
        await using var transaction = await db.AloneAsync(cancel);
        var fault = HistoryRoutes.Decisions.GetValueOrDefault(kind) switch
        {
            nameof(JoinRequest) => await ReopenRequestAsync(id, act, http),
            nameof(Amendment) => await ReopenAmendmentAsync(id, act, http),
            nameof(ErrorReport) => await ReopenReportAsync(id, cancel),
            _ => "Cette décision ne se reprend pas ici.",
        };
        if (fault is not null) return fault;
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private async Task<Found?> OfRequestAsync(Found found, Guid id, CancellationToken cancel)
    {
        if (await db.JoinRequests.AsNoTracking().FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } request) return found;
        var effect = request.IsAccepted switch
        {
            null => null,
            true => "La personne perd la place que cette réponse lui a donnée, et sa demande attend de nouveau.",
            false => "La demande attend de nouveau une réponse.",
        };
        return await OfSheetAsync(found with { By = await NameAsync(User.WhoOf(request.AccountId), cancel), Message = request.Message, Effect = effect }, request.OrganisationId, isPeople: false, cancel);
    }

    private async Task<Found?> OfAmendmentAsync(Found found, Guid id, CancellationToken cancel)
    {
        if (await db.Amendments.AsNoTracking().FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } amendment) return found;
        var changes = ChangeRow.Of(SheetDraft.ChangesFromJson(amendment.Changes), await atlases.GetAsync(cancel)).Select(row => new HistoryValue(row.Label, row.Before, row.After));
        var shown = await OfSheetAsync(found with
        {
            By = await NameAsync(amendment.By, cancel), Message = amendment.Message, Changes = [.. changes], Effect = amendment.IsAccepted == false ? "La correction attend de nouveau une réponse." : null,
        }, amendment.OrganisationId, isPeople: false, cancel);
        return amendment.IsAccepted == true && shown.Thing is { } sheet ? shown with { Elsewhere = ("La correction est sur la fiche : son historique permet d’y revenir.", $"{sheet.Href}/historique") } : shown;
    }

    private async Task<Found?> OfReportAsync(Found found, Guid id, CancellationToken cancel)
        => await db.ErrorReports.AsNoTracking().FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } report ? found
            : found with { Thing = (report.Page, report.Page), By = "un visiteur", Message = report.Message, Effect = report.ClosedAt is null ? null : "Le signalement attend de nouveau une suite." };

    private async Task<Found> OfSheetAsync(Found found, Guid? organisation, bool isPeople, CancellationToken cancel)
    {
        if (await db.Organisations.AsNoTracking().Where(sheet => sheet.Id == organisation).Select(sheet => new { sheet.Name, sheet.Slug }).FirstOrDefaultAsync(cancel) is not { } sheet) return found;
        return found with
        {
            Thing = (sheet.Name, DirectoryRoutes.Sheet(sheet.Slug)), Elsewhere = isPeople ? ("Les membres et les invitations se changent sur leur page.", DirectoryRoutes.People(sheet.Slug)) : null,
        };
    }

    private async Task<string?> ReopenRequestAsync(Guid id, Act act, HttpContext http)
    {
        var cancel = http.RequestAborted;
        if (await db.JoinRequests.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } request) return "Cette demande n’existe plus : la personne est partie.";
        if (request.IsOpen) return null;
        if (await db.JoinRequests.Open().AnyAsync(other => other.AccountId == request.AccountId && other.OrganisationId == request.OrganisationId, cancel))
            return "Cette personne a fait une nouvelle demande depuis : répondez à celle-là.";
        // The place that the answer gave, and no other: one given since stays.
        var given = await db.Members.FirstOrDefaultAsync(held => held.AccountId == request.AccountId && held.OrganisationId == request.OrganisationId && held.Since == request.DecidedAt, cancel);
        if (given is not null) db.Members.Remove(given);
        request.Reopen();
        await TellAsync(User.WhoOf(request.AccountId), "reprise", nameof(JoinRequest), id, request.OrganisationId, act, http);
        return null;
    }

    private async Task<string?> ReopenAmendmentAsync(Guid id, Act act, HttpContext http)
    {
        if (await db.Amendments.FirstOrDefaultAsync(held => held.Id == id, http.RequestAborted) is not { } amendment) return "Cette correction n’est plus gardée.";
        if (amendment.DecidedAt is null) return null;
        if (amendment.IsAccepted == true) return "Cette correction est sur la fiche : revenez dessus depuis son historique.";
        amendment.Reopen();
        await TellAsync(amendment.By, "reprise-correction", nameof(Amendment), id, amendment.OrganisationId, act, http);
        return null;
    }

    private async Task<string?> ReopenReportAsync(Guid id, CancellationToken cancel)
    {
        if (await db.ErrorReports.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } report) return "Ce signalement n’est plus gardé.";
        report.Reopen();
        return null;
    }

    private async Task TellAsync(string who, string answer, string subject, Guid id, Guid organisation, Act act, HttpContext http)
    {
        var cancel = http.RequestAborted;
        if (await db.AddressOfAsync(who, cancel) is not { } person) return;
        var sheet = await db.Organisations.AsNoTracking().FirstAsync(held => held.Id == organisation, cancel);
        db.Tell(person, await db.AnswerKeyAsync(answer, subject, id, cancel), $"Votre demande est reprise : {sheet.Name}",
            $"La réponse à votre demande pour « {sheet.Name} » est reprise, parce que : {act.Why} Elle attend de nouveau une réponse.", site.Of(http) + DirectoryRoutes.Sheet(sheet.Slug), act);
    }

    private async Task<string> NameAsync(string who, CancellationToken cancel)
        => who == Act.Visitor ? "un visiteur" : (await db.NamesOfAsync([who], cancel)).GetValueOrDefault(who, Doers.Gone);
}
