using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Directory;

/// <summary>Makes two sheets one, in one transaction in which nobody else writes.</summary>
internal sealed class SheetMerging(TerreauDb db, AtlasCache atlases, TimeProvider clock)
{
    public const string Command = "fusionner deux fiches";

    /// <summary>What is asked: which sheet stays, and whose values it takes.</summary>
    internal sealed record Order
    {
        public required Guid KeptId { get; init; }
        public required Guid MergedId { get; init; }

        /// <summary>The two sheets as they were shown: see <see cref="SeenOf"/>.</summary>
        public required string Seen { get; init; }

        /// <summary>The number of the form: the same one counts once.</summary>
        public required Guid Form { get; init; }

        public required IReadOnlyDictionary<string, MergeTake> Taken { get; init; }
    }

    internal abstract record Outcome
    {
        /// <summary>Done, now or by the same form before.</summary>
        internal sealed record Done(Guid Merge) : Outcome;

        /// <summary>A sheet changed since it was shown: it is to be read again.</summary>
        internal sealed record Changed : Outcome;

        /// <summary>One of the two is no more, or was merged meanwhile.</summary>
        internal sealed record Gone : Outcome;

        /// <summary>They cannot be one, with the sentence that says why.</summary>
        internal sealed record Refused(string Sentence) : Outcome;
    }

    /// <summary>Why two sheets cannot become one, as a sentence; null when they can.</summary>
    public static string? RefusalOf(Organisation one, Organisation other)
        => DuplicateRecords.LegalUnitOf(one) is { } first && DuplicateRecords.LegalUnitOf(other) is { } second && first != second
            ? $"Ces fiches ont deux numéros SIREN : {Grouped(first)} et {Grouped(second)}. Ce sont deux organisations. Si l’un des numéros est faux, corrigez-le d’abord."
            : null;

    /// <summary>A mark of all that a choice between two sheets rests on; another order gives the same.</summary>
    public static string SeenOf(Organisation one, Organisation other)
    {
        var (first, second) = one.Id.CompareTo(other.Id) < 0 ? (one, other) : (other, one);
        var text = $"{first.Status}{SheetDraft.Of(first).ToJson()}{second.Status}{SheetDraft.Of(second).ToJson()}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    public async Task<Outcome> MergeAsync(Order order, User user, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.PostedForms.AsNoTracking().FirstOrDefaultAsync(posted => posted.Id == order.Form, cancel) is { LedTo: { } led })
            return new Outcome.Done(Guid.Parse(led));
        var sheets = await db.Organisations.Where(sheet => sheet.Id == order.KeptId || sheet.Id == order.MergedId)
            .ToDictionaryAsync(sheet => sheet.Id, cancel);
        if (order.KeptId == order.MergedId || !sheets.TryGetValue(order.KeptId, out var kept)
            || !sheets.TryGetValue(order.MergedId, out var merged)
            || kept.Status == SheetStatus.Merged || merged.Status == SheetStatus.Merged) return new Outcome.Gone();
        if (SeenOf(kept, merged) != order.Seen) return new Outcome.Changed();
        if (RefusalOf(kept, merged) is { } refusal) return new Outcome.Refused(refusal);
        var act = user.Acts(clock, Command, $"« {merged.Name} » rejoint « {kept.Name} »");
        var merge = await JoinAsync(kept, merged, order.Taken, atlas, act, cancel);
        db.PostedForms.Add(new PostedForm { Id = order.Form, At = act.At, LedTo = merge.Id.ToString("D") });
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return new Outcome.Done(merge.Id);
    }

    private async Task<SheetMerge> JoinAsync(
        Organisation kept, Organisation merged, IReadOnlyDictionary<string, MergeTake> taken, Atlas atlas, Act act,
        CancellationToken cancel)
    {
        var (before, brought, place, status) = (SheetDraft.Of(kept), SheetDraft.Of(merged), MergeMemory.Place.Of(kept), kept.Status);
        var joined = MergeField.Join(before, brought, taken);
        var changes = before.ChangesTo(joined);
        joined.ApplyTo(kept, atlas);
        var address = MergeField.Find(nameof(Organisation.Address))!;
        // The middle of a district says more than that of its commune, which is all that a draft without a point leads to.
        if (merged.Precision == "centroide" && address.TakeOf(before, brought, taken) == MergeTake.Merged)
            MergeMemory.Place.Of(merged).PutOn(kept);
        var evidence = TakeEvidence(kept, merged, changes);
        // What everyone could read stays readable, whichever of the two sheets goes on.
        if (merged.Status == SheetStatus.Published && kept.Status != SheetStatus.Published) kept.Publish();
        var memory = new MergeMemory
        {
            Fields = before.ChangesTo(SheetDraft.Of(kept)), PlaceBefore = place, PlaceAfter = MergeMemory.Place.Of(kept),
            KeptBefore = status, KeptAfter = kept.Status, MergedBefore = merged.Status,
            OutsideCommunes = [.. merged.OutsideCommunes.Except(kept.OutsideCommunes)],
            Districts = [.. merged.Districts.Except(kept.Districts)],
            LaterFacts = [.. merged.LaterFacts.Except(kept.LaterFacts)], EvidenceBefore = evidence,
            Moves = await MergeMoves.TakeAsync(db, kept, merged, act, cancel),
        };
        kept.OutsideCommunes = [.. kept.OutsideCommunes, .. memory.OutsideCommunes];
        kept.Districts = [.. kept.Districts, .. memory.Districts];
        kept.LaterFacts = [.. kept.LaterFacts, .. memory.LaterFacts];
        merged.MergeInto(kept.Slug);
        // The history of the sheet that stays tells of the merge, even when it takes nothing from the other.
        db.Entry(kept).Property(sheet => sheet.MergedIntoSlug).IsModified = true;
        var merge = new SheetMerge { KeptId = kept.Id, MergedId = merged.Id, Undo = memory.ToJson(), MergedAt = act.At };
        db.SheetMerges.Add(merge);
        return merge;
    }

    /// <summary>A value keeps its source when it changes sheets.</summary>
    /// <returns>The sources of these fields as they were.</returns>
    private static List<SourcedFact> TakeEvidence(Organisation kept, Organisation merged, IReadOnlyList<FieldChange> changes)
    {
        var fields = changes.Select(change => SheetFields.Find(change.Field)!).Where(field => !field.IsInternal && !field.IsPersonal)
            .ToList();
        var names = fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var before = kept.Evidence.Where(fact => names.Contains(fact.Text)).ToList();
        var brought = names.Order(StringComparer.Ordinal)
            .SelectMany(name => merged.Evidence.Where(fact => fact.Text == name)
                .DefaultIfEmpty(new SourcedFact(name, merged.SourceId, merged.SourceOn)));
        // A list made of both has the sources of both.
        var stays = kept.Evidence.Where(fact => !names.Contains(fact.Text) || SheetFields.Find(fact.Text)!.IsList);
        kept.Evidence = [.. stays.Union(brought)];
        return before;
    }

    private static string Grouped(string siren) => Siren.TryParse(siren, out var number) ? number.ToString() : siren;
}
