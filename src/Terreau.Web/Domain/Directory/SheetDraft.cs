using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Terreau.Web.Data;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Directory;

/// <summary>A field that changes, as it stood and as it would be; both in the text form of <see cref="SheetField"/>.</summary>
public sealed record FieldChange(string Field, string Before, string After);

/// <summary>The values of a sheet's fields, apart from the sheet: what a form shows, posts and compares.</summary>
internal sealed class SheetDraft
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Dictionary<string, string> values;

    private SheetDraft(Dictionary<string, string> values) => this.values = values;

    public string this[string field] => values.GetValueOrDefault(field, "");

    /// <summary>Values to be read only: every other field is empty, even one that a sheet never leaves so.</summary>
    public static SheetDraft OfValues(IReadOnlyDictionary<string, string> values)
        => new(new Dictionary<string, string>(values, StringComparer.Ordinal));

    /// <summary>The values of a sheet on which nothing is written yet.</summary>
    public static SheetDraft Blank { get; } = Of(
        new Organisation { Slug = "", Name = "", SourceId = Organisation.Declared, SourceOn = default });

    public static SheetDraft Of(Organisation sheet)
        => new(SheetFields.All.ToDictionary(field => field.Name, field => field.Read(sheet), StringComparer.Ordinal));

    /// <summary>This draft with other values for some fields; those that do not exist are ignored.</summary>
    public SheetDraft With(IEnumerable<KeyValuePair<string, string>> changed)
    {
        var copy = new Dictionary<string, string>(values, StringComparer.Ordinal);
        foreach (var (name, value) in changed)
        {
            if (SheetFields.Find(name) is { } field) copy[name] = field.Clean(value);
        }
        return new SheetDraft(copy);
    }

    /// <summary>This draft with values that sheets already hold: they are kept to the letter.</summary>
    public SheetDraft Holding(IEnumerable<KeyValuePair<string, string>> held)
    {
        var copy = new Dictionary<string, string>(values, StringComparer.Ordinal);
        foreach (var (name, value) in held) copy[name] = value;
        return new SheetDraft(copy);
    }

    public string ToJson() => JsonSerializer.Serialize(values, Json);

    /// <summary>Reads a draft that a form carried; null when it is none.</summary>
    public static SheetDraft? FromJson(string? text)
    {
        try
        {
            return text is not null && JsonSerializer.Deserialize<Dictionary<string, string>>(text, Json) is { } read
                ? new SheetDraft(read.Where(pair => pair.Value is not null && SheetFields.Find(pair.Key) is not null)
                    .ToDictionary(StringComparer.Ordinal)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What leads from this draft to another, in the order of the form.</summary>
    public IReadOnlyList<FieldChange> ChangesTo(SheetDraft other)
        => [.. SheetFields.All.Where(field => this[field.Name] != other[field.Name])
            .Select(field => new FieldChange(field.Name, this[field.Name], other[field.Name]))];

    /// <summary>Each field that cannot be taken as it is, with a sentence.</summary>
    public IReadOnlyList<(SheetField Field, string Sentence)> Refusals(IEnumerable<SheetField> fields, Atlas atlas)
        => [.. fields.Select(field => (field, field.Refusal(this[field.Name], atlas))).Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.field, pair.Item2!))];

    /// <summary>
    /// Joins what one person changed with what others changed meanwhile. A field that only one side touched is
    /// theirs; lists join what each side added and took out; a field both changed differently is a conflict,
    /// and keeps the stored value until someone chooses.
    /// </summary>
    /// <param name="start">The sheet as the person saw it when they began.</param>
    /// <param name="mine">As they want it.</param>
    /// <param name="stored">As it stands now.</param>
    public static (SheetDraft Merged, IReadOnlyList<FieldChange> Conflicts) Merge(SheetDraft start, SheetDraft mine, SheetDraft stored)
    {
        var merged = new Dictionary<string, string>(stored.values, StringComparer.Ordinal);
        var conflicts = new List<FieldChange>();
        foreach (var field in SheetFields.All)
        {
            var (was, want, now) = (start[field.Name], mine[field.Name], stored[field.Name]);
            if (want == was || want == now) continue;
            if (now == was) merged[field.Name] = want;
            else if (field.IsList) merged[field.Name] = JoinLists(was, want, now);
            else conflicts.Add(new FieldChange(field.Name, now, want));
        }
        return (new SheetDraft(merged), conflicts);
    }

    /// <summary>Writes the values on a sheet, and puts it where its communes are when no exact place is given.</summary>
    public void ApplyTo(Organisation sheet, Atlas atlas)
    {
        var (address, position) = (sheet.Address, SheetFields.Find(SheetFields.Position)!.Read(sheet));
        foreach (var field in SheetFields.All.Where(field => field.Read(sheet) != this[field.Name])) field.Write!(sheet, this[field.Name]);
        // A point that was found for an address is none of another.
        if (sheet.Address != address && SheetFields.Find(SheetFields.Position)!.Read(sheet) == position
            && sheet.Evidence.Exists(IsLookedUp))
        {
            sheet.Evidence = [.. sheet.Evidence.Where(fact => !IsLookedUp(fact))];
            sheet.Precision = "inconnue";
        }
        if (sheet.Precision is "exacte" or "rue" or "centroide") return;
        var commune = sheet.Communes.Select(insee => atlas.Zones.GetValueOrDefault("COMMUNE:" + insee))
            .FirstOrDefault(zone => zone is { Latitude: not null });
        (sheet.Latitude, sheet.Longitude, sheet.Precision) = commune is null
            ? (null, null, "inconnue") : (commune.Latitude, commune.Longitude, "commune");
    }

    private static bool IsLookedUp(SourcedFact fact) => fact is { Text: SheetFields.Position, SourceId: Organisation.Geocoded };

    /// <summary>Writes the values on a sheet; each fact that changes then has its source, a declaration, and its day.</summary>
    public void Declare(Organisation sheet, IReadOnlyList<FieldChange> changes, Atlas atlas, Act act)
    {
        ApplyTo(sheet, atlas);
        var day = PartialDate.Of(ParisTime.DayOf(act.At));
        var facts = changes.Select(change => SheetFields.Find(change.Field)!).Where(field => !field.IsInternal && !field.IsPersonal)
            .Select(field => field.Name).ToHashSet();
        if (facts.Count == 0) return;
        sheet.Evidence = [.. sheet.Evidence.Where(fact => !facts.Contains(fact.Text)),
            .. facts.Order(StringComparer.Ordinal).Select(name => new SourcedFact(name, Organisation.Declared, day))];
    }

    public static string ChangesToJson(IReadOnlyList<FieldChange> changes) => JsonSerializer.Serialize(changes, Json);

    public static IReadOnlyList<FieldChange> ChangesFromJson(string json)
        => JsonSerializer.Deserialize<List<FieldChange>>(json, Json) ?? [];

    private static string JoinLists(string was, string want, string now)
    {
        var (old, mine) = (SheetField.Items(was), SheetField.Items(want));
        return SheetField.Joined(SheetField.Items(now).Where(item => mine.Contains(item) || !old.Contains(item))
            .Concat(mine.Where(item => !old.Contains(item))).Distinct(StringComparer.Ordinal));
    }
}
