using System.Text;

namespace Terreau.Web.Exports.Csv;

/// <summary>
/// A table as text (RFC 4180): UTF-8 with its mark, semicolons, so that a spreadsheet set to French opens
/// it as it is. Licence and day stand on every row, since rows get copied without their file.
/// </summary>
internal static class CsvExport
{
    public const string ContentType = "text/csv; charset=utf-8";
    private const char Separator = ';';

    public static async Task WriteAsync<T>(
        Stream stream, IReadOnlyList<ExportColumn<T>> columns, IAsyncEnumerable<T> rows, ExportNotice notice, CancellationToken cancel)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        var line = new StringBuilder();
        foreach (var column in columns) Append(line, column.Heading);
        Append(line, "Licence");
        Append(line, "Données mises à jour le");
        await EndAsync(text, line, cancel);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var column in columns) Append(line, column.Value(row));
            Append(line, ExportNotice.Licence);
            Append(line, notice.UpdatedOn);
            await EndAsync(text, line, cancel);
        }
    }

    private static void Append(StringBuilder line, object? value)
    {
        TextCell.Append(line, value);
        line.Append(Separator);
    }

    private static async Task EndAsync(StreamWriter text, StringBuilder line, CancellationToken cancel)
    {
        line.Length--;
        await text.WriteAsync(line.Append("\r\n"), cancel);
        line.Clear();
    }
}
