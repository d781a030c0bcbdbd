using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Exports.Items;

/// <summary>A member of an item that no field declares: it depends on what was asked.</summary>
internal sealed record ItemMember<TItem>(ApiMember Api, FieldKind Kind, Func<TItem, object?> Value);

/// <summary>What describes itself to the documentation of the API.</summary>
internal interface IDescribedJson
{
    void Describe(OpenApiSchema schema);
}

/// <summary>
/// Writes a thing as the API gives it: each field under the name it declares, what is unknown as null rather than left out.
/// </summary>
internal abstract class ItemJson<TItem, T>(
    IEnumerable<Field<T>> fields, Func<TItem, (T Thing, Telling Telling)> read, params ItemMember<TItem>[] others)
    : JsonConverter<TItem>, IDescribedJson
{
    private readonly Field<T>[] told = [.. fields.Where(field => field.Api is not null)];

    public override TItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => throw new NotSupportedException("Items are told, never read back.");

    public override void Write(Utf8JsonWriter writer, TItem value, JsonSerializerOptions options)
    {
        var (thing, telling) = read(value);
        writer.WriteStartObject();
        foreach (var field in told)
        {
            writer.WritePropertyName(field.Api!.Name);
            Write(writer, field.TellTo(thing, telling), field.Api.IsBare ? null : field.Codes, telling.Atlas, options);
        }
        foreach (var member in others)
        {
            writer.WritePropertyName(member.Api.Name);
            Write(writer, member.Value(value), null, telling.Atlas, options);
        }
        writer.WriteEndObject();
    }

    public void Describe(OpenApiSchema schema)
    {
        var properties = new Dictionary<string, IOpenApiSchema>();
        foreach (var field in told)
            Add(field.Api!, ItemSchema.Of(field.Kind, field.Codes is not null && !field.Api!.IsBare, field.IsRequired));
        foreach (var member in others) Add(member.Api, ItemSchema.Of(member.Kind, isCoded: false, isRequired: false));
        (schema.Type, schema.Properties, schema.Required) = (JsonSchemaType.Object, properties, properties.Keys.ToHashSet());

        void Add(ApiMember api, OpenApiSchema value)
        {
            value.Description = api.Description;
            properties.Add(api.Name, value);
        }
    }

    private static void Write(Utf8JsonWriter writer, object? value, CodeList? codes, Atlas atlas, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text when codes is null: writer.WriteStringValue(text); break;
            case string code: WriteCoded(writer, code, codes, atlas); break;
            case IEnumerable<string> items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    if (codes is null) writer.WriteStringValue(item);
                    else WriteCoded(writer, item, codes, atlas);
                }
                writer.WriteEndArray();
                break;
            case double number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case int number: writer.WriteNumberValue(number); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case Guid id: writer.WriteStringValue(id); break;
            case DateOnly day: writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            default: JsonSerializer.Serialize(writer, value, value.GetType(), options); break;
        }
    }

    private static void WriteCoded(Utf8JsonWriter writer, string code, CodeList codes, Atlas atlas)
    {
        writer.WriteStartObject();
        writer.WriteString("code", code);
        writer.WriteString("nom", codes.Label(atlas, code));
        writer.WriteEndObject();
    }
}
