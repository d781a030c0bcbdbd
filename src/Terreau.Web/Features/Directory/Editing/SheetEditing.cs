using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Directory.Editing;

/// <summary>Changes to a sheet by its own people, several at once if it must be: nothing that one wrote is lost to the other.</summary>
internal sealed class SheetEditing(TerreauDb db, AtlasCache atlases, TimeProvider clock)
{
    /// <summary>What became of a change that was sent.</summary>
    internal abstract record Outcome
    {
        /// <summary>Written, or already written by the same form; with what others had changed meanwhile.</summary>
        internal sealed record Saved(IReadOnlyList<FieldChange> ByOthers) : Outcome;

        /// <summary>Kept for the manager, who reads before it shows.</summary>
        internal sealed record Awaiting : Outcome;

        /// <summary>Others changed the same fields: the person chooses, field by field.</summary>
        internal sealed record Conflict(SheetDraft Stored, IReadOnlyList<FieldChange> Conflicts, string? By, DateTime? At) : Outcome;
    }

    public async Task<Organisation?> FindAsync(string slug, User user, CancellationToken cancel)
        => await db.Organisations.AsNoTracking().EditableBy(user).FirstOrDefaultAsync(sheet => sheet.Slug == slug, cancel);

    /// <param name="start">The sheet as the form showed it.</param>
    /// <param name="mine">As it was sent.</param>
    /// <param name="form">The number of the form: the same one counts once.</param>
    /// <param name="isChecked">The person says that all of it is true today.</param>
    public async Task<Outcome> SaveAsync(
        string slug, User user, SheetDraft start, SheetDraft mine, Guid form, bool isChecked, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.PostedForms.AnyAsync(posted => posted.Id == form, cancel)) return new Outcome.Saved([]);
        var sheet = await db.Organisations.EditableBy(user).FirstAsync(held => held.Slug == slug, cancel);
        var stored = SheetDraft.Of(sheet);
        var (merged, conflicts) = SheetDraft.Merge(start, mine, stored);
        if (conflicts.Count > 0)
        {
            var last = await LastChangeAsync(sheet.Id, cancel);
            return new Outcome.Conflict(stored, conflicts, last.By, last.At);
        }
        var changes = stored.ChangesTo(merged);
        var act = user.Acts(clock, isChecked && changes.Count == 0 ? "vérifier une fiche" : "modifier une fiche");
        db.PostedForms.Add(new PostedForm { Id = form, At = act.At });
        var waits = changes.Count > 0 && await MustWaitAsync(user, cancel);
        if (waits)
        {
            db.Amendments.Add(
                new Amendment { OrganisationId = sheet.Id, By = user.Who, SentAt = act.At, Changes = SheetDraft.ChangesToJson(changes) });
        }
        else if (changes.Count > 0)
        {
            merged.Declare(sheet, changes, atlas, act);
            await db.RecordContactConsentsAsync(sheet, user.AccountId!.Value, changes, act, cancel);
        }
        if (isChecked && !waits) sheet.Check(ParisTime.DayOf(act.At));
        await db.AdvanceCampaignsAsync(sheet, isChecked ? CampaignProgress.Done : CampaignProgress.Started, act, cancel);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return waits ? new Outcome.Awaiting() : new Outcome.Saved(start.ChangesTo(stored));
    }

    /// <summary>Everything on the sheet is true today: one gesture, no form.</summary>
    public async Task CheckAsync(string slug, User user, CancellationToken cancel)
    {
        var sheet = await db.Organisations.EditableBy(user).FirstAsync(held => held.Slug == slug, cancel);
        var act = user.Acts(clock, "vérifier une fiche");
        await db.CheckAsync(sheet, act, cancel);
        await db.SaveAsync(act, cancel);
    }

    private async Task<bool> MustWaitAsync(User user, CancellationToken cancel)
        => !user.May(Permission.Moderate) && await db.Territories.AnyAsync(territory => territory.ReviewsEdits, cancel);

    private async Task<(string? By, DateTime? At)> LastChangeAsync(Guid sheet, CancellationToken cancel)
    {
        var last = await db.Journal.AsNoTracking().Where(line => line.Subject == nameof(Organisation) && line.SubjectId == sheet)
            .OrderByDescending(line => line.Id).Select(line => new { line.Who, line.At }).FirstOrDefaultAsync(cancel);
        if (last is null) return (null, null);
        var names = await db.NamesOfAsync([last.Who], cancel);
        return (names.GetValueOrDefault(last.Who), last.At);
    }
}
