using System.Text.Json;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>Reads members of JSON written by others: null for what is missing, or not of that kind.</summary>
internal static class JsonReading
{
    /// <summary>True of what reading JSON throws: a fault in its form, or half of a sign ("\ud800"), which no string holds.</summary>
    public static bool IsOfJson(this Exception fault) => fault is JsonException or InvalidOperationException;

    /// <summary>Why a file of JSON cannot be read, as a sentence.</summary>
    public static string InWords(Exception fault)
        => fault is JsonException { LineNumber: { } line } ? $"Ce fichier JSON a une faute à la ligne {line + 1}."
            : "Ce fichier JSON contient un signe coupé en deux : il n’est pas lisible.";

    public static string? TextAt(this JsonElement item, string name)
        => item.Member(name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public static long? WholeAt(this JsonElement item, string name)
        => item.Member(name, JsonValueKind.Number) is { } value && value.TryGetInt64(out var whole) ? whole : null;

    public static double? NumberAt(this JsonElement item, string name)
        => item.Member(name, JsonValueKind.Number) is { } value && value.TryGetDouble(out var number) ? number : null;

    public static JsonElement? ListAt(this JsonElement item, string name) => item.Member(name, JsonValueKind.Array);

    public static JsonElement? ObjectAt(this JsonElement item, string name) => item.Member(name, JsonValueKind.Object);

    private static JsonElement? Member(this JsonElement item, string name, JsonValueKind kind)
        => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;
}
