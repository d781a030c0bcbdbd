using System.IO.Compression;
using System.Text;

namespace Terreau.Web.Tests.Imports;

/// <summary>Small workbooks made to exhaust who reads them, each in a way that was found.</summary>
internal static class HostileBooks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>One cell at the far end: a million empty rows of sixteen thousand cells are walked to it.</summary>
    public static byte[] FarCell { get; } = Of(
        """<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>""");

    /// <summary>A row that no sheet has: two thousand million empty ones are walked to it.</summary>
    public static byte[] FarRow { get; } = Of(
        """<row r="1"><c r="A1"><v>1</v></c></row><row r="2147483647"><c r="A2"><v>1</v></c></row>""");

    /// <summary>A text in 400,000 pieces, which the reader joins one by one: 13 KB, a minute.</summary>
    public static byte[] Pieces { get; } = Of(
        $"""<row r="1"><c r="A1" t="inlineStr"><is>{Times("<r><t>a</t></r>", 400_000)}</is></c></row>""");

    /// <summary>Texts that fill many times what their file weighs.</summary>
    public static byte[] Texts { get; } = Of("""<row r="1"><c r="A1" t="s"><v>0</v></c></row>""",
        Times($"<si><t>{new string('a', 20_000)}</t></si>", 4_000));

    /// <summary>An old workbook whose table of sectors is said to be endless.</summary>
    public static byte[] Sectors
    {
        get
        {
            var file = new byte[4_096];
            new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
            Number(0x18, 0x0003_003E);
            Number(0x1C, 0x0009_FFFE);
            Number(0x20, 6);
            Number(0x2C, 0x7FFF_FFFF);
            Number(0x38, 0x1000);
            Number(0x44, 0);
            Number(0x48, 0x7FFF_FFFF);
            return file;

            void Number(int at, int value) => BitConverter.GetBytes(value).CopyTo(file, at);
        }
    }

    private static string Times(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static byte[] Of(string rows, string? texts = null)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(archive, "[Content_Types].xml", $"""
                <Types xmlns="{Package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>
                """);
            Put(archive, "xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="{Document}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>
                """);
            Put(archive, "xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="{Package}/relationships">
                <Relationship Id="r1" Type="{Document}/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="r2" Type="{Document}/sharedStrings" Target="sharedStrings.xml"/></Relationships>
                """);
            Put(archive, "xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""");
            if (texts is not null) Put(archive, "xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{texts}</sst>""");
        }
        return file.ToArray();
    }

    private static void Put(ZipArchive archive, string name, string text)
    {
        using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
