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
    public const int MostSource = 60;

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
        var key = SourceKeyOf(source);
        var hash = files.Keep(content);
        if (await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(known => known.SourceKey == key && known.Hash == hash && known.AppliedAt == null, cancel) is { } same) return (same.Id, null);
        var file = new ImportedFile
        {
            SourceKey = key, FileName = name.Length <= 200 ? name : name[^200..], Hash = hash, SentAt = clock.GetUtcNow().UtcDateTime,
            Mapping = (await MappingAsync(key, reading.Table, cancel)).ToJson(),
        };
        db.ImportedFiles.Add(file);
        await db.SaveAsync(user.Acts(clock, "envoyer un fichier d’acteurs"), cancel);
        return (file.Id, null);
    }

    public async Task<Opened?> OpenAsync(Guid id, CancellationToken cancel)
    {
        if (await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, cancel) is not { } file || files.Read(file.Hash) is not { } bytes) return null;
        var reading = TableFile.Read(bytes, cancel);
        return reading.IsRead ? new Opened(file, reading.Table, ColumnGuessing.Of(reading.Table), ImportMapping.FromJson(file.Mapping)) : null;
    }

    public async Task KeepMappingAsync(User user, Guid id, ImportMapping mapping, CancellationToken cancel)
    {
        var file = await db.ImportedFiles.FirstAsync(known => known.Id == id, cancel);
        file.Mapping = mapping.ToJson();
        await db.SaveAsync(user.Acts(clock, "dire les colonnes d’un fichier"), cancel);
        db.Entry(file).State = EntityState.Detached;
    }

    public Task<ActorDiff> CompareAsync(Opened opened, CancellationToken cancel) => import.CompareAsync(opened.Table, opened.Mapping, opened.File.SourceKey, cancel);

    public Task<ActorDiff?> ApplyAsync(User user, Opened opened, bool withLookalikes, CancellationToken cancel)
        => import.ApplyAsync(opened.File, opened.Table, opened.Mapping, withLookalikes, user.Acts(clock, ActorImport.Command, opened.File.FileName), cancel);

    /// <summary>The short name of a source, from what people call it.</summary>
    public static string SourceKeyOf(string source) => "import-" + SheetSlug.Of(source);

    /// <summary>What was confirmed for the last file of the source, for the columns that are still there; the guess for new ones.</summary>
    public async Task<ImportMapping> MappingAsync(string key, SourceTable table, CancellationToken cancel)
    {
        var guess = ImportMapping.Of(table, ColumnGuessing.Of(table));
        var last = await db.ImportedFiles.AsNoTracking().Where(file => file.SourceKey == key && file.AppliedAt != null).OrderByDescending(file => file.SentAt).Select(file => file.Mapping).FirstOrDefaultAsync(cancel);
        return last is null ? guess : guess.After(ImportMapping.FromJson(last), table);
    }
}
