using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Features.Steward.Imports;

/// <summary>Files of actors that the manager sends: kept, read, compared, applied.</summary>
internal sealed class ImportDesk(TerreauDb db, OriginalFiles files, TableReader tables, ActorImport import, AgreedImports agreed,
    ImportHolds holds, ImportRuns runs, TimeProvider clock)
{
    public const string Moved = "L’annuaire ou les colonnes ont changé entre-temps. Rien n’est écrit : regardez de nouveau.";

    /// <summary>A file with its table and its columns.</summary>
    internal sealed record Opened(ImportedFile File, SourceTable Table, IReadOnlyList<ColumnGuess> Guesses, ImportMapping Mapping);

    public async Task<IReadOnlyList<(ImportedFile File, ImportCourse Course)>> AllAsync(CancellationToken cancel)
    {
        var all = await db.ImportedFiles.AsNoTracking().OrderByDescending(file => file.SentAt).Take(200).ToListAsync(cancel);
        var lines = new List<(ImportedFile, ImportCourse)>(all.Count);
        foreach (var file in all)
            lines.Add(file.IsUnfinished ? await CourseAsync(file.Id, cancel) ?? (file, ImportCourse.Still) : (file, ImportCourse.Still));
        return lines;
    }

    /// <summary>A file, and what becomes of it; null when there is none.</summary>
    public async Task<(ImportedFile File, ImportCourse Course)?> CourseAsync(Guid id, CancellationToken cancel)
    {
        // Before the file is read: what has ended by now is written in what we read.
        var run = runs.Application(id);
        var isRunning = run?.IsRunning == true;
        if (await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancel) is not { } file) return null;
        if (isRunning) return (file, ImportCourse.UnderWay(run!.Stand));
        if (file.IsUnfinished)
        {
            if (run is null && await holds.IsHeldAsync(id, cancel)) return (file, ImportCourse.Elsewhere);
            return (file, ImportCourse.CutShort(run?.Failure ?? "Le serveur s’est arrêté avant la fin."));
        }
        return (file, run?.End == ImportEnd.Moved && file.AppliedAt is null ? ImportCourse.Refused(Moved) : ImportCourse.Still);
    }

    /// <summary>Keeps a file that can be read; the same one sent twice is the same line.</summary>
    /// <returns>Its id, or why it cannot be read.</returns>
    public async Task<(Guid? Id, string? Refusal)> SendAsync(User user, string source, string name, byte[] content,
        CancellationToken cancel)
    {
        var reading = await tables.ReadAsync(content, cancel);
        if (!reading.IsRead) return (null, reading.Refusal);
        var (key, hash) = (ImportedFile.SourceKeyOf(source), files.Keep(content));
        if (await agreed.SentAsync(key, hash, cancel) is { } same) return (same.Id, null);
        var file = ImportedFile.Of(source, name, hash, (await import.MappingAsync(key, reading.Table, cancel)).ToJson(),
            clock.GetUtcNow().UtcDateTime);
        db.ImportedFiles.Add(file);
        await db.SaveAsync(user.Acts(clock, "envoyer un fichier d’acteurs"), cancel);
        return (file.Id, null);
    }

    /// <summary>Reads a file again; null when its original is no longer kept.</summary>
    public async Task<Opened?> OpenAsync(ImportedFile file, CancellationToken cancel)
        => files.Read(file.Hash) is { } bytes && await tables.ReadAsync(bytes, cancel) is { IsRead: true, Table: var table }
            ? new Opened(file, table, ColumnGuessing.Of(table), ImportMapping.FromJson(file.Mapping)) : null;

    /// <summary>Keeps what the columns say; an application that was cut short no longer holds then.</summary>
    public async Task KeepMappingAsync(User user, Guid id, ImportMapping mapping, CancellationToken cancel)
    {
        var file = await db.ImportedFiles.FirstAsync(known => known.Id == id, cancel);
        file.Remap(mapping.ToJson());
        await import.SayLicenceAsync(file.SourceKey, mapping.Licence, cancel);
        await db.SaveAsync(user.Acts(clock, "dire les colonnes d’un fichier"), cancel);
        db.Entry(file).State = EntityState.Detached;
    }

    /// <summary>By what right the source of a file is published: as the source says, else, for a source not known yet, as the file
    /// does.</summary>
    public async Task<SourceLicence?> LicenceAsync(ImportedFile file, CancellationToken cancel)
        => await db.Sources.AsNoTracking().FirstOrDefaultAsync(known => known.Key == file.SourceKey, cancel) is { } source
            ? SourceLicence.Of(source) : ImportMapping.FromJson(file.Mapping).Licence;

    /// <summary>Says it of a source whose file is applied.</summary>
    public async Task SayLicenceAsync(User user, ImportedFile file, SourceLicence? licence, CancellationToken cancel)
    {
        await import.SayLicenceAsync(file.SourceKey, licence, cancel);
        await db.SaveAsync(user.Acts(clock, "dire le droit de publier"), cancel);
    }

    public Task<ActorDiff> CompareAsync(Opened opened, CancellationToken cancel)
        => import.CompareAsync(opened.Table, opened.Mapping, opened.File.SourceKey, cancel);

    /// <summary>The comparison of a file with the directory as it stands, begun beside this request where nobody has it yet.</summary>
    public async Task<ImportRun> ComparisonAsync(ImportedFile file, CancellationToken cancel)
    {
        if (runs.Comparison(file.Id) is { } known && known.Mapping == file.Mapping)
        {
            // Whoever waited reads what was found, though somebody wrote meanwhile: what is applied is compared again anyway.
            if (known.IsRunning || (known.Failure is null
                && (!known.WasShown || known.Diff?.Position == await import.PositionAsync(cancel)))) return known;
            runs.Forget(file.Id);
        }
        return runs.Compare(file);
    }

    /// <summary>Begins to apply the difference that was seen, beside this request.</summary>
    public async Task<ImportRun> ApplyAsync(User user, ImportedFile file, string seen, bool withLookalikes, CancellationToken cancel)
    {
        var act = user.Acts(clock, ActorImport.Command, file.FileName);
        return runs.Apply(await agreed.StartAsync(file, seen, withLookalikes, act, cancel), act);
    }

    /// <summary>Takes up what was cut short: the same original, columns and values, and nothing if the difference is another one by
    /// now.</summary>
    public Task<ImportRun> ResumeAsync(User user, ImportedFile file, CancellationToken cancel)
        => ApplyAsync(user, file, file.Agreed ?? "", file.WithLookalikes, cancel);

    public bool Keeps(ImportedFile file) => files.PathOf(file.Hash) is not null;
}
