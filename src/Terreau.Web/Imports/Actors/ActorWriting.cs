using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Imports.Actors;

/// <summary>Writes a difference that somebody agreed to, inside the transaction under way.</summary>
internal sealed class ActorWriting
{
    private readonly TerreauDb db;
    private readonly ImportedFile file;
    private readonly ActorDiff diff;
    private readonly Act act;
    private readonly ImportProgress progress;
    private readonly DateOnly today;
    private readonly Dictionary<string, ImportedSheet> links;
    private readonly HashSet<string> slugs;
    private int done;

    private ActorWriting(
        TerreauDb db, ImportedFile file, ActorDiff diff, Act act, ImportProgress progress, Dictionary<string, ImportedSheet> links,
        HashSet<string> slugs)
    {
        (this.db, this.file, this.diff, this.act, this.progress, this.links, this.slugs) = (db, file, diff, act, progress, links, slugs);
        today = ParisTime.DayOf(act.At);
    }

    /// <summary>Reads what must be known to write, and puts the source into the context.</summary>
    public static async Task<ActorWriting> BeginAsync(
        TerreauDb db, ImportedFile file, ImportMapping mapping, ActorDiff diff, Act act, ImportProgress progress, CancellationToken cancel)
    {
        var links = await db.ImportedSheets.Where(link => link.SourceKey == file.SourceKey)
            .ToDictionaryAsync(link => link.Key, StringComparer.Ordinal, cancel);
        var slugs = await db.Organisations.Select(sheet => sheet.Slug).ToHashSetAsync(StringComparer.Ordinal, cancel);
        var writing = new ActorWriting(db, file, diff, act, progress, links, slugs);
        if (await db.Sources.FirstOrDefaultAsync(known => known.Key == file.SourceKey, cancel) is not { } source)
        {
            source = new Source { Key = file.SourceKey, Title = file.SourceTitle, PublishedOn = PartialDate.Of(writing.today) };
            db.Sources.Add(source);
        }
        // What was said of the source since the file was sent stands.
        source.Licence ??= mapping.Licence?.Label;
        return writing;
    }

    /// <summary>New sheets are written; what is left stands in the context, for the caller to save.</summary>
    public async Task WriteAsync(bool withLookalikes, CancellationToken cancel)
    {
        var added = withLookalikes ? diff.Fresh.ToList() : diff.Added;
        var rows = added.Count + diff.ChangedCount + diff.Reopened.Count + diff.Closed.Count;
        progress.Say(ImportStep.Writing, done, rows);
        var fresh = new List<ImportedSheet>();
        await db.AddManyAsync(
            added.Chunk(2 * ImportProgress.Every).Select(some => Sheets(some, fresh, cancel)), act,
            sheets => progress.Say(ImportStep.Writing, done += sheets.Count, rows), cancel);
        await db.AddUntoldAsync(fresh, act, cancel);
        foreach (var change in diff.Changed)
        {
            cancel.ThrowIfCancellationRequested();
            if (change.Fields.Count > 0)
            {
                progress.Pass(ImportStep.Writing, done++, rows);
                Change(change);
            }
            if (LinkOf(change.Record.Key, change.Sheet.Id) is { } link) db.ImportedSheets.Add(link);
        }
        var bySheet = links.Values.ToLookup(link => link.OrganisationId);
        foreach (var sheet in diff.Reopened) Put(sheet, isGone: false);
        foreach (var sheet in diff.Closed) Put(sheet, isGone: true);

        void Put(Organisation sheet, bool isGone)
        {
            Track(sheet);
            if (isGone) sheet.Withdraw();
            // Two rows of the file may lead to one sheet.
            else if (sheet.Status == SheetStatus.Withdrawn) sheet.Publish();
            foreach (var link in bySheet[sheet.Id]) link.IsGone = isGone;
        }
    }

    // On another thread than the writing: nothing here uses the context.
    private List<Organisation> Sheets(ActorRecord[] some, List<ImportedSheet> fresh, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var sheets = some.Select(record => SheetOf(record, Named(record))).ToList();
        for (var at = 0; at < some.Length; at++)
        {
            if (LinkOf(some[at].Key, sheets[at].Id) is { } link) fresh.Add(link);
        }
        return sheets;
    }

    private string Named(ActorRecord record)
    {
        var slug = SheetSlug.Free(SheetSlug.Of(record.Name), slugs);
        slugs.Add(slug);
        return slug;
    }

    private Organisation SheetOf(ActorRecord record, string slug)
    {
        var on = PartialDate.Of(record.UpdatedOn ?? today);
        var sheet = new Organisation { Slug = slug, Name = record.Name, SourceId = file.SourceKey, SourceOn = on };
        SheetDraft.Blank.Holding(record.Values).ApplyTo(sheet, diff.Atlas);
        sheet.ShieldPersons(record.Values.Keys);
        if (record.Register is { } register)
            sheet.Evidence = [.. register.Fields.Order(StringComparer.Ordinal).Select(name => FactOf(name, record, sheet)!)];
        return sheet;
    }

    private void Change(ActorChange change)
    {
        var sheet = change.Sheet;
        Track(sheet);
        var values = change.Fields.Select(field => KeyValuePair.Create(field.Field, field.After));
        SheetDraft.Of(sheet).Holding(values).ApplyTo(sheet, diff.Atlas);
        sheet.ShieldPersons(change.Fields.Where(field => field.Before.Length == 0).Select(field => field.Field));
        var names = change.Fields.Select(field => field.Field).ToHashSet(StringComparer.Ordinal);
        var facts = names.Order(StringComparer.Ordinal).Select(name => FactOf(name, change.Record, sheet)).OfType<SourcedFact>();
        sheet.Evidence = [.. sheet.Evidence.Where(fact => !names.Contains(fact.Text)), .. facts];
    }

    // Where a value comes from; null when from where the whole sheet does.
    private SourcedFact? FactOf(string name, ActorRecord record, Organisation sheet)
        => record.IsOfRegister(name) ? new SourcedFact(name, record.Register!.SourceId, record.Register.StockOn)
            : sheet.SourceId == file.SourceKey ? null
            : new SourcedFact(name, file.SourceKey, PartialDate.Of(record.UpdatedOn ?? today));

    // A sheet may be said by two rows, or change and come back at once.
    private void Track(Organisation sheet)
    {
        if (db.Entry(sheet).State == EntityState.Detached) db.Organisations.Attach(sheet);
    }

    /// <returns>The link where it is new; one that was known leads to the sheet from now on.</returns>
    private ImportedSheet? LinkOf(string key, Guid sheet)
    {
        if (links.TryGetValue(key, out var known))
        {
            (known.OrganisationId, known.IsGone) = (sheet, false);
            return null;
        }
        return links[key] = new ImportedSheet { SourceKey = file.SourceKey, Key = key, OrganisationId = sheet };
    }
}
