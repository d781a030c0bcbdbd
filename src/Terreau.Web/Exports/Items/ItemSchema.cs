using Microsoft.OpenApi;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Exports.Items;

/// <summary>What a field holds, in the words of JSON Schema.</summary>
internal static class ItemSchema
{
    /// <param name="isCoded">Each code comes with its words.</param>
    /// <param name="isRequired">Never null.</param>
    public static OpenApiSchema Of(FieldKind kind, bool isCoded, bool isRequired)
    {
        var one = isCoded ? Coded() : new OpenApiSchema { Type = TypeOf(kind), Format = FormatOf(kind) };
        if (kind is FieldKind.Lines or FieldKind.Choices) return new OpenApiSchema { Type = JsonSchemaType.Array, Items = one };
        if (!isRequired && one.Type is { } type) one.Type = type | JsonSchemaType.Null;
        return one;
    }

    private static OpenApiSchema Coded() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String }, ["nom"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
        Required = new HashSet<string> { "code", "nom" },
    };

    private static JsonSchemaType? TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Number or FieldKind.Money or FieldKind.Share => JsonSchemaType.Number,
        FieldKind.Truth => JsonSchemaType.Boolean,
        FieldKind.Tree => null,
        _ => JsonSchemaType.String,
    };

    private static string? FormatOf(FieldKind kind) => kind is FieldKind.Day ? "date" : null;
}
