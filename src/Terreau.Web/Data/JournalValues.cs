using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Terreau.Web.Data;

/// <summary>The values that the journal wrote, read back: to show them, to compare them, to put them back.</summary>
internal static class JournalValues
{
    private static readonly Dictionary<string, JsonElement> None = [];

    /// <summary>The properties of one side of a line, by name; none when the line has no such side.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(string? side)
        => side is null ? None : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(side, Data.Journal.Json) ?? None;

    /// <summary>True when the journal kept the name of the field and not its value.</summary>
    public static bool IsWithheld(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals(Data.Journal.Withheld);

    /// <summary>A value as the journal would write it now.</summary>
    public static JsonElement Written(object? value) => JsonSerializer.SerializeToElement(value, Data.Journal.Json);

    /// <summary>The value of a mapped property, from what the journal wrote of it.</summary>
    /// <exception cref="JsonException">The journal wrote something that the property no longer holds.</exception>
    public static object? Restored(IReadOnlyProperty property, JsonElement written)
        => written.Deserialize(property.ClrType, Data.Journal.Json) is { } value ? value
            : property.IsNullable ? null : throw new JsonException($"{property.Name} cannot be null.");

    public static bool AreSame(JsonElement left, JsonElement right) => JsonElement.DeepEquals(left, right);
}
