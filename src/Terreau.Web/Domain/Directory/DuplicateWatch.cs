using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Duplicates;
using Terreau.Web.Data;
using Terreau.Web.Data.Keeping;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Directory;

/// <summary>
/// The sheets among which duplicates are looked for, in memory: those published and those proposed. Built when first asked,
/// then brought up to date by the journal: at once for this process, within a minute for another.
/// </summary>
internal sealed partial class DuplicateWatch : IDisposable
{
    private const int Batch = 500;

    /// <summary>Beyond this many changed sheets, reading all of them anew is the shorter way.</summary>
    private const int MostFollowed = 2_000;

    private readonly KeepingParts parts;
    private readonly AtlasCache atlases;
    private readonly ILogger<DuplicateWatch> log;

    // The place in the journal that the index has reached.
    private readonly Kept<long> reached;

    // The index is asked by several at once, and changed by one alone.
    private readonly ReaderWriterLockSlim use = new();
    private readonly Dictionary<string, ImmutableArray<string>> communes = new(StringComparer.Ordinal);
    private HashSet<(Guid, Guid)> distinct = [];
    private DuplicateIndex index = new([]);
    private volatile IReadOnlyList<DuplicatePair>? pairs;
    private long? followed;

    public DuplicateWatch(KeepingParts parts, AtlasCache atlases, ILogger<DuplicateWatch> log)
    {
        (this.parts, this.atlases, this.log) = (parts, atlases, log);
        reached = new(parts, FollowAsync, [nameof(Organisation), nameof(DistinctPair)]);
    }

    /// <summary>The sheets that may be the same as this one, best first; those said to be distinct from it are left out.</summary>
    public async Task<IReadOnlyList<DuplicateMatch>> FindAsync(DuplicateRecord record, int most, CancellationToken cancel = default)
    {
        await reached.GetAsync(cancel);
        return Reading(() => (IReadOnlyList<DuplicateMatch>)[
            .. index.Find(record, most + distinct.Count).Where(match => !AreDistinct(record.Key, match.Key)).Take(Math.Max(0, most))]);
    }

    /// <summary>The same, of a sheet of the directory; none when it cannot be compared.</summary>
    public async Task<IReadOnlyList<DuplicateMatch>> FindAsync(Organisation sheet, int most, CancellationToken cancel = default)
        => DuplicateRecords.Of(sheet) is { } record ? await FindAsync(record, most, cancel) : [];

    /// <summary>
    /// What someone who writes a new sheet is shown: published sheets that look like it, told by what everyone may see of them,
    /// then the other establishments of the same legal unit.
    /// </summary>
    public async Task<IReadOnlyList<SimilarSheet>> SimilarToAsync(SheetDraft draft, int most, CancellationToken cancel = default)
    {
        if (most < 1 || DuplicateRecords.Of(draft) is not { } record) return [];
        var found = await FindAsync(record, most * 4, cancel);
        var unit = Reading(() => index.SameLegalUnit(record));
        var ids = found.Select(match => match.Key).Concat(unit.Take(most * 4)).Distinct().Select(Guid.Parse).ToList();
        if (ids.Count == 0) return [];
        var atlas = await atlases.GetAsync(cancel);
        await using var scope = parts.Scopes.CreateReadingScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        var sheets = await db.Organisations.AsNoTracking().Published().Where(sheet => ids.Contains(sheet.Id)).ToListAsync(cancel);
        // Judged again on what is public: a reserved phone must not answer to who tries numbers.
        return
        [
            .. sheets.Select(sheet => (Sheet: sheet.SeenBy(Audience.Public), Record: DuplicateRecords.Of(sheet)))
                .Where(pair => pair.Record is not null)
                .Select(pair => (pair.Sheet, Answer: DuplicateRule.Compare(record, pair.Record!)))
                .Where(pair => pair.Answer.Verdict != DuplicateVerdict.Distinct)
                .OrderByDescending(pair => pair.Answer.Verdict).ThenByDescending(pair => pair.Answer.ScoreMillionths)
                .ThenBy(pair => pair.Sheet.Slug, StringComparer.Ordinal)
                .Take(most)
                .Select(pair => new SimilarSheet(
                    pair.Sheet.Slug, pair.Sheet.Name,
                    string.Join(", ", pair.Sheet.Communes.Concat(pair.Sheet.OutsideCommunes).Select(atlas.CommuneName)),
                    [.. pair.Answer.Reasons.Where(IsForLikeness).Select(reason => reason.Sentence)],
                    pair.Answer.Verdict == DuplicateVerdict.OtherEstablishment)),
        ];
    }

    /// <summary>Every pair that may be the same, best first, without those said to be distinct.</summary>
    /// <param name="commune">Only pairs of which one sheet is in this commune; null for all.</param>
    public async Task<IReadOnlyList<DuplicatePair>> PairsAsync(string? commune = null, CancellationToken cancel = default)
    {
        await reached.GetAsync(cancel);
        return Reading(() =>
        {
            var all = pairs ??= index.Pairs();
            return (IReadOnlyList<DuplicatePair>)[
                .. all.Where(pair => !AreDistinct(pair.First, pair.Second)
                    && (commune is null || IsIn(pair.First, commune) || IsIn(pair.Second, commune)))];
        });
    }

    public void Dispose()
    {
        reached.Dispose();
        use.Dispose();
    }

    // What speaks for two organisations is for the manager, who weighs both.
    private static bool IsForLikeness(DuplicateReason reason)
        => reason.Kind != DuplicateReasonKind.OwnWords && reason.Place is not (PlaceAgreement.Unknown or PlaceAgreement.Elsewhere);

    private async Task<long> FollowAsync(TerreauDb db, CancellationToken cancel)
    {
        var position = await db.Journal.MaxAsync(line => (long?)line.Id, cancel) ?? 0;
        // A journal shorter than it was is another one.
        if (followed > position) followed = null;
        var changed = followed is { } from ? await ChangedAsync(db, from, position, cancel) : null;
        if (changed is null) await BuildAsync(db, cancel);
        else if (changed.Count > 0) await UpdateAsync(db, changed, cancel);
        var saidDistinct = db.Journal.Where(line => line.Subject == nameof(DistinctPair));
        if (followed is not { } before || await saidDistinct.AnyAsync(line => line.Id > before, cancel))
            await ReadDistinctAsync(db, cancel);
        followed = position;
        return position;
    }

    /// <summary>The sheets that changed; null when they are too many to be followed one by one.</summary>
    private static async Task<List<Guid>?> ChangedAsync(TerreauDb db, long after, long upTo, CancellationToken cancel)
    {
        var ids = await db.Journal.Where(line => line.Id > after && line.Id <= upTo && line.Subject == nameof(Organisation))
            .Select(line => line.SubjectId).Distinct().OrderBy(id => id).Take(MostFollowed + 1).ToListAsync(cancel);
        return ids.Count > MostFollowed ? null : ids;
    }

    private async Task BuildAsync(TerreauDb db, CancellationToken cancel)
    {
        var records = new List<DuplicateRecord>();
        var places = new List<(string Key, ImmutableArray<string> Communes)>();
        await foreach (var sheet in Watched(db.Organisations.AsNoTracking()).OrderBy(sheet => sheet.Id).AsAsyncEnumerable()
            .WithCancellation(cancel))
        {
            if (Readable(sheet) is not { } record) continue;
            records.Add(record);
            places.Add((record.Key, record.Communes));
        }
        var built = new DuplicateIndex(records);
        Changing(() =>
        {
            index = built;
            communes.Clear();
            foreach (var (key, where) in places) communes[key] = where;
        });
    }

    private async Task UpdateAsync(TerreauDb db, List<Guid> changed, CancellationToken cancel)
    {
        foreach (var ids in changed.Chunk(Batch))
        {
            var sheets = await Watched(db.Organisations.AsNoTracking()).Where(sheet => ids.Contains(sheet.Id)).ToListAsync(cancel);
            var records = sheets.Select(Readable).OfType<DuplicateRecord>().ToList();
            Changing(() =>
            {
                foreach (var key in ids.Select(DuplicateRecords.KeyOf))
                {
                    index.Remove(key);
                    communes.Remove(key);
                }
                foreach (var record in records)
                {
                    index.Add(record);
                    communes[record.Key] = record.Communes;
                }
            });
        }
    }

    private async Task ReadDistinctAsync(TerreauDb db, CancellationToken cancel)
    {
        var said = await db.DistinctPairs.AsNoTracking().Select(pair => new { pair.FirstId, pair.SecondId }).ToListAsync(cancel);
        var read = said.Select(pair => (pair.FirstId, pair.SecondId)).ToHashSet();
        Changing(() => distinct = read, keepsPairs: true);
    }

    private static IQueryable<Organisation> Watched(IQueryable<Organisation> sheets)
        => sheets.Where(sheet => sheet.Status == SheetStatus.Published || sheet.Status == SheetStatus.Proposed);

    private DuplicateRecord? Readable(Organisation sheet)
    {
        var record = DuplicateRecords.Of(sheet);
        if (record is null) LogUnreadable(log, sheet.Slug);
        return record;
    }

    private bool AreDistinct(string one, string other)
        => Guid.TryParse(one, out var first) && Guid.TryParse(other, out var second)
            && distinct.Contains(first.CompareTo(second) < 0 ? (first, second) : (second, first));

    private bool IsIn(string key, string commune) => communes.TryGetValue(key, out var where) && where.Contains(commune);

    private T Reading<T>(Func<T> ask)
    {
        use.EnterReadLock();
        try { return ask(); }
        finally { use.ExitReadLock(); }
    }

    private void Changing(Action change, bool keepsPairs = false)
    {
        use.EnterWriteLock();
        try
        {
            if (!keepsPairs) pairs = null;
            change();
        }
        finally { use.ExitWriteLock(); }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "La fiche {Slug} n’est pas comparée aux autres : elle n’a pas de nom, ou son SIRET n’est pas de son SIREN.")]
    private static partial void LogUnreadable(ILogger log, string slug);
}

/// <summary>A published sheet that may be the one being written, as everyone may see it.</summary>
/// <param name="Communes">Their names, joined; empty when unknown.</param>
/// <param name="Reasons">Sentences that begin with "parce que".</param>
/// <param name="IsOtherEstablishment">The same legal unit elsewhere: not a duplicate.</param>
public sealed record SimilarSheet(string Slug, string Name, string Communes, IReadOnlyList<string> Reasons, bool IsOtherEstablishment);
