using Terreau.Engine.Duplicates;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Imports.Actors;

/// <summary>New rows that look like a sheet, or like a row above them.</summary>
internal static class LookalikeRows
{
    /// <summary>From this score on, a new row is held back. See docs/algorithms/duplicates.md.</summary>
    private const int HoldFrom = 600_000;

    /// <summary>Asking for each row costs less than pairing all, until rows are more than one in so many.</summary>
    private const int ShareAsked = 100;

    /// <param name="fresh">In the order of the file.</param>
    /// <param name="sheets">What the directory holds.</param>
    /// <returns>Those to hold back, in the order of the file, each with what it looks like most: a sheet before a row.</returns>
    public static IReadOnlyList<ActorDiff.Lookalike> Among(
        IReadOnlyList<ActorRecord> fresh, IEnumerable<Organisation> sheets, CancellationToken cancel)
    {
        if (fresh.Count == 0) return [];
        var known = new Dictionary<string, Organisation>(StringComparer.Ordinal);
        var rows = new Dictionary<string, ActorRecord>(StringComparer.Ordinal);
        var records = new List<DuplicateRecord>();
        foreach (var sheet in sheets)
        {
            if (DuplicateRecords.Of(sheet) is not { } record) continue;
            known[record.Key] = sheet;
            records.Add(record);
        }
        var asked = new List<DuplicateRecord>();
        var compared = fresh.AsParallel().AsOrdered().WithCancellation(cancel)
            .Select(row => (row, DuplicateRecords.Of(SheetDraft.OfValues(row.Values))));
        foreach (var (row, made) in compared)
        {
            if (made is not { } record) continue;
            asked.Add(record with { Key = $"ligne {row.Line}" });
            rows[asked[^1].Key] = row;
        }
        cancel.ThrowIfCancellationRequested();
        var index = new DuplicateIndex(records.Concat(asked), records.Count + asked.Count);
        var pairs = asked.Count * ShareAsked < index.Count
            ? asked.SelectMany(record => index.Find(record).Select(match => (One: record.Key, Other: match.Key, match.Answer)))
            : index.Pairs(HoldFrom, Environment.ProcessorCount).Select(pair => (One: pair.First, Other: pair.Second, pair.Answer));

        var found = new Dictionary<ActorRecord, (bool IsSheet, int Score, ActorDiff.Lookalike Twin)>();
        foreach (var (one, other, answer) in pairs)
        {
            if (answer.ScoreMillionths < HoldFrom || answer.Verdict != DuplicateVerdict.Candidate) continue;
            Consider(one, other, answer);
            Consider(other, one, answer);
        }
        return [.. fresh.Where(found.ContainsKey).Select(row => found[row].Twin)];

        void Consider(string key, string twin, DuplicateAnswer answer)
        {
            if (!rows.TryGetValue(key, out var row)) return;
            var sheet = known.GetValueOrDefault(twin);
            // Of two rows alike, the first one stands.
            if (sheet is null && (!rows.TryGetValue(twin, out var above) || above.Line >= row.Line)) return;
            var rank = (IsSheet: sheet is not null, Score: answer.ScoreMillionths);
            if (found.TryGetValue(row, out var best) && (best.IsSheet, best.Score).CompareTo(rank) >= 0) return;
            var name = sheet?.Name ?? $"{rows[twin].Values[nameof(Organisation.Name)]}, {twin}";
            found[row] = (rank.IsSheet, rank.Score,
                new ActorDiff.Lookalike(row, name, [.. answer.Reasons.Select(reason => reason.Sentence)]));
        }
    }
}
