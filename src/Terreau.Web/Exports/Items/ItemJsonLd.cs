using System.Text.Json.Nodes;
using Terreau.Web.Domain.Things;

namespace Terreau.Web.Exports.Items;

/// <summary>A thing in the words of schema.org, as far as its fields declare one each.</summary>
internal static class ItemJsonLd
{
    /// <summary>Lists stay lists, and fields that share a property become one; what is empty is left out.</summary>
    public static void AddTo<T>(JsonObject node, IEnumerable<Field<T>> fields, T thing, Telling telling)
    {
        foreach (var property in fields.Where(field => field.Schema is not null).GroupBy(field => field.Schema!, StringComparer.Ordinal))
        {
            var texts = property
                .SelectMany(field => field.Held(thing, telling).Select(item => field.InWords(item, telling.Atlas))).ToList();
            if (texts.Count == 0) continue;
            node[property.Key] = property.Any(field => field.IsList) ? new JsonArray([.. texts.Select(text => (JsonNode)text)]) : texts[0];
        }
    }
}
