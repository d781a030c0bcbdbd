using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Csv;
using Terreau.Web.Exports.GeoJson;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Exports.Xlsx;

namespace Terreau.Web.Tests.Exports;

public class ExportFilesTests
{
    private static readonly ExportNotice Notice = new()
    {
        Title = "Villes", Selection = "2 villes", Source = "Essai", Count = 2, UpdatedOn = new DateOnly(2026, 11, 20),
        ExportedOn = new DateOnly(2026, 11, 23), Address = "http://localhost/villes",
    };

    private static readonly Town[] Towns = [new("a", "Pantin", 48.8966, 2.409), new("b", "=SOMME(A1);\"x\"", null, null)];

    private static readonly ExportColumn<Town>[] Columns = [new("Nom", town => town.Name), new("Latitude", town => town.Latitude)];

    [Fact]
    public async Task Csv_Rows_OpenInAFrenchSpreadsheet()
    {
        using var stream = new MemoryStream();

        await CsvExport.WriteAsync(stream, Columns, Towns.ToAsyncEnumerable(), Notice, CancellationToken.None);

        Assert.Equal(Encoding.UTF8.Preamble, stream.ToArray().AsSpan(0, 3));
        Assert.Equal(
            "Nom;Latitude;Licence;Données mises à jour le\r\n"
            + "Pantin;48.8966;Licence Ouverte 2.0;2026-11-20\r\n"
            + "\"'=SOMME(A1);\"\"x\"\"\";;Licence Ouverte 2.0;2026-11-20\r\n",
            Encoding.UTF8.GetString(stream.ToArray().AsSpan(3)));
    }

    [Fact]
    public async Task Csv_EmptyFirstCell_KeepsItsColumn()
    {
        using var stream = new MemoryStream();

        await CsvExport.WriteAsync(
            stream, [new("Nom", town => town.Latitude), new("Ville", town => town.Name)], Towns.Skip(1).ToAsyncEnumerable(), Notice,
            CancellationToken.None);

        Assert.EndsWith("\r\n;\"'=SOMME(A1);\"\"x\"\"\";Licence Ouverte 2.0;2026-11-20\r\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task Xlsx_Rows_StandOnTheFirstSheetAndTheNoticeOnTheSecond()
    {
        using var copy = new MemoryStream();
        await using (var file = await XlsxExport.WriteAsync("Villes", Columns, Towns.ToAsyncEnumerable(), Notice, CancellationToken.None))
            await file.CopyToAsync(copy);

        var rows = copy.Query(useHeaderRow: true, sheetName: "Villes").Cast<IDictionary<string, object>>().ToList();
        var about = copy.Query(useHeaderRow: true, sheetName: "À propos").Cast<IDictionary<string, object>>()
            .ToDictionary(line => (string)line["Rubrique"], line => line["Contenu"]);

        Assert.Equal(["Pantin", "'=SOMME(A1);\"x\""], rows.Select(row => row["Nom"]));
        Assert.Equal(48.8966, rows[0]["Latitude"]);
        Assert.Equal("Licence Ouverte 2.0", about["Licence"]);
        Assert.Equal(2.0, about["Nombre de lignes"]);
    }

    [Fact]
    public async Task Xlsx_NoRow_KeepsTheHeadings()
    {
        using var copy = new MemoryStream();
        await using (var file = await XlsxExport.WriteAsync("Villes", Columns, AsyncEnumerable.Empty<Town>(), Notice with { Count = 0 },
            CancellationToken.None))
            await file.CopyToAsync(copy);

        Assert.Equal(["Nom", "Latitude"], copy.GetColumns(useHeaderRow: true, sheetName: "Villes"));
    }

    [Fact]
    public async Task GeoJson_Rows_AreFeaturesWithLongitudeFirst()
    {
        using var stream = new MemoryStream();

        await GeoJsonExport.WriteAsync(stream, Towns.Select(FeatureOf).ToAsyncEnumerable(), Notice, JsonSerializerOptions.Web,
            CancellationToken.None);

        var root = JsonDocument.Parse(stream.ToArray()).RootElement;
        Assert.Equal("FeatureCollection", root.GetProperty("type").GetString());
        Assert.Equal("2026-11-20", root.GetProperty("miseAJour").GetString());
        var features = root.GetProperty("features");
        Assert.Equal([2.409, 48.8966],
            features[0].GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(c => c.GetDouble()));
        Assert.Equal(JsonValueKind.Null, features[1].GetProperty("geometry").ValueKind);
        Assert.Equal("Pantin", features[0].GetProperty("properties").GetProperty("name").GetString());
    }

    [Fact]
    public async Task GeoJson_MoreThanOneBuffer_IsWhole()
    {
        using var stream = new MemoryStream();
        var towns = Enumerable.Range(0, 3000).Select(i => new Town($"t{i}", new string('a', 100), null, null));

        await GeoJsonExport.WriteAsync(stream, towns.Select(FeatureOf).ToAsyncEnumerable(), Notice, JsonSerializerOptions.Web,
            CancellationToken.None);

        Assert.Equal(3000, JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("features").GetArrayLength());
    }

    private static Feature FeatureOf(Town town)
        => new(town.Id, Feature.Point(town.Latitude, town.Longitude),
            json => JsonSerializer.Serialize(json, town, JsonSerializerOptions.Web));

    private sealed record Town(string Id, string Name, double? Latitude, double? Longitude);
}
