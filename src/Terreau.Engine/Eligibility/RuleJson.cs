using System.Collections.Immutable;
using System.Text.Json;

namespace Terreau.Engine.Eligibility;

/// <summary>
/// Reads and writes rules as JSON; the format is in docs/algorithms/eligibility.md. Reading never throws: every
/// mistake is a sentence with its path. Sizes are bounded: a rule comes from people.
/// </summary>
public static class RuleJson
{
    /// <summary>Deepest nesting accepted.</summary>
    public const int MaxDepth = 12;

    /// <summary>Most nodes accepted in one rule.</summary>
    public const int MaxNodes = 400;

    /// <summary>Longest text accepted, in characters.</summary>
    public const int MaxLength = 100_000;

    /// <summary>Reads a rule. A null or blank text is "no condition", the rule always true.</summary>
    public static RuleReading Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return RuleReading.Read(Rule.None);
        if (json.Length > MaxLength) return RuleReading.Refused([$"La règle dépasse {MaxLength} caractères."]);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 });
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            return RuleReading.Refused([$"Le texte n’est pas du JSON valide, ligne {(error.LineNumber ?? 0) + 1}."]);
        }
        catch (ArgumentException)
        {
            return RuleReading.Refused(["Le texte contient des caractères qui ne sont pas lisibles."]);
        }
    }

    /// <summary>Reads a rule from an element already parsed. A JSON null is "no condition".</summary>
    public static RuleReading Read(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return RuleReading.Read(Rule.None);
        var reader = new RuleReader();
        var rule = reader.Read(element, "", 1, FactCatalogue.All, isItem: false);
        return rule is not null && reader.Errors.Count == 0
            ? RuleReading.Read(rule)
            : RuleReading.Refused([.. reader.Errors]);
    }

    /// <summary>The rule as compact JSON; reading it back gives an equal rule.</summary>
    public static string Write(Rule rule)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream,
            new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, rule);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes the rule as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, Rule rule)
    {
        writer.WriteStartObject();
        switch (rule)
        {
            case AllRule all:
                WriteList(writer, "all", all.Of);
                break;
            case AnyRule any:
                WriteList(writer, "any", any.Of);
                break;
            case NotRule not:
                writer.WritePropertyName("not");
                Write(writer, not.Of);
                break;
            case AtLeastRule atLeast:
                writer.WriteNumber("atLeast", atLeast.Count);
                WriteList(writer, "of", atLeast.Of);
                break;
            case Predicate predicate:
                WritePredicate(writer, predicate);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WritePredicate(Utf8JsonWriter writer, Predicate predicate)
    {
        if (predicate.Id.Length > 0) writer.WriteString("id", predicate.Id);
        if (predicate.Label.Length > 0) writer.WriteString("label", predicate.Label);
        if (predicate.Question is { } question) writer.WriteString("question", question);
        if (predicate.SourceUrl is { } url) writer.WriteString("sourceUrl", url);
        if (predicate.SourceDate is { } sourceDate) writer.WriteString("sourceDate", Iso(sourceDate));
        if (predicate.CheckedOn is { } checkedOn) writer.WriteString("checkedOn", Iso(checkedOn));
        if (predicate.Missing is { } missing) writer.WriteString("missing", missing ? "true" : "false");
        switch (predicate)
        {
            case FlagPredicate flag:
                writer.WriteString("flag", flag.Fact);
                break;
            case InPredicate choice:
                writer.WriteString("in", choice.Fact);
                WriteStrings(writer, "values", choice.Values);
                break;
            case NumberPredicate { Max: null } number:
                writer.WriteString("ge", number.Fact);
                writer.WriteNumber("value", number.Min!.Value);
                break;
            case NumberPredicate { Min: null } number:
                writer.WriteString("le", number.Fact);
                writer.WriteNumber("value", number.Max!.Value);
                break;
            case NumberPredicate number:
                writer.WriteString("between", number.Fact);
                writer.WriteNumber("min", number.Min!.Value);
                writer.WriteNumber("max", number.Max!.Value);
                break;
            case DatePredicate date:
                writer.WriteString("dateIn", date.Fact);
                if (date.From is { } from) writer.WriteString("from", Iso(from));
                if (date.To is { } to) writer.WriteString("to", Iso(to));
                break;
            case ZonePredicate zone:
                WriteStrings(writer, "zoneIn", zone.Codes);
                writer.WriteString("mode", ModeCode(zone.Mode));
                break;
            case ExistsPredicate exists:
                writer.WriteString("exists", exists.List);
                writer.WritePropertyName("where");
                Write(writer, exists.Where);
                writer.WriteNumber("atLeast", exists.Count);
                break;
            case ManualPredicate manual:
                writer.WriteString("manual", manual.Asked);
                break;
        }
    }

    internal static string ModeCode(ZoneMode mode) => mode switch
    {
        ZoneMode.Seat => "siege",
        ZoneMode.Activity => "activite",
        _ => "public",
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void WriteList(Utf8JsonWriter writer, string name, ImmutableArray<Rule> rules)
    {
        writer.WriteStartArray(name);
        foreach (var rule in rules) Write(writer, rule);
        writer.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
