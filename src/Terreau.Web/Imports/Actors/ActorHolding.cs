using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Imports.Actors;

/// <summary>The directory as rows of one source are looked for in it.</summary>
internal sealed class ActorHolding
{
    private readonly Dictionary<string, Organisation> bySiret = new(StringComparer.Ordinal);
    private readonly ILookup<string, Organisation> byName;

    // Of namesakes that had one key before their postcodes told them apart, the first one is the sheet.
    private readonly HashSet<string> formerKeys = new(StringComparer.Ordinal);

    private ActorHolding(IReadOnlyList<Organisation> all, Dictionary<string, ImportedSheet> links)
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

    private Dictionary<Guid, Organisation> ById { get; }

    /// <summary>The sheets that a new row may be: those in the directory and those that wait for it.</summary>
    public IEnumerable<Organisation> Shown => ById.Where(pair => pair.Key == pair.Value.Id).Select(pair => pair.Value)
        .Where(sheet => sheet.Status is SheetStatus.Published or SheetStatus.Proposed);

    public static async Task<ActorHolding> ReadAsync(TerreauDb db, string source, CancellationToken cancel)
    {
        var sheets = await db.Organisations.AsNoTracking().Where(sheet => sheet.Status != SheetStatus.Refused).ToListAsync(cancel);
        var links = await db.ImportedSheets.AsNoTracking().Where(link => link.SourceKey == source)
            .ToDictionaryAsync(link => link.Key, StringComparer.Ordinal, cancel);
        return new ActorHolding(sheets, links);
    }

    /// <summary>True for a sheet that left the directory because a file of this source came without it.</summary>
    public bool IsClosedBySource(ActorRecord record, Organisation sheet)
        => sheet.Status == SheetStatus.Withdrawn && (LinkOf(record.Key) ?? LinkOf(record.FormerKey)) is { IsGone: true };

    /// <summary>Sheets in the directory that come of this source alone and that no row names.</summary>
    public IEnumerable<Organisation> Unnamed(IEnumerable<ActorRecord> records, string source)
    {
        var named = records.SelectMany(record => record.FormerKey is { } former ? new[] { record.Key, former } : [record.Key])
            .ToHashSet(StringComparer.Ordinal);
        return Links.Values.Where(link => !link.IsGone && !named.Contains(link.Key))
            .Select(link => ById.GetValueOrDefault(link.OrganisationId)).OfType<Organisation>()
            .Where(sheet => sheet.Status == SheetStatus.Published && sheet.SourceId == source).DistinctBy(sheet => sheet.Id);
    }

    /// <summary>By the source's own key, else by SIRET, else by a name that only one sheet of the commune has.</summary>
    public Organisation? Find(ActorRecord record)
    {
        if (Linked(record.Key) is { } known) return known;
        if (Formerly(record) is { } before) return before;
        var siret = record.Values.GetValueOrDefault(nameof(Organisation.Siret));
        if (siret is { Length: 14 } && bySiret.TryGetValue(siret, out var same)) return same;
        if (!record.Values.TryGetValue(nameof(Organisation.Communes), out var commune)) return null;
        var named = byName[ColumnGuessing.Plain(record.Name)]
            .Where(sheet => sheet.Communes.Contains(commune) && (siret is null || (sheet.Siret ?? sheet.Siren) is null)).Take(2).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    private Organisation? Formerly(ActorRecord record)
    {
        if (record.FormerKey is not { } former || Linked(former) is not { } sheet) return null;
        var isThere = sheet.Communes.Count == 0 || sheet.Communes.Contains(record.Values[nameof(Organisation.Communes)]);
        return isThere && formerKeys.Add(former) ? sheet : null;
    }

    private Organisation? Linked(string key) => LinkOf(key) is { } link ? ById.GetValueOrDefault(link.OrganisationId) : null;

    private ImportedSheet? LinkOf(string? key) => key is null ? null : Links.GetValueOrDefault(key);
}
