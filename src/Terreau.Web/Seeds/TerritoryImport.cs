using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terreau.Web.Data;
using Terreau.Web.Seeds.Files;

namespace Terreau.Web.Seeds;

/// <summary>
/// Brings the territory's reference files into the database: compares by natural key, says the
/// difference, and applies it when asked. Seeding is this, into an empty database.
/// </summary>
internal sealed class TerritoryImport(TerreauDb db)
{
    public const string Command = "importer le territoire";

    /// <summary>Puts the files' content into the context, unsaved, and says what that changes.</summary>
    /// <param name="files">The files, read and cross-checked.</param>
    /// <param name="only">Which kinds of entities to bring in; null = all.</param>
    public async Task<ImportDiff> PrepareAsync(TerritoryFile files, Predicate<Type>? only, CancellationToken cancel)
    {
        var diff = new ImportDiff();
        foreach (var rows in TerritoryMapping.Rows(files).GroupBy(row => row.Type))
        {
            if (only is null || only(rows.Key)) await TakeAsync(rows.Key, [.. rows], diff, cancel);
        }
        db.ChangeTracker.DetectChanges();
        await CompareAsync(diff, cancel);
        return diff;
    }

    /// <summary>Saves what was prepared, in one transaction.</summary>
    public Task<int> ApplyAsync(Act act, CancellationToken cancel) => db.SaveAsync(act, cancel);

    private async Task TakeAsync(Type type, List<ReferenceRow> rows, ImportDiff diff, CancellationToken cancel)
    {
        var held = (await TerritoryMapping.HeldAsync(db, type, cancel)).ToDictionary(TerritoryMapping.KeyOf, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (held.Remove(row.Key, out var entity)) row.Apply(entity);
            else db.Add(row.Create());
        }
        diff.NotInFiles.AddRange(held.Keys.Order(StringComparer.Ordinal).Select(key => new ImportDiff.Subject(type.Name, key)));
    }

    private async Task CompareAsync(ImportDiff diff, CancellationToken cancel)
    {
        var edited = await EditedSinceAsync(cancel);
        foreach (var entry in db.ChangeTracker.Entries<IJournaled>().ToList())
        {
            var subject = new ImportDiff.Subject(entry.Metadata.ClrType.Name, TerritoryMapping.KeyOf(entry.Entity));
            switch (entry.State)
            {
                case EntityState.Added: diff.Added.Add(subject); break;
                case EntityState.Modified when edited.Contains(entry.Entity.Id):
                    entry.CurrentValues.SetValues(entry.OriginalValues);
                    entry.State = EntityState.Unchanged;
                    diff.LeftAsEdited.Add(subject);
                    break;
                case EntityState.Modified: diff.Changed.Add(new(subject, [.. FieldsOf(entry)])); break;
                case EntityState.Unchanged: diff.Unchanged++; break;
            }
        }
    }

    /// <summary>Subjects that someone changed by another way than this import.</summary>
    private async Task<HashSet<Guid>> EditedSinceAsync(CancellationToken cancel)
        => await db.Journal.AsNoTracking()
            .Where(line => line.Change == JournalChange.Changed && line.Command != Command)
            .Select(line => line.SubjectId).Distinct().ToHashSetAsync(cancel);

    private static IEnumerable<ImportDiff.FieldChange> FieldsOf(EntityEntry entry)
        => entry.Properties.Where(property => property.IsModified)
            .Select(property => new ImportDiff.FieldChange(property.Metadata.Name, Text(property.OriginalValue), Text(property.CurrentValue)));

    private static string? Text(object? value)
        => value is IEnumerable<string> list ? string.Join(", ", list) : value?.ToString();
}
