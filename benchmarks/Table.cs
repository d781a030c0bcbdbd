namespace Terreau.Bench;

/// <summary>A table as documents hold it, written line by line while it is measured; figures as everyone reads them.</summary>
internal static class Table
{
    public static void Head(params string[] names)
    {
        Console.WriteLine($"| {string.Join(" | ", names)} |");
        Console.WriteLine("|" + string.Concat(names.Select(_ => "---:|")));
    }

    public static void Row(params FormattableString[] cells) => Console.WriteLine(Line(cells));

    /// <summary>A row to be written later.</summary>
    public static string Line(params FormattableString[] cells) => $"| {string.Join(" | ", cells.Select(FormattableString.Invariant))} |";
}
