using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Imports.Sirene;

namespace Terreau.Web.Imports.Actors;

/// <summary>
/// Compares a file of actors with the directory, says the difference, and applies it when asked: one transaction, so that all of it is
/// there or none. An empty field is filled; a value of the same source follows it; a value from elsewhere is kept and told.
/// </summary>
internal sealed class ActorImport(TerreauDb db, AtlasCache atlases, ImportProgress progress)
{
    public const string Command = "importer des acteurs";

    /// <summary>What was confirmed for the last file of the source, for the columns that are still there; the guess for new ones.</summary>
    public async Task<ImportMapping> MappingAsync(string source, SourceTable table, CancellationToken cancel)
    {
        var guess = ImportMapping.Of(table, ColumnGuessing.Of(table));
        var last = await db.ImportedFiles.AsNoTracking().Where(file => file.SourceKey == source && file.AppliedAt != null).OrderByDescending(file => file.SentAt).Select(file => file.Mapping).FirstOrDefaultAsync(cancel);
        var said = SourceLicence.Of(await db.Sources.AsNoTracking().FirstOrDefaultAsync(known => known.Key == source, cancel));
        return (last is null ? guess : guess.After(ImportMapping.FromJson(last), table)) with { Licence = said };
    }

    /// <summary>The difference, computed against what stands now; nothing is written.</summary>
    public async Task<ActorDiff> CompareAsync(SourceTable table, ImportMapping mapping, string source, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var position = await PositionAsync(cancel);
        var (read, faults) = Read(new ActorRowReader(table, mapping, atlas), table.Rows.Count, cancel);
        var stock = await db.RegisterStocks.AsNoTracking().SingleOrDefaultAsync(cancel);
        var records = stock is null ? read : await RegisterPlaces.FillAsync(db, stock, read, atlas, cancel);
        var held = await HeldAsync(source, cancel);
        var (fresh, elsewhere, changed, repeated, reopened) = (new List<ActorRecord>(), new List<ActorRecord>(), new List<ActorDiff.Change>(), new List<ActorRecord>(), new List<Organisation>());
        var (unchanged, seen, done) = (0, new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var record in records)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Pass(ImportStep.Comparing, done++, records.Count);
            if (!seen.Add(record.Identity)) repeated.Add(record);
            else if (held.Find(record) is { } sheet)
            {
                var change = Compare(record, sheet, source);
                if (held.IsClosedBySource(record, sheet)) reopened.Add(sheet);
                if (change.Fields.Count + change.Kept.Count == 0) unchanged++;
                else changed.Add(change);
            }
            // A commune to confirm may be of the territory: such a row stays.
            else if (mapping.OnlyPlaced && record.Question is null && !record.Values.ContainsKey(nameof(Organisation.Communes))) elsewhere.Add(record);
            else fresh.Add(record);
        }
        progress.Say(ImportStep.Resembling);
        var lookalikes = LookalikeRows.Among(fresh, held.Shown, cancel);
        var heldBack = lookalikes.Select(twin => twin.Record).ToHashSet();

        var named = records.SelectMany(record => record.FormerKey is { } former ? new[] { record.Key, former } : [record.Key]).ToHashSet(StringComparer.Ordinal);
        return new ActorDiff
        {
            Position = position, Added = [.. fresh.Where(record => !heldBack.Contains(record))], HeldBack = lookalikes, Elsewhere = elsewhere, Changed = changed, Unchanged = unchanged, Repeated = repeated, Rejected = faults, Reopened = reopened, Known = held.Links.Count,
            Closed = [.. held.Links.Values.Where(link => !link.IsGone && !named.Contains(link.Key)).Select(link => held.ById.GetValueOrDefault(link.OrganisationId))
                .OfType<Organisation>().Where(sheet => sheet.Status == SheetStatus.Published && sheet.SourceId == source).DistinctBy(sheet => sheet.Id)],
            ToConfirm = [.. records.Where(record => record.Question is not null)],
            StockOn = stock?.StockOn,
            Warnings = [.. records.SelectMany(record => record.Warnings.Select(warning => (record.Line, warning)))],
        };
    }

    /// <summary>Compares again and applies, alone: only what was seen is written, and a file once.</summary>
    /// <param name="seen">The fingerprint of the difference that somebody agreed to.</param>
    /// <param name="known">That difference itself, by who still holds it: it is not computed again when nothing was written since.</param>
    /// <param name="withLookalikes">True to add the rows held back too.</param>
    public async Task<ImportEnd> ApplyAsync(ImportedFile file, SourceTable table, ImportMapping mapping, string seen, bool withLookalikes, Act act, CancellationToken cancel, ActorDiff? known = null)
    {
        await using var transaction = await db.AloneAsync(cancel);
        var kept = await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(sent => sent.Id == file.Id, cancel);
        if (kept?.AppliedAt is not null) return ImportEnd.AlreadyApplied;
        var diff = known is not null && known.Position == await PositionAsync(cancel) ? known : await CompareAsync(table, mapping, file.SourceKey, cancel);
        if (diff.Fingerprint != seen) return ImportEnd.Moved;
        var (done, rows) = (0, diff.Added.Count + (withLookalikes ? diff.HeldBack.Count : 0) + diff.ChangedCount + diff.Reopened.Count + diff.Closed.Count);
        progress.Say(ImportStep.Writing, done, rows);
        var atlas = await atlases.GetAsync(cancel);
        var links = await db.ImportedSheets.Where(link => link.SourceKey == file.SourceKey).ToDictionaryAsync(link => link.Key, StringComparer.Ordinal, cancel);
        var slugs = await db.Organisations.Select(sheet => sheet.Slug).ToHashSetAsync(StringComparer.Ordinal, cancel);
        var today = ParisTime.DayOf(act.At);
        if (await db.Sources.FirstOrDefaultAsync(known => known.Key == file.SourceKey, cancel) is not { } source)
            db.Sources.Add(source = new Source { Key = file.SourceKey, Title = file.SourceTitle, PublishedOn = PartialDate.Of(today) });
        // What was said of the source since the file was sent stands.
        source.Licence ??= mapping.Licence?.Label;

        var fresh = new List<ImportedSheet>();
        var added = withLookalikes ? diff.Added.Concat(diff.HeldBack.Select(twin => twin.Record)) : diff.Added;
        await db.AddManyAsync(added.Chunk(2 * ImportProgress.Every).Select(Sheets), act, sheets => progress.Say(ImportStep.Writing, done += sheets.Count, rows), cancel);
        await db.AddUntoldAsync(fresh, act, cancel);
        foreach (var change in diff.Changed)
        {
            cancel.ThrowIfCancellationRequested();
            if (change.Fields.Count > 0)
            {
                progress.Pass(ImportStep.Writing, done++, rows);
                Track(change.Sheet);
                SheetDraft.Of(change.Sheet).Holding(change.Fields.Select(field => KeyValuePair.Create(field.Field, field.After))).ApplyTo(change.Sheet, atlas);
                change.Sheet.ShieldPersons(change.Fields.Where(field => field.Before.Length == 0).Select(field => field.Field));
                var names = change.Fields.Select(field => field.Field).ToHashSet(StringComparer.Ordinal);
                change.Sheet.Evidence = [.. change.Sheet.Evidence.Where(fact => !names.Contains(fact.Text)), .. names.Order(StringComparer.Ordinal).Select(name => FactOf(name, change.Record, change.Sheet)).OfType<SourcedFact>()];
            }
            Link(change.Record.Key, change.Sheet.Id);
        }
        var bySheet = links.Values.ToLookup(link => link.OrganisationId);
        foreach (var sheet in diff.Reopened)
        {
            Track(sheet);
            // Two rows of the file may lead to one sheet.
            if (sheet.Status == SheetStatus.Withdrawn) sheet.Publish();
            foreach (var link in bySheet[sheet.Id]) link.IsGone = false;
        }
        foreach (var sheet in diff.Closed)
        {
            Track(sheet);
            sheet.Withdraw();
            foreach (var link in bySheet[sheet.Id]) link.IsGone = true;
        }
        if (kept is null) db.ImportedFiles.Add(file);
        else db.ImportedFiles.Attach(file);
        file.Apply(act, diff.InWords(withLookalikes));
        file.Mapping = mapping.ToJson();
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return ImportEnd.Applied;

        List<Organisation> Sheets(ActorRecord[] some)
        {
            cancel.ThrowIfCancellationRequested();
            var sheets = some.Select(record => SheetOf(record, Named(record))).ToList();
            for (var at = 0; at < some.Length; at++) Link(some[at].Key, sheets[at].Id, fresh);
            return sheets;
        }

        string Named(ActorRecord record)
        {
            var slug = SheetSlug.Free(SheetSlug.Of(record.Values[nameof(Organisation.Name)]), slugs);
            slugs.Add(slug);
            return slug;
        }

        Organisation SheetOf(ActorRecord record, string slug)
        {
            var sheet = new Organisation { Slug = slug, Name = record.Values[nameof(Organisation.Name)], SourceId = file.SourceKey, SourceOn = PartialDate.Of(record.UpdatedOn ?? today) };
            SheetDraft.Blank.Holding(record.Values).ApplyTo(sheet, atlas);
            sheet.ShieldPersons(record.Values.Keys);
            if (record.Register is { } register) sheet.Evidence = [.. register.Fields.Order(StringComparer.Ordinal).Select(name => FactOf(name, record, sheet)!)];
            return sheet;
        }

        // Where a value comes from; null when from where the whole sheet does.
        SourcedFact? FactOf(string name, ActorRecord record, Organisation sheet)
            => record.Register is { } register && register.Fields.Contains(name) ? new SourcedFact(name, register.SourceId, register.StockOn)
                : sheet.SourceId == file.SourceKey ? null
                : new SourcedFact(name, file.SourceKey, PartialDate.Of(record.UpdatedOn ?? today));

        // A sheet may be said by two rows, or change and come back at once.
        void Track(Organisation sheet)
        {
            if (db.Entry(sheet).State == EntityState.Detached) db.Organisations.Attach(sheet);
        }

        void Link(string key, Guid sheet, List<ImportedSheet>? apart = null)
        {
            if (!links.TryGetValue(key, out var link))
            {
                links[key] = link = new ImportedSheet { SourceKey = file.SourceKey, Key = key, OrganisationId = sheet };
                if (apart is null) db.ImportedSheets.Add(link);
                else apart.Add(link);
            }
            else (link.OrganisationId, link.IsGone) = (sheet, false);
        }
    }

    /// <summary>Says of a source that is known by what right it is published, whatever its file changes; the caller saves.</summary>
    public async Task SayLicenceAsync(string source, SourceLicence? licence, CancellationToken cancel)
    {
        if (await db.Sources.FirstOrDefaultAsync(known => known.Key == source, cancel) is { } known) known.Licence = licence?.Label;
    }

    private (List<ActorRecord> Records, List<RowFault> Faults) Read(ActorRowReader reader, int rows, CancellationToken cancel)
    {
        var (records, faults) = (new List<ActorRecord>(rows), new List<RowFault>());
        foreach (var (record, fault) in reader.Each(cancel))
        {
            progress.Pass(ImportStep.Reading, records.Count + faults.Count, rows);
            if (record is not null) records.Add(record);
            else faults.Add(fault!);
        }
        return (records, faults);
    }

    private static ActorDiff.Change Compare(ActorRecord record, Organisation sheet, string source)
    {
        var (fields, kept) = (new List<FieldChange>(), new List<FieldChange>());
        foreach (var (name, value) in record.Values)
        {
            var before = SheetFields.Find(name)!.Read(sheet);
            if (before == value) continue;
            var from = sheet.Evidence.Find(fact => fact.Text == name)?.SourceId ?? sheet.SourceId;
            var isOfRegister = record.Register?.Fields.Contains(name) == true;
            // The file says nothing there: against who has said it, the register is not heard.
            if (isOfRegister && before.Length > 0 && from != record.Register!.SourceId) continue;
            var said = isOfRegister ? record.Register!.SourceId : source;
            // What the register said where the file said nothing gives way to the file.
            var isOurs = from == said || (from == SireneImport.SourceId && sheet.SourceId == source);
            (before.Length == 0 || isOurs ? fields : kept).Add(new FieldChange(name, before, value));
        }
        // The address that the register gave goes with the commune that it gave.
        if (record.SaysPlace && fields.Exists(one => one.Field == nameof(Organisation.Communes)) && !record.Values.ContainsKey(nameof(Organisation.Address))
            && sheet.SourceId == source && sheet.Evidence.Exists(fact => fact is { Text: nameof(Organisation.Address), SourceId: SireneImport.SourceId }))
            fields.Add(new FieldChange(nameof(Organisation.Address), sheet.Address ?? "", ""));
        return new ActorDiff.Change(record, sheet, fields, kept);
    }

    /// <summary>The last line of the journal, those of files apart: while it is the same, so is the directory.</summary>
    public Task<long> PositionAsync(CancellationToken cancel)
        => db.Journal.Where(line => line.Subject != nameof(ImportedFile)).OrderByDescending(line => line.Id).Select(line => line.Id).FirstOrDefaultAsync(cancel);

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

        // Of namesakes that had one key before their postcodes told them apart, the first one is the sheet.
        private readonly HashSet<string> formerKeys = new(StringComparer.Ordinal);

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

        /// <summary>The sheets that a new row may be: those in the directory and those that wait for it.</summary>
        public IEnumerable<Organisation> Shown => ById.Where(pair => pair.Key == pair.Value.Id).Select(pair => pair.Value).Where(sheet => sheet.Status is SheetStatus.Published or SheetStatus.Proposed);

        /// <summary>True for a sheet that left the directory because a file of this source came without it.</summary>
        public bool IsClosedBySource(ActorRecord record, Organisation sheet)
            => sheet.Status == SheetStatus.Withdrawn && (Links.GetValueOrDefault(record.Key) ?? (record.FormerKey is { } former ? Links.GetValueOrDefault(former) : null)) is { IsGone: true };

        /// <summary>By the source's own key, else by SIRET, else by a name that only one sheet of the commune has.</summary>
        public Organisation? Find(ActorRecord record)
        {
            if (Linked(record.Key) is { } known) return known;
            if (record.FormerKey is { } former && Linked(former) is { } before && (before.Communes.Count == 0 || before.Communes.Contains(record.Values[nameof(Organisation.Communes)])) && formerKeys.Add(former)) return before;
            var siret = record.Values.GetValueOrDefault(nameof(Organisation.Siret));
            if (siret is { Length: 14 } && bySiret.TryGetValue(siret, out var same)) return same;
            if (!record.Values.TryGetValue(nameof(Organisation.Communes), out var commune)) return null;
            var named = byName[ColumnGuessing.Plain(record.Values[nameof(Organisation.Name)])]
                .Where(sheet => sheet.Communes.Contains(commune) && (siret is null || (sheet.Siret ?? sheet.Siren) is null)).Take(2).ToList();
            return named.Count == 1 ? named[0] : null;
        }

        private Organisation? Linked(string key) => Links.TryGetValue(key, out var link) ? ById.GetValueOrDefault(link.OrganisationId) : null;
    }
}
