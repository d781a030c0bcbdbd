using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Actors;

/// <summary>
/// An import from somebody's agreement to its end. The agreement is written first: what is cut short is found again, and taken up from the
/// original, the columns and the values that were agreed to. Nothing else than that difference is ever written.
/// </summary>
internal sealed class AgreedImports(
    TerreauDb db, OriginalFiles files, TableReader tables, ActorImport import, ImportHolds holds, ImportProgress progress)
{
    private const string Begin = "commencer un import d’acteurs";
    private const string Leave = "laisser un import d’acteurs";

    /// <summary>What was agreed to and is not there, nobody being at it: the oldest agreement first.</summary>
    public async Task<IReadOnlyList<ImportedFile>> UnfinishedAsync(CancellationToken cancel)
    {
        var left = new List<ImportedFile>();
        var begun = db.ImportedFiles.AsNoTracking().Where(file => file.StartedAt != null && file.AppliedAt == null);
        foreach (var file in await begun.OrderBy(file => file.StartedAt).ToListAsync(cancel))
        {
            if (!await holds.IsHeldAsync(file.Id, cancel)) left.Add(file);
        }
        return left;
    }

    /// <summary>The same original of the same source, sent before and never applied; null when there is none.</summary>
    public Task<ImportedFile?> SentAsync(string source, string hash, CancellationToken cancel)
        => db.ImportedFiles.AsNoTracking()
            .FirstOrDefaultAsync(known => known.SourceKey == source && known.Hash == hash && known.AppliedAt == null, cancel);

    /// <summary>Writes that this difference of a file is to be applied.</summary>
    /// <param name="file">Known or new.</param>
    /// <param name="seen">The fingerprint of the difference.</param>
    /// <returns>The file as it now stands.</returns>
    public async Task<ImportedFile> StartAsync(ImportedFile file, string seen, bool withLookalikes, Act act, CancellationToken cancel)
    {
        var known = await db.ImportedFiles.FirstOrDefaultAsync(sent => sent.Id == file.Id, cancel);
        if (known is null) db.ImportedFiles.Add(known = file);
        known.Mapping = file.Mapping;
        known.Start(act, seen, withLookalikes);
        await db.SaveAsync(act with { Command = Begin }, cancel);
        db.Entry(known).State = EntityState.Detached;
        return known;
    }

    /// <summary>Applies what was agreed to, reading the original again unless its table is given.</summary>
    /// <param name="table">What the original holds, by who has just read it.</param>
    /// <param name="known">The difference, by who has just computed it.</param>
    public async Task<ImportEnd> RunAsync(ImportedFile file, SourceTable? table, ActorDiff? known, Act act, CancellationToken cancel)
    {
        await using var held = await holds.TakeAsync(file.Id, cancel);
        if (held is null) return ImportEnd.Held;
        if (table is null)
        {
            progress.Say(ImportStep.Reading);
            if (files.Read(file.Hash) is not { } bytes || await tables.ReadAsync(bytes, cancel) is not { IsRead: true } reading)
                return ImportEnd.Lost;
            table = reading.Table;
        }
        var mapping = ImportMapping.FromJson(file.Mapping);
        var end = await import.ApplyAsync(file, table, mapping, file.Agreed ?? "", file.WithLookalikes, act, cancel, known);
        if (end == ImportEnd.Moved) await LeaveAsync(file.Id, act, cancel);
        return end;
    }

    private async Task LeaveAsync(Guid id, Act act, CancellationToken cancel)
    {
        if (await db.ImportedFiles.FirstOrDefaultAsync(sent => sent.Id == id, cancel) is not { } file) return;
        file.Stop();
        await db.SaveAsync(act with { Command = Leave }, cancel);
    }
}
