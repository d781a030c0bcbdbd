using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Features.Directory.Rulings;

/// <summary>Someone asks to belong to an organisation; where it has nobody in charge, they claim its sheet, and the desk answers.</summary>
internal sealed class JoinRequestRuling(TerreauDb db) : QueueKind
{
    public override string Subject => nameof(JoinRequest);
    public override string? Code => "rattachement";
    public override string Label => "Demande de rattachement";
    public override string QueueLabel => "Demande de tenir une fiche";
    public override string Thing => "une demande de tenir une fiche";

    private IQueryable<JoinRequest> Claims => db.JoinRequests.Open().Where(request => request.IsClaim);

    public override string? Word(string property) => property switch
    {
        nameof(JoinRequest.AskedAt) => "Demandé le",
        nameof(JoinRequest.IsClaim) => "Première personne responsable",
        nameof(JoinRequest.Role) => "Rôle",
        _ => base.Word(property),
    };

    public override Task<int> CountAsync(CancellationToken cancel) => Claims.CountAsync(cancel);

    public override async Task<IReadOnlyList<WaitingThing>> WaitingAsync(int most, CancellationToken cancel)
    {
        var found = await Claims.AsNoTracking().OrderBy(request => request.AskedAt).Take(most)
            .Join(db.Organisations, request => request.OrganisationId, sheet => sheet.Id,
                (request, sheet) => new { request, sheet.Name, sheet.Slug }).ToListAsync(cancel);
        return [.. found.Select(line => new WaitingThing(
            this, line.request.Id, line.request.AskedAt, line.Name, DirectoryRoutes.Sheet(line.Slug), User.WhoOf(line.request.AccountId),
            line.request.Message, [], []))];
    }

    public override async Task<bool> AnswerAsync(Answer answer, CancellationToken cancel)
    {
        var request = await db.JoinRequests.FirstOrDefaultAsync(held => held.Id == answer.Id, cancel);
        if (request?.May(answer.IsYes ? nameof(request.Accept) : nameof(request.Refuse), answer.User, request.OrganisationId) != true)
            return false;
        var sheet = await db.Organisations.AsNoTracking().FirstAsync(held => held.Id == request.OrganisationId, cancel);
        await db.AnswerAsync(request, answer.IsYes, answer.Act, cancel);
        await db.TellAnswerAsync(
            sheet, answer, await db.AnswerKeyAsync("reponse", Subject, request.Id, cancel), User.WhoOf(request.AccountId), null,
            "Vous tenez désormais la fiche.", cancel);
        return true;
    }

    public override async Task<RulingStory> TellAsync(Guid id, CancellationToken cancel)
    {
        if (await db.JoinRequests.AsNoTracking().FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } request)
            return new RulingStory();
        return new RulingStory
        {
            Thing = await db.SheetLinkAsync(request.OrganisationId, cancel), By = User.WhoOf(request.AccountId), Message = request.Message,
            Effect = request.State switch
            {
                RequestState.Waiting => null,
                RequestState.Accepted => "La personne perd la place que cette réponse lui a donnée, et sa demande attend de nouveau.",
                _ => "La demande attend de nouveau une réponse.",
            },
        };
    }

    public override async Task<string?> ReopenAsync(Guid id, Act act, string site, CancellationToken cancel)
    {
        if (await db.JoinRequests.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } request)
            return "Cette demande n’existe plus : la personne est partie.";
        if (request.State == RequestState.Waiting) return null;
        if (await db.JoinRequests.Open()
            .AnyAsync(other => other.AccountId == request.AccountId && other.OrganisationId == request.OrganisationId, cancel))
            return "Cette personne a fait une nouvelle demande depuis : répondez à celle-là.";
        // The place that the answer gave, and no other: one given since stays.
        var given = await db.Members.FirstOrDefaultAsync(
            held => held.AccountId == request.AccountId && held.OrganisationId == request.OrganisationId && held.Since == request.SteppedAt,
            cancel);
        if (given is not null) db.Members.Remove(given);
        request.Reopen(act);
        var key = await db.AnswerKeyAsync("reprise", Subject, id, cancel);
        await db.TellReopenedAsync(request.OrganisationId, key, User.WhoOf(request.AccountId), act, site, cancel);
        return null;
    }
}
