using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Pipeline;

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
        var last = await db.ImportedFiles.AsNoTracking().Where(file => file.SourceKey == source && file.AppliedAt != null)
            .OrderByDescending(file => file.SentAt).Select(file => file.Mapping).FirstOrDefaultAsync(cancel);
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
        var held = await ActorHolding.ReadAsync(db, source, cancel);
        var rows = new SortedRows(held, source, mapping.OnlyPlaced);
        foreach (var (done, record) in records.Index())
        {
            cancel.ThrowIfCancellationRequested();
            progress.Pass(ImportStep.Comparing, done, records.Count);
            rows.Take(record);
        }
        progress.Say(ImportStep.Resembling);
        var lookalikes = LookalikeRows.Among(rows.Fresh, held.Shown, cancel);
        var heldBack = lookalikes.Select(twin => twin.Record).ToHashSet();
        return new ActorDiff
        {
            Atlas = atlas, Position = position, StockOn = stock?.StockOn, Records = records, Rejected = faults, HeldBack = lookalikes,
            Added = [.. rows.Fresh.Where(record => !heldBack.Contains(record))], Elsewhere = rows.Elsewhere, Changed = rows.Changed,
            Unchanged = rows.Unchanged, Repeated = rows.Repeated, Reopened = rows.Reopened, Known = held.Links.Count,
            Closed = [.. held.Unnamed(records, source)],
        };
    }

    /// <summary>Compares again and applies, alone: only what was seen is written, and a file once.</summary>
    /// <param name="seen">The fingerprint of the difference that somebody agreed to.</param>
    /// <param name="known">That difference itself, by who still holds it: it is not computed again when nothing was written since.</param>
    /// <param name="withLookalikes">True to add the rows held back too.</param>
    public async Task<ImportEnd> ApplyAsync(
        ImportedFile file, SourceTable table, ImportMapping mapping, string seen, bool withLookalikes, Act act, CancellationToken cancel,
        ActorDiff? known = null)
    {
        await using var transaction = await db.AloneAsync(cancel);
        var kept = await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(sent => sent.Id == file.Id, cancel);
        if (kept?.AppliedAt is not null) return ImportEnd.AlreadyApplied;
        var diff = known is not null && known.Position == await PositionAsync(cancel)
            ? known : await CompareAsync(table, mapping, file.SourceKey, cancel);
        if (diff.Fingerprint != seen) return ImportEnd.Moved;
        var writing = await ActorWriting.BeginAsync(db, file, mapping, diff, act, progress, cancel);
        await writing.WriteAsync(withLookalikes, cancel);
        if (kept is null) db.ImportedFiles.Add(file);
        else db.ImportedFiles.Attach(file);
        file.Apply(act, diff.Told(withLookalikes).InWords);
        file.Mapping = mapping.ToJson();
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return ImportEnd.Applied;
    }

    /// <summary>Says of a source that is known by what right it is published, whatever its file changes; the caller saves.</summary>
    public async Task SayLicenceAsync(string source, SourceLicence? licence, CancellationToken cancel)
    {
        if (await db.Sources.FirstOrDefaultAsync(known => known.Key == source, cancel) is { } known) known.Licence = licence?.Label;
    }

    /// <summary>The last line of the journal, those of files apart: while it is the same, so is the directory.</summary>
    public Task<long> PositionAsync(CancellationToken cancel)
        => db.Journal.Where(line => line.Subject != nameof(ImportedFile)).OrderByDescending(line => line.Id)
            .Select(line => line.Id).FirstOrDefaultAsync(cancel);

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
}
