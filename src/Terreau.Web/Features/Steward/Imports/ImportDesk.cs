using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Features.Steward.Imports;

/// <summary>Files of actors that the manager sends: kept, read, compared, applied.</summary>
internal sealed class ImportDesk(TerreauDb db, OriginalFiles files, ActorImport import, TimeProvider clock)
{
    /// <summary>A file with its table and its columns.</summary>
    internal sealed record Opened(ImportedFile File, SourceTable Table, IReadOnlyList<ColumnGuess> Guesses, ImportMapping Mapping);

    public async Task<IReadOnlyList<ImportedFile>> AllAsync(CancellationToken cancel)
        => await db.ImportedFiles.AsNoTracking().OrderByDescending(file => file.SentAt).Take(200).ToListAsync(cancel);

    /// <summary>Keeps a file that can be read; the same one sent twice is the same line.</summary>
    /// <returns>Its id, or why it cannot be read.</returns>
    public async Task<(Guid? Id, string? Refusal)> SendAsync(User user, string source, string name, byte[] content, CancellationToken cancel)
    {
        var reading = TableFile.Read(content, cancel);
        if (!reading.IsRead) return (null, reading.Refusal);
        var (key, hash) = (ImportedFile.SourceKeyOf(source), files.Keep(content));
        if (await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(known => known.SourceKey == key && known.Hash == hash && known.AppliedAt == null, cancel) is { } same) return (same.Id, null);
        var file = ImportedFile.Of(source, name, hash, (await import.MappingAsync(key, reading.Table, cancel)).ToJson(), clock.GetUtcNow().UtcDateTime);
        db.ImportedFiles.Add(file);
        await db.SaveAsync(user.Acts(clock, "envoyer un fichier d’acteurs"), cancel);
        return (file.Id, null);
    }

    public async Task<ImportedFile?> FindAsync(Guid id, CancellationToken cancel) => await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancel);

    /// <summary>Reads a file again; null when its original is no longer kept.</summary>
    public Opened? Open(ImportedFile file, CancellationToken cancel)
        => files.Read(file.Hash) is { } bytes && TableFile.Read(bytes, cancel) is { IsRead: true, Table: var table }
            ? new Opened(file, table, ColumnGuessing.Of(table), ImportMapping.FromJson(file.Mapping)) : null;

    public async Task KeepMappingAsync(User user, Guid id, ImportMapping mapping, CancellationToken cancel)
    {
        var file = await db.ImportedFiles.FirstAsync(known => known.Id == id, cancel);
        file.Mapping = mapping.ToJson();
        await db.SaveAsync(user.Acts(clock, "dire les colonnes d’un fichier"), cancel);
        db.Entry(file).State = EntityState.Detached;
    }

    public Task<ActorDiff> CompareAsync(Opened opened, CancellationToken cancel) => import.CompareAsync(opened.Table, opened.Mapping, opened.File.SourceKey, cancel);

    public Task<ImportEnd> ApplyAsync(User user, Opened opened, string seen, bool withLookalikes, CancellationToken cancel)
        => import.ApplyAsync(opened.File, opened.Table, opened.Mapping, seen, withLookalikes, user.Acts(clock, ActorImport.Command, opened.File.FileName), cancel);
}
