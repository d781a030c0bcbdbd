namespace Terreau.Web.Exports;

/// <summary>Which columns of a table someone wants to take away.</summary>
internal static class ColumnChoice
{
    /// <summary>The parameter, repeated once a column.</summary>
    public const string Name = "colonnes";

    /// <summary>The columns asked for, in the order of the table; all of them when none, or none that exists, is asked for.</summary>
    public static IReadOnlyList<ExportColumn<T>> Of<T>(IQueryCollection address, IReadOnlyList<ExportColumn<T>> all)
    {
        var asked = address[Name].OfType<string>().ToHashSet(StringComparer.Ordinal);
        var kept = all.Where(column => asked.Contains(column.Code)).ToList();
        return kept.Count == 0 ? all : kept;
    }
}
