using System.Text.Json;
using Terreau.Web.Imports.Hours;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>A list of objects in JSON, at the top or under one name ("results", "features"): what lies deeper becomes
/// "adresse.commune".</summary>
internal static class JsonList
{
    private const int Deepest = 32;

    public static SourceTable Read(byte[] file, FileText text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.Text,
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest });
            return TableOf(document.RootElement, text);
        }
        catch (Exception fault) when (fault.IsOfJson())
        {
            throw new UnreadableFileException(JsonReading.InWords(fault));
        }
    }

    private static SourceTable TableOf(JsonElement root, FileText text)
    {
        if (ListOf(root) is not { } list) throw new UnreadableFileException("Ce fichier JSON ne contient pas de liste d’objets.");
        if (list.GetArrayLength() > TableFile.MaxRows)
            throw new UnreadableFileException($"Cette liste dépasse {TableFile.MaxRows} lignes : coupez-la en plusieurs.");
        var (places, rows, number) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<SourceRow>(), 0);
        foreach (var item in list.EnumerateArray())
        {
            number++;
            if (item.ValueKind != JsonValueKind.Object) continue;
            var cells = new List<string>();
            foreach (var (name, value) in Flat(item, ""))
            {
                if (!places.TryGetValue(name, out var place)) places[name] = place = places.Count;
                if (places.Count > TableFile.MaxColumns)
                    throw new UnreadableFileException($"Cette liste compte plus de {TableFile.MaxColumns} champs différents.");
                while (cells.Count <= place) cells.Add("");
                cells[place] = value;
            }
            if (cells.Exists(cell => cell.Length > 0)) rows.Add(new SourceRow(number, cells));
        }
        if (rows.Count == 0) throw new UnreadableFileException("Cette liste JSON est vide.");
        return new SourceTable($"liste JSON, {text.Encoding}", [.. places.OrderBy(pair => pair.Value).Select(pair => pair.Key)], rows, []);
    }

    private static JsonElement? ListOf(JsonElement root)
    {
        if (IsList(root)) return root;
        if (root.ValueKind != JsonValueKind.Object) return null;
        JsonElement? longest = null;
        foreach (var property in root.EnumerateObject())
        {
            if (IsList(property.Value) && (longest is null || property.Value.GetArrayLength() > longest.Value.GetArrayLength()))
                longest = property.Value;
        }
        return longest;
    }

    private static bool IsList(JsonElement element)
        => element.ValueKind == JsonValueKind.Array && element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object);

    private static IEnumerable<(string Name, string Value)> Flat(JsonElement item, string under)
    {
        foreach (var property in item.EnumerateObject())
        {
            var name = under + property.Name;
            if (name.Length > Headings.Longest) name = name[..Headings.Longest];
            switch (property.Value.ValueKind)
            {
                // Hours are a small form of their own: flattened, they would be fifty columns.
                case JsonValueKind.Object or JsonValueKind.Array when PublishedHours.Speaks(property.Value):
                    yield return (name, property.Value.GetRawText());
                    break;
                case JsonValueKind.Object:
                    foreach (var inner in Flat(property.Value, name + ".")) yield return inner;
                    break;
                case JsonValueKind.Array:
                    yield return (name, string.Join(" ; ", property.Value.EnumerateArray()
                        .Where(one => one.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)).Select(Scalar)));
                    break;
                default:
                    yield return (name, Scalar(property.Value));
                    break;
            }
        }
    }

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        JsonValueKind.True => "oui",
        JsonValueKind.False => "non",
        _ => value.GetRawText(),
    };
}
