using Terreau.Web.Domain.Things;

namespace Terreau.Web.Exports.Items;

/// <summary>The columns that the fields of a thing declare.</summary>
internal static class ItemColumns
{
    public static IReadOnlyList<ExportColumn<TItem>> Of<TItem, T>(IEnumerable<Field<T>> fields, Func<TItem, (T, Telling)> read)
        => [.. fields.Where(field => field.Heading is not null).SelectMany(field => Of(field, read))];

    private static IEnumerable<ExportColumn<TItem>> Of<TItem, T>(Field<T> field, Func<TItem, (T, Telling)> read)
    {
        yield return new(field.Heading!, item =>
        {
            var (thing, telling) = read(item);
            return field.InCell(thing, telling);
        });
        if (field.CodeHeading is not { } heading) yield break;
        yield return new(heading, item =>
        {
            var (thing, telling) = read(item);
            return field.HeldOutside(thing, telling);
        });
    }
}
