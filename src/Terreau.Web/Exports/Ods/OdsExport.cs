using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Terreau.Web.Exports.Ods;

/// <summary>
/// A workbook in the format of public administrations (OpenDocument 1.3, general reference framework of
/// interoperability): the table on its first sheet, what it is on the second. Written row by row.
/// </summary>
internal static class OdsExport
{
    public const string ContentType = "application/vnd.oasis.opendocument.spreadsheet";

    /// <summary>A sheet holds 1,048,576 rows; beyond this many the second sheet says how many are left out.</summary>
    public const int MostRows = 1_000_000;

    private const string Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private const string Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private const string Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    private const string Manifest = """
        <?xml version="1.0" encoding="UTF-8"?>
        <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
          <manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
          <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
        </manifest:manifest>
        """;

    /// <returns>The file, at its beginning.</returns>
    public static async Task<Stream> WriteAsync<T>(
        string sheet, IReadOnlyList<ExportColumn<T>> columns, IAsyncEnumerable<T> rows, ExportNotice notice, CancellationToken cancel)
        => await PassingFile.OfAsync(async file =>
        {
            await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null,
                cancel);
            // The format wants its type first and not compressed, so that it is read without opening the rest.
            await AddAsync(zip, "mimetype", ContentType, CompressionLevel.NoCompression, cancel);
            await AddAsync(zip, "META-INF/manifest.xml", Manifest, CompressionLevel.Fastest, cancel);
            await using var content = await zip.CreateEntry("content.xml", CompressionLevel.Fastest).OpenAsync(cancel);
            await using var xml = XmlWriter.Create(content,
                new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false), CloseOutput = false });
            await xml.WriteStartDocumentAsync();
            await xml.WriteStartElementAsync("office", "document-content", Office);
            await xml.WriteAttributeStringAsync("xmlns", "table", null, Table);
            await xml.WriteAttributeStringAsync("xmlns", "text", null, Text);
            await xml.WriteAttributeStringAsync("office", "version", Office, "1.3");
            await xml.WriteStartElementAsync("office", "body", Office);
            await xml.WriteStartElementAsync("office", "spreadsheet", Office);
            await WriteTableAsync(xml, sheet, columns, rows.Take(MostRows), cancel);
            await WriteAboutAsync(xml, notice);
            await xml.WriteEndDocumentAsync();
        });

    private static async Task WriteTableAsync<T>(
        XmlWriter xml, string sheet, IReadOnlyList<ExportColumn<T>> columns, IAsyncEnumerable<T> rows, CancellationToken cancel)
    {
        await StartTableAsync(xml, sheet, columns.Count);
        await xml.WriteStartElementAsync("table", "table-header-rows", Table);
        await WriteRowAsync(xml, columns.Select(column => (object?)column.Heading));
        await xml.WriteEndElementAsync();
        await foreach (var row in rows.WithCancellation(cancel)) await WriteRowAsync(xml, columns.Select(column => column.Value(row)));
        await xml.WriteEndElementAsync();
    }

    private static async Task WriteAboutAsync(XmlWriter xml, ExportNotice notice)
    {
        await StartTableAsync(xml, "À propos", 2);
        await WriteRowAsync(xml, ["Rubrique", "Contenu"]);
        foreach (var (label, value) in notice.Lines(MostRows)) await WriteRowAsync(xml, [label, value]);
        await xml.WriteEndElementAsync();
    }

    private static async Task StartTableAsync(XmlWriter xml, string name, int columns)
    {
        await xml.WriteStartElementAsync("table", "table", Table);
        await xml.WriteAttributeStringAsync("table", "name", Table, name);
        await xml.WriteStartElementAsync("table", "table-column", Table);
        await xml.WriteAttributeStringAsync("table", "number-columns-repeated", Table, columns.ToString(CultureInfo.InvariantCulture));
        await xml.WriteEndElementAsync();
    }

    private static async Task WriteRowAsync(XmlWriter xml, IEnumerable<object?> values)
    {
        await xml.WriteStartElementAsync("table", "table-row", Table);
        foreach (var value in values) await WriteCellAsync(xml, value);
        await xml.WriteEndElementAsync();
    }

    private static async Task WriteCellAsync(XmlWriter xml, object? value)
    {
        await xml.WriteStartElementAsync("table", "table-cell", Table);
        var written = SafeCell.Written(value);
        var (kind, name) = value switch
        {
            int or long or double or decimal => ("float", "value"),
            DateOnly => ("date", "date-value"),
            _ => ("string", null),
        };
        if (written.Length > 0)
        {
            await xml.WriteAttributeStringAsync("office", "value-type", Office, kind);
            if (name is not null) await xml.WriteAttributeStringAsync("office", name, Office, written);
            // A paragraph holds no line end, and runs of spaces are not kept: a line is a paragraph.
            foreach (var line in written.Split('\n')) await xml.WriteElementStringAsync("text", "p", Text, line);
        }
        await xml.WriteEndElementAsync();
    }

    private static async Task AddAsync(ZipArchive zip, string name, string content, CompressionLevel level, CancellationToken cancel)
    {
        await using var entry = await zip.CreateEntry(name, level).OpenAsync(cancel);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(content), cancel);
    }
}
