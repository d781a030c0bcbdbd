using System.Text.Json;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>Reads members of JSON written by others: null for what is missing, or not of that kind.</summary>
internal static class JsonReading
{
    public static string? TextAt(this JsonElement item, string name) => item.Member(name, JsonValueKind.String) is { } value ? value.GetString() : null;

    public static long? WholeAt(this JsonElement item, string name) => item.Member(name, JsonValueKind.Number) is { } value && value.TryGetInt64(out var whole) ? whole : null;

    public static double? NumberAt(this JsonElement item, string name) => item.Member(name, JsonValueKind.Number) is { } value && value.TryGetDouble(out var number) ? number : null;

    public static JsonElement? ListAt(this JsonElement item, string name) => item.Member(name, JsonValueKind.Array);

    public static JsonElement? ObjectAt(this JsonElement item, string name) => item.Member(name, JsonValueKind.Object);

    private static JsonElement? Member(this JsonElement item, string name, JsonValueKind kind)
        => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;
}
