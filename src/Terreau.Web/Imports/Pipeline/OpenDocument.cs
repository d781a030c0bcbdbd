using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>
/// OpenDocument spreadsheets (ISO 26300): the first table that holds rows. A row or a cell may stand for a million empty ones.
/// </summary>
internal static class OpenDocument
{
    private const string Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private const string Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private const string Words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    public static SourceTable Read(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        using var content = archive.GetEntry("content.xml")!.Open();
        using var xml = XmlReader.Create(content,
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = false });
        while (xml.ReadToFollowing("table", Table))
        {
            var name = xml.GetAttribute("name", Table) ?? "";
            var rows = Rows(xml);
            if (rows.Count > 0) return Headings.Under($"tableur OpenDocument, feuille « {name} »", rows, []);
        }
        throw new UnreadableFileException("Ce tableur n’a aucune ligne.");
    }

    private static List<SourceRow> Rows(XmlReader xml)
    {
        var rows = new List<SourceRow>();
        if (xml.IsEmptyElement) return rows;
        var (line, depth) = (0, xml.Depth);
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "table-row" || xml.NamespaceURI != Table) continue;
            var times = Repeated(xml, "number-rows-repeated");
            var cells = Cells(xml);
            if (cells.Count > 0)
            {
                if (rows.Count + (long)times > TableFile.MaxRows)
                    throw new UnreadableFileException($"Ce tableur dépasse {TableFile.MaxRows} lignes : coupez-le en plusieurs.");
                for (var turn = 0; turn < times; turn++) rows.Add(new SourceRow(line + turn + 1, cells));
            }
            line += times;
        }
        return rows;
    }

    private static List<string> Cells(XmlReader xml)
    {
        var cells = new List<string>();
        if (xml.IsEmptyElement) return cells;
        var (depth, empty) = (xml.Depth, 0);
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("table-cell" or "covered-table-cell")
                || xml.NamespaceURI != Table) continue;
            var times = Repeated(xml, "number-columns-repeated");
            var text = Text(xml);
            if (text.Length == 0)
            {
                empty += times;
                continue;
            }
            if (cells.Count + (long)empty + times > TableFile.MaxColumns)
                throw new UnreadableFileException($"Ce tableur compte plus de {TableFile.MaxColumns} colonnes.");
            cells.AddRange(Enumerable.Repeat("", empty));
            cells.AddRange(Enumerable.Repeat(text, times));
            empty = 0;
        }
        return cells;
    }

    private static string Text(XmlReader xml)
    {
        var exact = xml.GetAttribute("value-type", Office) switch
        {
            "float" or "currency" or "percentage" => xml.GetAttribute("value", Office),
            "date" => xml.GetAttribute("date-value", Office)?.Replace("T00:00:00", "", StringComparison.Ordinal),
            "boolean" => xml.GetAttribute("boolean-value", Office) == "true" ? "oui" : "non",
            _ => null,
        };
        if (xml.IsEmptyElement) return exact ?? "";
        var (shown, depth) = (new StringBuilder(), xml.Depth);
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace && InParagraph(xml)) shown.Append(xml.Value);
            else if (xml is { NodeType: XmlNodeType.Element, NamespaceURI: Words, LocalName: "p" } && shown.Length > 0) shown.Append('\n');
            else if (xml is { NodeType: XmlNodeType.Element, NamespaceURI: Words, LocalName: "s" }) shown.Append(' ');
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "annotation" }) xml.Skip();
        }
        // A postcode shown with its zeros is a text for people: what is shown has them, the number has not.
        var text = shown.ToString();
        return exact is null || (text.StartsWith('0') && text.All(char.IsAsciiDigit)) ? text : exact;
    }

    private static bool InParagraph(XmlReader xml) => xml.Depth > 0;

    private static int Repeated(XmlReader xml, string name)
        => int.TryParse(xml.GetAttribute(name, Table), out var times) && times > 0 ? times : 1;
}
