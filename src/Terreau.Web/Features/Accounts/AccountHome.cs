using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Accounts;

/// <summary>What someone finds on the page of their account.</summary>
internal sealed class AccountHome(TerreauDb db, TimeProvider clock)
{
    internal sealed record Sheet(string Slug, string Name, string Role, string? State, bool MayEdit);

    internal sealed record Request(string Slug, string Name, string State);

    internal sealed record Content(
        string Sentence, bool HasKey, int Sessions, IReadOnlyList<Sheet> Organisations, IReadOnlyList<Request> Requests,
        IReadOnlyList<string> DeskRoles, string SleepingRoles, Proposal? Proposal);

    /// <summary>A sheet they may ask to join, because a provider says they work there.</summary>
    internal sealed record Proposal(string Slug, string Name);

    /// <param name="siret">What a provider says of where they work, if it does.</param>
    public async Task<Content> OfAsync(User user, string? siret, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var own = user.Organisations.Keys.ToList();
        var who = user.Who;
        var sheets = await db.Organisations.AsNoTracking()
            .Where(sheet => own.Contains(sheet.Id) || (sheet.ProposedBy == who && sheet.Status != SheetStatus.Published))
            .OrderBy(sheet => sheet.Name).Select(sheet => new { sheet.Id, sheet.Slug, sheet.Name, sheet.Status }).ToListAsync(cancel);
        var requests = await db.JoinRequests.AsNoTracking()
            .Where(request => request.AccountId == user.AccountId && request.State != RequestState.Accepted)
            .Join(db.Organisations, request => request.OrganisationId, sheet => sheet.Id,
                (request, sheet) => new { request, sheet.Slug, sheet.Name })
            .OrderByDescending(found => found.request.AskedAt).Take(20).ToListAsync(cancel);
        var reasons = await db.LastReasonsAsync(requests.Select(found => found.request.Id), cancel);
        return new Content(
            user.Name.Length > 0 ? $"{user.Name} · {user.Email}" : user.Email!,
            await db.Passkeys.AnyAsync(key => key.AccountId == user.AccountId, cancel),
            await db.Sessions.Open(now).CountAsync(session => session.AccountId == user.AccountId, cancel),
            [.. sheets.Select(sheet => new Sheet(sheet.Slug, sheet.Name, Role(user.RoleIn(sheet.Id)), State(sheet.Status),
                user.May(Permission.EditSheet, sheet.Id)))],
            [.. requests.Select(found => new Request(found.Slug, found.Name,
                Said(found.request, reasons.GetValueOrDefault(found.request.Id))))],
            [.. Roles.Granted.Where(role => user.Roles.HasFlag(role)).Select(role => role.Label())],
            SleepingRoles.Of(user),
            await ProposalAsync(user, siret, cancel));
    }

    private async Task<Proposal?> ProposalAsync(User user, string? siret, CancellationToken cancel)
    {
        if (siret is null) return null;
        var own = user.Organisations.Keys.ToList();
        return await db.Organisations.AsNoTracking()
            .Where(sheet => sheet.Siret == siret && sheet.Status == SheetStatus.Published && !own.Contains(sheet.Id)
                && !db.JoinRequests.Any(request => request.OrganisationId == sheet.Id && request.AccountId == user.AccountId))
            .OrderBy(sheet => sheet.Slug).Select(sheet => new Proposal(sheet.Slug, sheet.Name)).FirstOrDefaultAsync(cancel);
    }

    /// <summary>How they want to be called from now on.</summary>
    public async Task CallAsync(User user, string? name, CancellationToken cancel)
    {
        var account = await db.Accounts.FirstAsync(held => held.Id == user.AccountId, cancel);
        var text = string.Concat((name ?? "").Trim().Where(sign => !char.IsControl(sign)));
        account.Call(text.Length <= Account.MaxName ? text : text[..Account.MaxName]);
        await db.SaveAsync(user.Acts(clock, "dire son nom"), cancel);
    }

    private static string Role(OrganisationRoles role) => role == OrganisationRoles.None ? "Proposée par vous" : role.Label();

    private static string? State(SheetStatus status) => status switch
    {
        SheetStatus.Proposed => "attend le manager",
        SheetStatus.Refused => "non retenue",
        SheetStatus.Withdrawn => "hors de l’annuaire tant qu’elle n’est pas vérifiée",
        SheetStatus.Merged => "fusionnée avec une autre",
        _ => null,
    };

    private static string Said(JoinRequest request, string? reason) => request.State == RequestState.Waiting
        ? $"Demande du {French.Date(ParisTime.DayOf(request.AskedAt))}, en attente"
        : $"Refusée le {French.Date(ParisTime.DayOf(request.SteppedAt!.Value))} : {reason}";
}
