using System.Text.Json;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Actors;

/// <summary>What each column of a source says, by heading, and what its values mean: kept, and taken again for the next file of that
/// source.</summary>
internal sealed record ImportMapping(IReadOnlyDictionary<string, string> Targets)
{
    /// <summary>What a value of the file is in our lists, by <see cref="ValueKey"/>: a code, or "" to leave it aside without a
    /// word.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>By what right the source is published, as far as this file knows: what its source says stands above. Null while nobody has
    /// said.</summary>
    public SourceLicence? Licence { get; init; }

    /// <summary>True to leave aside new rows that say no commune of the territory: a file may be of the whole department.</summary>
    public bool OnlyPlaced { get; init; }

    /// <summary>A value under what it says: however it is written.</summary>
    public static string ValueKey(ImportTarget target, string value) => $"{target.Code}:{ColumnGuessing.Plain(value)}";

    public static ImportMapping Of(SourceTable table, IReadOnlyList<ColumnGuess> guesses)
        => new(guesses.Where(guess => guess.Target is not null)
            .ToDictionary(guess => table.Headings[guess.Column], guess => guess.Target!.Code, StringComparer.Ordinal));

    /// <summary>What a column says; null when it is left aside.</summary>
    public ImportTarget? TargetOf(string heading) => ImportTarget.Find(Targets.GetValueOrDefault(heading));

    /// <summary>The columns that say this, in the order of the file.</summary>
    public int[] ColumnsOf(SourceTable table, ImportTarget target)
        => [.. Enumerable.Range(0, table.Headings.Count).Where(column => TargetOf(table.Headings[column]) == target)];

    /// <summary>Why this mapping cannot serve, in a sentence; null when it can.</summary>
    public string? Refusal(SourceTable table)
    {
        if (ColumnsOf(table, ImportTarget.Name).Length == 0) return "Dites quelle colonne donne le nom des acteurs.";
        var twice = ImportTarget.All.FirstOrDefault(target => !target.IsMany && ColumnsOf(table, target).Length > 1);
        return twice is null ? null : $"Deux colonnes sont données pour « {twice.Label} » : gardez-en une.";
    }

    /// <summary>This guess, led by what was confirmed before: a heading known then says now what it said, or nothing again.</summary>
    /// <param name="confirmed">The mapping of the last file of the source.</param>
    /// <param name="table">The new file.</param>
    public ImportMapping After(ImportMapping confirmed, SourceTable table)
    {
        // What the last file already had a column for needs no second one.
        var kept = table.Headings.Where(confirmed.Targets.ContainsKey)
            .ToDictionary(heading => heading, heading => confirmed.Targets[heading], StringComparer.Ordinal);
        foreach (var (heading, code) in Targets)
        {
            if (!kept.ContainsKey(heading) && !kept.ContainsValue(code) && !confirmed.Targets.Values.Contains(code)) kept[heading] = code;
        }
        return new ImportMapping(kept) { Values = confirmed.Values, OnlyPlaced = confirmed.OnlyPlaced };
    }

    public string ToJson() => JsonSerializer.Serialize(new Written(Targets, Values, Licence?.Code, OnlyPlaced));

    public static ImportMapping FromJson(string json)
        => JsonSerializer.Deserialize<Written>(json) is { Columns: { } columns } read
            ? new(columns)
            {
                Values = read.Values ?? new Dictionary<string, string>(), Licence = SourceLicence.Find(read.Licence),
                OnlyPlaced = read.OnlyPlaced,
            }
            : new(new Dictionary<string, string>());

    private sealed record Written(IReadOnlyDictionary<string, string>? Columns, IReadOnlyDictionary<string, string>? Values,
        string? Licence, bool OnlyPlaced = false);
}
