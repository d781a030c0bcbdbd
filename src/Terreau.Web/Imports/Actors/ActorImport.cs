using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Duplicates;
using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Actors;

/// <summary>
/// Compares a file of actors with the directory, says the difference, and applies it when asked: one transaction, so that all of it is
/// there or none. An empty field is filled; a value of the same source follows it; a value from elsewhere is kept and told.
/// </summary>
internal sealed class ActorImport(TerreauDb db, AtlasCache atlases, DuplicateWatch duplicates)
{
    public const string Command = "importer des acteurs";

    /// <summary>From this score on, a new row is held back. See docs/algorithms/duplicates.md.</summary>
    private const int HoldFrom = 600_000;

    /// <summary>What was confirmed for the last file of the source, for the columns that are still there; the guess for new ones.</summary>
    public async Task<ImportMapping> MappingAsync(string source, SourceTable table, CancellationToken cancel)
    {
        var guess = ImportMapping.Of(table, ColumnGuessing.Of(table));
        var last = await db.ImportedFiles.AsNoTracking().Where(file => file.SourceKey == source && file.AppliedAt != null).OrderByDescending(file => file.SentAt).Select(file => file.Mapping).FirstOrDefaultAsync(cancel);
        return last is null ? guess : guess.After(ImportMapping.FromJson(last), table);
    }

    /// <summary>The difference, computed against what stands now; nothing is written.</summary>
    public async Task<ActorDiff> CompareAsync(SourceTable table, ImportMapping mapping, string source, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var (records, faults) = new ActorRowReader(table, mapping, atlas).Read(cancel);
        var held = await HeldAsync(source, cancel);
        var (added, lookalikes, changed, repeated, reopened) = (new List<ActorRecord>(), new List<ActorDiff.Lookalike>(), new List<ActorDiff.Change>(), new List<ActorRecord>(), new List<Organisation>());
        var (unchanged, seen) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var record in records)
        {
            cancel.ThrowIfCancellationRequested();
            if (!seen.Add(record.Identity)) repeated.Add(record);
            else if (held.Find(record) is { } sheet)
            {
                var change = Compare(record, sheet, source);
                if (held.IsClosedBySource(record, sheet)) reopened.Add(sheet);
                if (change.Fields.Count + change.Kept.Count == 0) unchanged++;
                else changed.Add(change);
            }
            else if (await LookalikeAsync(record, held, cancel) is { } twin) lookalikes.Add(twin);
            else added.Add(record);
        }

        var named = records.Select(record => record.Key).ToHashSet(StringComparer.Ordinal);
        return new ActorDiff
        {
            Added = added, HeldBack = lookalikes, Changed = changed, Unchanged = unchanged, Repeated = repeated, Rejected = faults, Reopened = reopened, Known = held.Links.Count,
            Closed = [.. held.Links.Values.Where(link => !link.IsGone && !named.Contains(link.Key)).Select(link => held.ById.GetValueOrDefault(link.OrganisationId))
                .OfType<Organisation>().Where(sheet => sheet.Status == SheetStatus.Published && sheet.SourceId == source)],
            Warnings = [.. records.SelectMany(record => record.Warnings.Select(warning => (record.Line, warning)))],
        };
    }

    /// <summary>Compares again and applies, alone: only what was seen is written, and a file once.</summary>
    /// <param name="seen">The fingerprint of the difference that somebody agreed to.</param>
    /// <param name="withLookalikes">True to add the rows held back too.</param>
    public async Task<ImportEnd> ApplyAsync(ImportedFile file, SourceTable table, ImportMapping mapping, string seen, bool withLookalikes, Act act, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        var known = await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(sent => sent.Id == file.Id, cancel);
        if (known?.AppliedAt is not null) return ImportEnd.AlreadyApplied;
        var diff = await CompareAsync(table, mapping, file.SourceKey, cancel);
        if (diff.Fingerprint != seen) return ImportEnd.Moved;
        var atlas = await atlases.GetAsync(cancel);
        var links = await db.ImportedSheets.Where(link => link.SourceKey == file.SourceKey).ToDictionaryAsync(link => link.Key, StringComparer.Ordinal, cancel);
        var slugs = await db.Organisations.Select(sheet => sheet.Slug).ToHashSetAsync(StringComparer.Ordinal, cancel);
        var today = ParisTime.DayOf(act.At);
        if (!await db.Sources.AnyAsync(source => source.Key == file.SourceKey, cancel))
            db.Sources.Add(new Source { Key = file.SourceKey, Title = file.SourceTitle, PublishedOn = PartialDate.Of(today) });

        IEnumerable<ActorRecord> fresh = withLookalikes ? diff.Added.Concat(diff.HeldBack.Select(twin => twin.Record)) : diff.Added;
        foreach (var record in fresh)
        {
            var slug = SheetSlug.Free(SheetSlug.Of(record.Values[nameof(Organisation.Name)]), slugs);
            slugs.Add(slug);
            var sheet = new Organisation { Slug = slug, Name = record.Values[nameof(Organisation.Name)], SourceId = file.SourceKey, SourceOn = PartialDate.Of(record.UpdatedOn ?? today) };
            SheetDraft.Of(sheet).Holding(record.Values).ApplyTo(sheet, atlas);
            sheet.ShieldPersons(record.Values.Keys);
            db.Organisations.Add(sheet);
            Link(record.Key, sheet.Id);
        }
        foreach (var change in diff.Changed)
        {
            if (change.Fields.Count > 0)
            {
                Track(change.Sheet);
                SheetDraft.Of(change.Sheet).Holding(change.Fields.Select(field => KeyValuePair.Create(field.Field, field.After))).ApplyTo(change.Sheet, atlas);
                change.Sheet.ShieldPersons(change.Fields.Where(field => field.Before.Length == 0).Select(field => field.Field));
                if (change.Sheet.SourceId != file.SourceKey)
                {
                    var names = change.Fields.Select(field => field.Field).ToHashSet(StringComparer.Ordinal);
                    var on = PartialDate.Of(change.Record.UpdatedOn ?? today);
                    change.Sheet.Evidence = [.. change.Sheet.Evidence.Where(fact => !names.Contains(fact.Text)), .. names.Order(StringComparer.Ordinal).Select(name => new SourcedFact(name, file.SourceKey, on))];
                }
            }
            Link(change.Record.Key, change.Sheet.Id);
        }
        foreach (var sheet in diff.Reopened)
        {
            Track(sheet);
            sheet.Publish();
            foreach (var link in links.Values.Where(link => link.OrganisationId == sheet.Id)) link.IsGone = false;
        }
        foreach (var sheet in diff.Closed)
        {
            Track(sheet);
            sheet.Withdraw();
            foreach (var link in links.Values.Where(link => link.OrganisationId == sheet.Id)) link.IsGone = true;
        }
        if (known is null) db.ImportedFiles.Add(file);
        else db.ImportedFiles.Attach(file);
        file.Apply(act, diff.InWords(withLookalikes));
        file.Mapping = mapping.ToJson();
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return ImportEnd.Applied;

        // A sheet may be said by two rows, or change and come back at once.
        void Track(Organisation sheet)
        {
            if (db.Entry(sheet).State == EntityState.Detached) db.Organisations.Attach(sheet);
        }

        void Link(string key, Guid sheet)
        {
            if (!links.TryGetValue(key, out var link)) db.ImportedSheets.Add(links[key] = new ImportedSheet { SourceKey = file.SourceKey, Key = key, OrganisationId = sheet });
            else (link.OrganisationId, link.IsGone) = (sheet, false);
        }
    }

    private static ActorDiff.Change Compare(ActorRecord record, Organisation sheet, string source)
    {
        var (now, fields, kept) = (SheetDraft.Of(sheet), new List<FieldChange>(), new List<FieldChange>());
        foreach (var (name, value) in record.Values)
        {
            var before = now[name];
            if (before == value) continue;
            var from = sheet.Evidence.Find(fact => fact.Text == name)?.SourceId ?? sheet.SourceId;
            (before.Length == 0 || from == source ? fields : kept).Add(new FieldChange(name, before, value));
        }
        return new ActorDiff.Change(record, sheet, fields, kept);
    }

    private async Task<ActorDiff.Lookalike?> LookalikeAsync(ActorRecord record, Holding held, CancellationToken cancel)
    {
        if (held.ById.Count == 0) return null;
        var draft = SheetDraft.Blank.Holding(record.Values);
        if (DuplicateRecords.Of(draft) is not { } asked) return null;
        if (await duplicates.FindAsync(asked, 1, cancel) is not [var best, ..] || best.Answer.ScoreMillionths < HoldFrom || best.Answer.Verdict == DuplicateVerdict.OtherEstablishment
            || !held.ById.TryGetValue(Guid.Parse(best.Key), out var sheet)) return null;
        return new ActorDiff.Lookalike(record, sheet.Slug, sheet.Name, [.. best.Answer.Reasons.Select(reason => reason.Sentence)]);
    }

    private async Task<Holding> HeldAsync(string source, CancellationToken cancel)
    {
        var sheets = await db.Organisations.AsNoTracking().Where(sheet => sheet.Status != SheetStatus.Refused).ToListAsync(cancel);
        var links = await db.ImportedSheets.AsNoTracking().Where(link => link.SourceKey == source).ToDictionaryAsync(link => link.Key, StringComparer.Ordinal, cancel);
        return new Holding(sheets, links);
    }

    /// <summary>The directory as rows are looked for in it.</summary>
    private sealed class Holding
    {
        private readonly Dictionary<string, Organisation> bySiret = new(StringComparer.Ordinal);
        private readonly ILookup<string, Organisation> byName;

        public Holding(IReadOnlyList<Organisation> all, Dictionary<string, ImportedSheet> links)
        {
            Links = links;
            var sheets = all.Where(sheet => sheet.Status != SheetStatus.Merged).ToList();
            ById = sheets.ToDictionary(sheet => sheet.Id);
            foreach (var sheet in sheets.Where(sheet => sheet.Siret is not null)) bySiret.TryAdd(sheet.Siret!, sheet);
            byName = sheets.ToLookup(sheet => ColumnGuessing.Plain(sheet.Name), StringComparer.Ordinal);
            var bySlug = sheets.ToDictionary(sheet => sheet.Slug, StringComparer.Ordinal);
            // A sheet that was merged is the one it leads to, else the next file would make it anew.
            foreach (var merged in all.Where(sheet => sheet.MergedIntoSlug is not null))
            {
                if (bySlug.TryGetValue(merged.MergedIntoSlug!, out var kept)) ById.TryAdd(merged.Id, kept);
            }
        }

        public Dictionary<string, ImportedSheet> Links { get; }
        public Dictionary<Guid, Organisation> ById { get; }

        /// <summary>True for a sheet that left the directory because a file of this source came without it.</summary>
        public bool IsClosedBySource(ActorRecord record, Organisation sheet)
            => sheet.Status == SheetStatus.Withdrawn && Links.TryGetValue(record.Key, out var link) && link.IsGone;

        /// <summary>By the source's own key, else by SIRET, else by a name that only one sheet of the commune has.</summary>
        public Organisation? Find(ActorRecord record)
        {
            if (Links.TryGetValue(record.Key, out var link) && ById.TryGetValue(link.OrganisationId, out var known)) return known;
            var siret = record.Values.GetValueOrDefault(nameof(Organisation.Siret));
            if (siret is { Length: 14 } && bySiret.TryGetValue(siret, out var same)) return same;
            if (!record.Values.TryGetValue(nameof(Organisation.Communes), out var commune)) return null;
            var named = byName[ColumnGuessing.Plain(record.Values[nameof(Organisation.Name)])]
                .Where(sheet => sheet.Communes.Contains(commune) && (siret is null || (sheet.Siret ?? sheet.Siren) is null)).Take(2).ToList();
            return named.Count == 1 ? named[0] : null;
        }
    }
}

/// <summary>How the application of a file ended.</summary>
internal enum ImportEnd
{
    /// <summary>Written, all of it.</summary>
    Applied,

    /// <summary>Somebody had applied it before; nothing was written.</summary>
    AlreadyApplied,

    /// <summary>The file's columns or the directory changed since the difference was seen; nothing was written.</summary>
    Moved,
}
