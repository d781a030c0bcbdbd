using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Csv;
using Terreau.Web.Exports.GeoJson;
using Terreau.Web.Exports.Hxl;
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

    [Theory]
    [InlineData("rue X,=1+1", "\"rue X,'=1+1\"")]
    [InlineData("rue X, =1+1", "\"rue X, '=1+1\"")]
    [InlineData("a;\"=1", "\"a;\"\"'=1\"")]
    [InlineData("a\n- b", "\"a\n'- b\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a | =b", "\"a | '=b\"")]
    [InlineData("a-b = c", "a-b = c")]
    public async Task Csv_CellThatAnotherSeparatorWouldCut_IsQuotedAndDisarmed(string cell, string written)
    {
        using var stream = new MemoryStream();
        await CsvExport.WriteAsync(stream, Columns, new[] { new Town("a", cell, null, null) }.ToAsyncEnumerable(), Notice,
            CancellationToken.None);

        Assert.Contains($"\r\n{written};;Licence", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public async Task Csv_OpenedWithAnySeparator_HoldsNoFormula(string separator)
    {
        var random = new Random(16);
        var rows = Enumerable.Range(0, 3000).Select(_ => new Town("a",
            string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "=+-@,;|\t\n\" ab"[random.Next(13)])), null, null)).ToList();
        foreach (var write in new Func<Stream, Task>[]
        {
            stream => CsvExport.WriteAsync(stream, [Columns[0], Columns[0]], rows.ToAsyncEnumerable(), Notice, CancellationToken.None),
            stream => HxlExport.WriteAsync(stream, [new HxlExport.Tagged<Town>("#org", Columns[0])], rows.ToAsyncEnumerable(), Notice,
                CancellationToken.None),
        })
        {
            using var stream = new MemoryStream();
            await write(stream);
            var armed = CellsOf(Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF'), separator[0])
                .Where(cell => cell.TrimStart(' ', '\n', '\t') is { Length: > 0 } seen && "=+-@".Contains(seen[0]));
            Assert.Empty(armed);
        }
    }

    /// <summary>
    /// The cells of a text as a spreadsheet reads them: a quote counts at the beginning of a cell, and what follows its end is added.
    /// </summary>
    private static IEnumerable<string> CellsOf(string text, char separator)
    {
        var (cell, isQuoted, begins) = (new StringBuilder(), false, true);
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (isQuoted && sign == '"' && at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[++at]);
            else if (isQuoted && sign == '"') isQuoted = false;
            else if (begins && sign == '"') (isQuoted, begins) = (true, false);
            else if (!isQuoted && (sign == separator || sign is '\n' or '\r'))
            {
                yield return cell.ToString();
                cell.Clear();
                begins = true;
            }
            else
            {
                cell.Append(sign);
                begins = false;
            }
        }
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
