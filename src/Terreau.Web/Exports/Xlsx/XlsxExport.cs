using System.Globalization;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Terreau.Web.Exports.Xlsx;

/// <summary>A workbook: the table on its first sheet, what it is and under which licence on the second.</summary>
internal static class XlsxExport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>A sheet holds 1,048,576 rows; beyond this many the second sheet says how many are left out.</summary>
    public const int MostRows = 1_000_000;

    /// <summary>Writes to a file that vanishes when closed: the format cannot be written forward only.</summary>
    /// <returns>The file, at its beginning.</returns>
    public static async Task<Stream> WriteAsync<T>(
        string sheet, IReadOnlyList<ExportColumn<T>> columns, IAsyncEnumerable<T> rows, ExportNotice notice, CancellationToken cancel)
        => await PassingFile.OfAsync(async file =>
        {
            var sheets = new Dictionary<string, object>
            {
                [sheet] = Rows(columns, rows.ToBlockingEnumerable(cancel).Take(MostRows)),
                ["À propos"] = About(notice),
            };
            var look = new OpenXmlConfiguration { FreezeRowCount = 1, AutoFilter = false };
            // The library asks of each cell, by the rules of the culture, whether a blank begins or ends it: half of the time under French
            // ones.
            var culture = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            try { await file.SaveAsAsync(sheets, configuration: look, cancellationToken: cancel); }
            finally { CultureInfo.CurrentCulture = culture; }
        });

    private static IEnumerable<Dictionary<string, object>> Rows<T>(IReadOnlyList<ExportColumn<T>> columns, IEnumerable<T> rows)
    {
        var isEmpty = true;
        foreach (var row in rows)
        {
            isEmpty = false;
            yield return columns.ToDictionary(column => column.Heading, column => SafeCell.Of(column.Value(row)));
        }
        // Without a row the headings would be missing too.
        if (isEmpty) yield return columns.ToDictionary(column => column.Heading, _ => (object)"");
    }

    private static Dictionary<string, object>[] About(ExportNotice notice)
        => [.. notice.Lines(MostRows).Select(
            line => new Dictionary<string, object> { ["Rubrique"] = line.Label, ["Contenu"] = SafeCell.Of(line.Value) })];
}
