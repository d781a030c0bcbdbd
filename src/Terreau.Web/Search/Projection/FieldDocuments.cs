using Terreau.Web.Domain.Things;

namespace Terreau.Web.Search.Projection;

/// <summary>What the fields of a thing tell the index: words to find it by, values to choose it by.</summary>
internal static class FieldDocuments
{
    public static IReadOnlyList<(string Field, string? Text)> Texts<T>(IReadOnlyList<Field<T>> fields, T thing, Telling telling)
    {
        var texts = new List<(string, string?)>();
        foreach (var field in fields)
        {
            if (field.Searched is not { } searched) continue;
            foreach (var item in field.Held(thing, telling)) texts.Add((searched.Text, field.InWords(item, telling.Atlas)));
        }
        return texts;
    }

    public static IReadOnlyList<(string Facet, string Value)> Facets<T>(IReadOnlyList<Field<T>> fields, T thing, Telling telling)
    {
        var values = new List<(string, string)>();
        foreach (var field in fields)
        {
            if (field.Facet is not { } facet) continue;
            var count = values.Count;
            foreach (var item in field.Held(thing, telling)) values.Add((facet.Parameter, item));
            if (values.Count == count && facet.Unknown is { } unknown) values.Add((facet.Parameter, unknown));
        }
        return values;
    }
}
