using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Terreau.Web.Domain.Directory;

/// <summary>What a merge must remember to be undone: kept with it as JSON, in <see cref="SheetMerge.Undo"/>.</summary>
internal sealed record MergeMemory
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() } };

    /// <summary>The fields of the sheet that stays, as they were and as the merge left them; only those it changed.</summary>
    public required IReadOnlyList<FieldChange> Fields { get; init; }

    public required Place PlaceBefore { get; init; }
    public required Place PlaceAfter { get; init; }
    public required SheetStatus KeptBefore { get; init; }
    public required SheetStatus KeptAfter { get; init; }
    public required SheetStatus MergedBefore { get; init; }

    /// <summary>What lists that no form shows gained.</summary>
    public required IReadOnlyList<string> OutsideCommunes { get; init; }

    public required IReadOnlyList<string> Districts { get; init; }
    public required IReadOnlyList<SourcedFact> LaterFacts { get; init; }

    /// <summary>The sources of the changed fields before.</summary>
    public required IReadOnlyList<SourcedFact> EvidenceBefore { get; init; }

    public required MergeMoves Moves { get; init; }

    internal sealed record Place(double? Latitude, double? Longitude, string Precision)
    {
        public static Place Of(Organisation sheet) => new(sheet.Latitude, sheet.Longitude, sheet.Precision);

        public void PutOn(Organisation sheet) => (sheet.Latitude, sheet.Longitude, sheet.Precision) = (Latitude, Longitude, Precision);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static MergeMemory Of(SheetMerge merge) => JsonSerializer.Deserialize<MergeMemory>(merge.Undo, Json)
        ?? throw new InvalidOperationException($"The merge {merge.Id} remembers nothing.");

    /// <summary>The sheet with, for what the merge changed, the values from before it.</summary>
    public SheetDraft Before(SheetDraft now) => now.Holding(Fields.Select(change => KeyValuePair.Create(change.Field, change.Before)));

    /// <summary>
    /// The sheet that stayed without what the merge brought: what nobody touched since is as before, lists lose
    /// what they had gained, and what was changed since stays as it is, told apart.
    /// </summary>
    /// <param name="now">The sheet as it stands.</param>
    /// <param name="given">What was changed since and goes back all the same.</param>
    public (SheetDraft Draft, IReadOnlyList<MergeField> Conflicts) Without(SheetDraft now, IReadOnlySet<string> given)
    {
        var before = Before(now);
        var after = now.Holding(Fields.Select(change => KeyValuePair.Create(change.Field, change.After)));
        var (draft, changes) = SheetDraft.Merge(after, before, now);
        var conflicts = MergeField.All.Where(field => changes.Any(change => field.Covers(change.Field))).ToList();
        foreach (var field in conflicts)
        {
            var side = given.Contains(field.Name) ? before : now;
            draft = draft.Holding(field.Names.Select(name => KeyValuePair.Create(name, side[name])));
        }
        // What was written since was written for the readers of today: it does not go out to those of before.
        var written = SheetFields.All.Where(field => draft[field.Name] != before[field.Name]).Select(SheetFields.ReserveOf)
            .OfType<SheetField>();
        return (draft.Holding(written.Select(reserve => KeyValuePair.Create(reserve.Name, now[reserve.Name]))), conflicts);
    }
}
