using System.Globalization;
using System.Text.RegularExpressions;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>Finds the row of headings: often the first, sometimes under a title, a date or a second row of headings.</summary>
internal static partial class Headings
{
    private const int Searched = 15;

    public static SourceTable Under(string form, IReadOnlyList<SourceRow> rows, IReadOnlyList<string> notices)
    {
        if (rows.Count == 0) throw new UnreadableFileException("Ce fichier ne contient aucune ligne.");
        var widths = rows.Take(200).Select(Filled).Order().ToList();
        var usual = Math.Max(1, widths[(int)(widths.Count * 0.75)]);
        var at = Enumerable.Range(0, Math.Min(Searched, rows.Count)).FirstOrDefault(i => Filled(rows[i]) * 10 >= usual * 6 && rows[i].Cells.All(IsLabel), -1);
        var width = rows.Skip(Math.Max(0, at)).Max(row => row.Cells.Count);
        if (width > TableFile.MaxColumns) throw new UnreadableFileException($"Ce fichier compte {width} colonnes : {TableFile.MaxColumns} au plus.");
        var said = new List<string>(notices);
        if (at < 0) said.Add("Le fichier n’a pas de ligne de titres : les colonnes sont numérotées.");
        else if (at > 0) said.Add($"Les titres sont à la ligne {rows[at].Line} : ce qui précède est laissé de côté.");
        var names = new List<string>(width);
        for (var column = 0; column < width; column++) names.Add(Free(names, at < 0 ? "" : Blanks().Replace(rows[at][column], " ").Trim(), column));
        return new SourceTable(form, names, [.. rows.Skip(at + 1)], said);
    }

    private static int Filled(SourceRow row) => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));

    // A heading says what a column is: no amount, no address of mail, no long sentence.
    private static bool IsLabel(string cell)
    {
        var text = cell.Trim();
        return text.Length <= 200 && !text.Contains('@', StringComparison.Ordinal)
            && !double.TryParse(text.Replace(',', '.'), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)
            && !text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !DateTime.TryParse(text, CultureInfo.GetCultureInfo("fr-FR"), DateTimeStyles.None, out _);
    }

    private static string Free(List<string> taken, string wanted, int column)
    {
        var name = wanted.Length == 0 ? $"Colonne {column + 1}" : wanted;
        return !taken.Contains(name) ? name : Enumerable.Range(2, taken.Count + 1).Select(number => $"{name} ({number})").First(free => !taken.Contains(free));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
