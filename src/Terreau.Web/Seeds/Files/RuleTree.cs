using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Terreau.Engine.Eligibility;
using Terreau.Web.Reading;
using YamlDotNet.RepresentationModel;

namespace Terreau.Web.Seeds.Files;

/// <summary>
/// Turns a rule written in YAML into canonical JSON: one rule, one text, whatever the order its author wrote the keys in.
/// Only the form is looked at here; what a fact or an operator means is the Engine's to check.
/// </summary>
internal static class RuleTree
{
    // A number in YAML has no mark that tells it from a text: "93010" is a commune, not an amount.
    private static readonly HashSet<string> Numbers = ["value", "min", "max", "atLeast"];
    private static readonly string[] Order =
        ["id", "label", "question", "sourceUrl", "sourceDate", "checkedOn", "missing", "all", "any", "not", "atLeast", "of"];

    /// <summary>The rule of an offer, checked by the Engine; null when the offer has none. Faults go to the entry.</summary>
    public static string? Read(EntryReader offer, string? sourceUrl, DateOnly? checkedOn)
    {
        if (offer.Raw("rule") is not { } rule) return null;
        var sound = true;
        var json = ToJson(rule, sourceUrl, checkedOn, Refuse);
        // A form already refused is not refused again by the Engine for its consequences.
        if (sound)
        {
            foreach (var error in RuleJson.Read(json).Errors) offer.Fault($"règle, {error}");
        }
        return json;

        void Refuse(string sentence)
        {
            sound = false;
            offer.Fault(sentence);
        }
    }

    /// <summary>The rule as JSON. A predicate without source of its own takes that of the offer.</summary>
    public static string ToJson(YamlNode rule, string? sourceUrl, DateOnly? checkedOn, Action<string> fault)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, rule, "rule", sourceUrl, checkedOn, fault);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, YamlNode node, string key, string? sourceUrl, DateOnly? checkedOn, Action<string> fault)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                json.WriteStartObject();
                foreach (var (name, value) in Sorted(mapping))
                {
                    json.WritePropertyName(name);
                    Write(json, value, name, sourceUrl, checkedOn, fault);
                }
                if (mapping.Children.ContainsKey("id")) WriteOrigin(json, mapping, sourceUrl, checkedOn);
                json.WriteEndObject();
                break;
            case YamlSequenceNode list:
                json.WriteStartArray();
                foreach (var item in list) Write(json, item, "", sourceUrl, checkedOn, fault);
                json.WriteEndArray();
                break;
            case YamlScalarNode scalar when Numbers.Contains(key):
                if (decimal.TryParse(scalar.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture, out var number))
                    json.WriteNumberValue(number);
                else
                {
                    fault($"dans la règle, « {key} » attend un nombre et porte « {scalar.Value} ».");
                    json.WriteNullValue();
                }
                break;
            default:
                json.WriteStringValue((node as YamlScalarNode)?.Value);
                break;
        }
    }

    private static void WriteOrigin(Utf8JsonWriter json, YamlMappingNode predicate, string? sourceUrl, DateOnly? checkedOn)
    {
        if (sourceUrl is not null && !predicate.Children.ContainsKey("sourceUrl")) json.WriteString("sourceUrl", sourceUrl);
        if (checkedOn is { } day && !predicate.Children.ContainsKey("checkedOn"))
            json.WriteString("checkedOn", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(string Name, YamlNode Value)> Sorted(YamlMappingNode mapping) =>
        mapping.Children
            .Select(pair => (Name: (pair.Key as YamlScalarNode)?.Value ?? "", pair.Value))
            .OrderBy(pair => Array.IndexOf(Order, pair.Name) is var place and >= 0 ? place : Order.Length)
            .ThenBy(pair => pair.Name, StringComparer.Ordinal);
}
