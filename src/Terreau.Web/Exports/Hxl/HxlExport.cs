using System.Text;

namespace Terreau.Web.Exports.Hxl;

/// <summary>
/// "Qui fait quoi où": a table whose second row says what each column means, in the hashtags of HXL 1.1.
/// Commas and no mark at the start, as its readers expect; licence and day stand on every row.
/// </summary>
internal static class HxlExport
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>A column and its hashtag with attributes: "#org +name".</summary>
    internal sealed record Tagged<T>(string Tag, ExportColumn<T> Column);

    public static async Task WriteAsync<T>(
        Stream stream, IReadOnlyList<Tagged<T>> columns, IAsyncEnumerable<T> rows, ExportNotice notice, CancellationToken cancel)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await WriteLineAsync(text, [.. columns.Select(column => column.Column.Heading), "Licence", "Données mises à jour le"], cancel);
        await WriteLineAsync(text, [.. columns.Select(column => column.Tag), "#meta +license", "#date +updated"], cancel);
        await foreach (var row in rows.WithCancellation(cancel))
            await WriteLineAsync(text, [.. columns.Select(column => column.Column.Value(row)), ExportNotice.Licence, notice.UpdatedOn],
                cancel);
    }

    private static Task WriteLineAsync(StreamWriter text, IReadOnlyList<object?> fields, CancellationToken cancel)
    {
        var line = new StringBuilder();
        for (var at = 0; at < fields.Count; at++)
        {
            if (at > 0) line.Append(',');
            TextCell.Append(line, fields[at]);
        }
        return text.WriteAsync(line.Append("\r\n"), cancel);
    }
}
