using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Ods;

namespace Terreau.Web.Tests.Exports;

public class OdsExportTests
{
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    private static readonly ExportNotice Notice = new()
    {
        Title = "Villes", Selection = "2 villes", Source = "Essai", Count = 2, UpdatedOn = new DateOnly(2026, 11, 20),
        ExportedOn = new DateOnly(2026, 11, 23), Address = "http://localhost/villes",
    };

    private static readonly ExportColumn<Town>[] Columns = [new("Nom", town => town.Name), new("Latitude", town => town.Latitude),
        new("Vérifié le", town => town.On)];

    [Fact]
    public async Task Write_TypeComesFirstAndIsNotCompressed()
    {
        var bytes = await BytesAsync([]);

        // Where a reader of magic numbers looks: the name at 30, the type at 38.
        Assert.Equal("mimetype" + OdsExport.ContentType, Encoding.ASCII.GetString(bytes, 30, 8 + OdsExport.ContentType.Length));
    }

    [Fact]
    public async Task Write_Cells_KeepTheirKinds_AndRunNoFormula()
    {
        var tables = await TablesAsync([new("Pantin", 48.8966, new DateOnly(2026, 1, 2)), new("=SOMME(A1)\nsuite", null, null)]);

        var rows = tables[0].Descendants(Table + "table-row").Select(row => row.Elements(Table + "table-cell").ToList()).ToList();
        Assert.Equal(["Nom", "Latitude", "Vérifié le"], rows[0].Select(cell => cell.Value));
        Assert.Equal("48.8966", rows[1][1].Attribute(Office + "value")!.Value);
        Assert.Equal("2026-01-02", rows[1][2].Attribute(Office + "date-value")!.Value);
        Assert.Equal(["'=SOMME(A1)", "suite"], rows[2][0].Elements(Text + "p").Select(line => line.Value));
        Assert.Null(rows[2][0].Attribute(Table + "formula"));
        Assert.Contains(tables[1].Descendants(Table + "table-cell"), cell => cell.Value == "Licence Ouverte 2.0");
    }

    [Fact]
    public async Task Write_NoRow_KeepsTheHeadings()
        => Assert.Equal("NomLatitudeVérifié le", (await TablesAsync([]))[0].Descendants(Table + "table-row").Single().Value);

    [Fact]
    public async Task Write_ManyRows_AreAllThere()
        => Assert.Equal(5001,
            (await TablesAsync(Enumerable.Range(0, 5000).Select(at => new Town($"Ville {at}", at, null))))[0].Descendants(
                Table + "table-row").Count());

    private static async Task<List<XElement>> TablesAsync(IEnumerable<Town> towns)
    {
        using var zip = new ZipArchive(new MemoryStream(await BytesAsync(towns)));
        using var content = zip.GetEntry("content.xml")!.Open();
        return [.. XDocument.Load(content).Descendants(Table + "table")];
    }

    private static async Task<byte[]> BytesAsync(IEnumerable<Town> towns)
    {
        await using var file = await OdsExport.WriteAsync("Villes", Columns, towns.ToAsyncEnumerable(), Notice, CancellationToken.None);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        return copy.ToArray();
    }

    private sealed record Town(string Name, double? Latitude, DateOnly? On);
}
