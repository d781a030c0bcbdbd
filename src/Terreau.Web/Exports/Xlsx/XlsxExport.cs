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
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            var sheets = new Dictionary<string, object>
            {
                [sheet] = Rows(columns, rows.ToBlockingEnumerable(cancel).Take(MostRows)),
                ["À propos"] = About(notice),
            };
            var look = new OpenXmlConfiguration { FreezeRowCount = 1, AutoFilter = false };
            await file.SaveAsAsync(sheets, configuration: look, cancellationToken: cancel);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

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
    {
        (string Label, object? Value)[] lines =
        [
            ("Titre", notice.Title), ("Sélection", notice.Selection), ("Nombre de lignes", Math.Min(notice.Count, MostRows)),
            ("Lignes laissées de côté", Math.Max(0, notice.Count - MostRows)),
            ("Source", notice.Source), ("Licence", ExportNotice.Licence), ("Texte de la licence", ExportNotice.LicenceAddress),
            ("Données mises à jour le", notice.UpdatedOn), ("Exporté le", notice.ExportedOn), ("Adresse", notice.Address),
        ];
        return [.. lines.Select(line => new Dictionary<string, object> { ["Rubrique"] = line.Label, ["Contenu"] = SafeCell.Of(line.Value) })];
    }
}
