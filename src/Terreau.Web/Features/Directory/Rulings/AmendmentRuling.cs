using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Directory.Editing;

namespace Terreau.Web.Features.Directory.Rulings;

/// <summary>A correction of a sheet that anyone suggested, or that a member made where the manager reads first.</summary>
internal sealed class AmendmentRuling(TerreauDb db, AtlasCache atlases) : QueueKind
{
    public override string Subject => nameof(Amendment);
    public override string? Code => "correction";
    public override string Label => "Correction proposée";
    public override string Thing => "une correction";

    private IQueryable<Amendment> Waiting => db.Amendments.Where(amendment => amendment.State == RequestState.Waiting);

    public override string? Word(string property) => property == nameof(Amendment.SentAt) ? "Envoyé le" : base.Word(property);

    public override Task<int> CountAsync(CancellationToken cancel) => Waiting.CountAsync(cancel);

    public override async Task<IReadOnlyList<WaitingThing>> WaitingAsync(int most, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var lines = new List<WaitingThing>();
        foreach (var found in await Waiting.AsNoTracking().OrderBy(amendment => amendment.SentAt).Take(most)
            .Join(db.Organisations, amendment => amendment.OrganisationId, sheet => sheet.Id,
                (amendment, sheet) => new { amendment, sheet }).ToListAsync(cancel))
        {
            var changes = SheetDraft.ChangesFromJson(found.amendment.Changes);
            var now = SheetDraft.Of(found.sheet);
            var moved = changes.Where(change => now[change.Field] != change.Before)
                .Select(change => $"« {ChangeRow.LabelOf(change.Field)} » : {ChangeRow.Shown(change.Field, now[change.Field], atlas)}");
            lines.Add(new(
                this, found.amendment.Id, found.amendment.SentAt, found.sheet.Name, DirectoryRoutes.Sheet(found.sheet.Slug),
                found.amendment.By, found.amendment.Message,
                ChangeRow.Of(changes, atlas), [.. moved]));
        }
        return lines;
    }

    public override async Task<bool> AnswerAsync(Answer answer, CancellationToken cancel)
    {
        var amendment = await db.Amendments.FirstOrDefaultAsync(held => held.Id == answer.Id, cancel);
        if (amendment?.May(answer.IsYes ? nameof(amendment.Accept) : nameof(amendment.Refuse), answer.User) != true) return false;
        var sheet = await db.Organisations.FirstAsync(held => held.Id == amendment.OrganisationId, cancel);
        if (answer.IsYes)
        {
            await ApplyAsync(sheet, amendment, answer.Act, cancel);
            amendment.Accept(answer.Act);
        }
        else amendment.Refuse(answer.Act);
        var key = await db.AnswerKeyAsync("correction", Subject, amendment.Id, cancel);
        await db.TellAnswerAsync(sheet, answer, key, amendment.By, amendment.AnswerTo, "Votre correction est sur la fiche.", cancel);
        // Kept for this answer only.
        amendment.AnswerTo = null;
        return true;
    }

    public override async Task<RulingStory> TellAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Amendments.AsNoTracking().FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } amendment)
            return new RulingStory();
        var sheet = await db.SheetLinkAsync(amendment.OrganisationId, cancel);
        return new RulingStory
        {
            Thing = sheet, By = amendment.By, Message = amendment.Message,
            Changes = ChangeRow.Of(SheetDraft.ChangesFromJson(amendment.Changes), await atlases.GetAsync(cancel)),
            Effect = amendment.State == RequestState.Refused ? "La correction attend de nouveau une réponse." : null,
            Elsewhere = amendment.State == RequestState.Accepted && sheet is { } held
                ? ("La correction est sur la fiche : son historique permet d’y revenir.", $"{held.Href}/historique") : null,
        };
    }

    public override async Task<string?> ReopenAsync(Guid id, Act act, string site, CancellationToken cancel)
    {
        if (await db.Amendments.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } amendment)
            return "Cette correction n’est plus gardée.";
        if (amendment.State == RequestState.Waiting) return null;
        if (amendment.State == RequestState.Accepted) return "Cette correction est sur la fiche : revenez dessus depuis son historique.";
        amendment.Reopen(act);
        var key = await db.AnswerKeyAsync("reprise-correction", Subject, id, cancel);
        await db.TellReopenedAsync(amendment.OrganisationId, key, amendment.By, act, site, cancel);
        return null;
    }

    private async Task ApplyAsync(Organisation sheet, Amendment amendment, Act act, CancellationToken cancel)
    {
        var author = await db.AddressOfAsync(amendment.By, cancel);
        var now = SheetDraft.Of(sheet);
        // Whoever vouched for a person has left: nobody vouches for them any more.
        var wanted = now.With(SheetDraft.ChangesFromJson(amendment.Changes).Where(change => author is not null || !change.IsOfPerson())
            .Select(change => KeyValuePair.Create(change.Field, change.After)));
        var changes = now.ChangesTo(wanted);
        wanted.Declare(sheet, changes, await atlases.GetAsync(cancel), act);
        if (author is { } voucher) await db.RecordContactConsentsAsync(sheet, voucher.Id, changes, act, cancel);
    }
}
