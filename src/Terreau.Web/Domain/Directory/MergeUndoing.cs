using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Directory;

/// <summary>Makes two sheets again of one, with what belonged to each.</summary>
internal sealed class MergeUndoing(TerreauDb db, AtlasCache atlases, TimeProvider clock)
{
    public const string Command = "annuler une fusion";

    /// <summary>A merge that can be undone or not, with what would not go back by itself.</summary>
    /// <param name="Refusal">Why it cannot be undone now, as a sentence; null when it can.</param>
    /// <param name="Conflicts">What was changed since.</param>
    internal sealed record Prospect(
        SheetMerge Merge, Organisation Kept, Organisation Merged, string? Refusal, IReadOnlyList<MergeField> Conflicts)
    {
        public SheetDraft Now { get; } = SheetDraft.Of(Kept);
        public SheetDraft Before => MergeMemory.Of(Merge).Before(Now);
    }

    internal abstract record Outcome
    {
        /// <summary>Undone, now or before.</summary>
        internal sealed record Done : Outcome;

        internal sealed record Refused(string Sentence) : Outcome;

        internal sealed record Unknown : Outcome;
    }

    /// <summary>Null when there is no such merge.</summary>
    public async Task<Prospect?> FindAsync(Guid id, CancellationToken cancel)
        => await db.SheetMerges.AsNoTracking().FirstOrDefaultAsync(merge => merge.Id == id, cancel) is { } merge
            ? await LookAsync(merge, db.Organisations.AsNoTracking(), cancel) : null;

    /// <param name="given">What was changed since the merge and goes back all the same, by the names of <see cref="MergeField"/>.</param>
    public async Task<Outcome> UndoAsync(Guid id, IReadOnlySet<string> given, User user, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.SheetMerges.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } merge
            || await LookAsync(merge, db.Organisations, cancel) is not { } look) return new Outcome.Unknown();
        if (merge.UndoneAt is not null) return new Outcome.Done();
        if (look.Refusal is { } refusal) return new Outcome.Refused(refusal);
        var (kept, merged, memory) = (look.Kept, look.Merged, MergeMemory.Of(merge));
        var act = user.Acts(clock, Command, $"« {merged.Name} » et « {kept.Name} »");
        GiveBackFields(kept, memory, given, atlas);
        await memory.Moves.GiveBackAsync(db, kept, merged, act, cancel);
        if (kept.Status == memory.KeptAfter && kept.Status != memory.KeptBefore) kept.Restore(memory.KeptBefore);
        merged.Restore(memory.MergedBefore);
        merge.MarkUndone(act);
        db.Entry(kept).Property(sheet => sheet.MergedIntoSlug).IsModified = true;
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return new Outcome.Done();
    }

    private static async Task<Prospect?> LookAsync(SheetMerge merge, IQueryable<Organisation> organisations, CancellationToken cancel)
    {
        var sheets = await organisations.Where(sheet => sheet.Id == merge.KeptId || sheet.Id == merge.MergedId)
            .ToDictionaryAsync(sheet => sheet.Id, cancel);
        if (!sheets.TryGetValue(merge.KeptId, out var kept) || !sheets.TryGetValue(merge.MergedId, out var merged)) return null;
        var refusal = kept.Status == SheetStatus.Merged
            ? $"« {kept.Name} » a rejoint une autre fiche depuis. Annulez d’abord cette fusion-là."
            : merged.Status != SheetStatus.Merged || merged.MergedIntoSlug != kept.Slug ? "Ces deux fiches sont déjà séparées." : null;
        var conflicts = MergeMemory.Of(merge).Without(SheetDraft.Of(kept), new HashSet<string>()).Conflicts;
        return new Prospect(merge, kept, merged, refusal, conflicts);
    }

    private static void GiveBackFields(Organisation kept, MergeMemory memory, IReadOnlySet<string> given, Atlas atlas)
    {
        var now = SheetDraft.Of(kept);
        var (draft, conflicts) = memory.Without(now, given);
        var stays = MergeMemory.Place.Of(kept) == memory.PlaceAfter;
        draft.ApplyTo(kept, atlas);
        if (stays) memory.PlaceBefore.PutOn(kept);
        kept.OutsideCommunes = [.. kept.OutsideCommunes.Except(memory.OutsideCommunes)];
        kept.Districts = [.. kept.Districts.Except(memory.Districts)];
        kept.LaterFacts = [.. kept.LaterFacts.Except(memory.LaterFacts)];
        var back = memory.Fields.Select(change => change.Field)
            .Except(conflicts.Where(field => !given.Contains(field.Name)).SelectMany(field => field.Names))
            .ToHashSet(StringComparer.Ordinal);
        kept.Evidence = [.. kept.Evidence.Where(fact => !back.Contains(fact.Text)),
            .. memory.EvidenceBefore.Where(fact => back.Contains(fact.Text))];
    }
}
