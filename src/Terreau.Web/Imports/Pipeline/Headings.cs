using System.Text.RegularExpressions;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>Finds the row of headings: often the first, sometimes under a title, a date or a second row of headings.</summary>
internal static partial class Headings
{
    /// <summary>A longer heading is cut.</summary>
    public const int Longest = 200;

    private const int Searched = 15;

    public static SourceTable Under(string form, IReadOnlyList<SourceRow> rows, IReadOnlyList<string> notices)
    {
        if (rows.Count == 0) throw new UnreadableFileException("Ce fichier ne contient aucune ligne.");
        var widths = rows.Take(200).Select(Filled).Order().ToList();
        var usual = Math.Max(1, widths[(int)(widths.Count * 0.75)]);
        var at = Enumerable.Range(0, Math.Min(Searched, rows.Count))
            .FirstOrDefault(i => Filled(rows[i]) * 10 >= usual * 6 && AreLabels(rows[i]), -1);
        var width = rows.Skip(Math.Max(0, at)).Max(row => row.Cells.Count);
        if (width > TableFile.MaxColumns)
            throw new UnreadableFileException($"Ce fichier compte {width} colonnes : {TableFile.MaxColumns} au plus.");
        var said = new List<string>(notices);
        if (at < 0) said.Add("Le fichier n’a pas de ligne de titres : les colonnes sont numérotées.");
        else if (at > 0) said.Add($"Les titres sont à la ligne {rows[at].Line} : ce qui précède est laissé de côté.");
        var names = new List<string>(width);
        for (var column = 0; column < width; column++)
            names.Add(Free(names, at < 0 ? "" : Blanks().Replace(rows[at][column], " ").Trim(), column));
        return new SourceTable(form, names, [.. rows.Skip(at + 1)], said);
    }

    private static int Filled(SourceRow row) => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));

    // A heading says what a column is: no address of mail nor of site, no date, no long number. A year may be one, not most of them.
    private static bool AreLabels(SourceRow row)
        => !row.Cells.Any(cell => IsValue(cell.Trim())) && row.Cells.Count(cell => cell.Any(char.IsLetter)) * 2 >= Filled(row);

    private static bool IsValue(string text)
        => text.Length > Longest || text.Contains('@', StringComparison.Ordinal)
            || text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || Value().IsMatch(text);

    private static string Free(List<string> taken, string wanted, int column)
    {
        var name = wanted.Length == 0 ? $"Colonne {column + 1}" : wanted;
        return !taken.Contains(name) ? name : Enumerable.Range(2, taken.Count + 1).Select(number => $"{name} ({number})")
            .First(free => !taken.Contains(free));
    }

    // A date, a number of five digits or more, or one with decimals.
    [GeneratedRegex(@"^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|[\d\s.,]{5,}|\d+[.,]\d+)$")]
    private static partial Regex Value();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
