using System.Text.Json;

namespace Terreau.Web.Tests.Features.OpenData.Ogc;

/// <summary>What a real client reads: GDAL, which QGIS is built on.</summary>
public sealed class GdalTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private string Source => $"OAPIF:{shared.Site.Client.BaseAddress}ogc";

    [Fact]
    public async Task Ogrinfo_OnTheAddress_ListsTheCollections()
    {
        var said = await Gdal.RunAsync("ogrinfo", "-ro", "-so", "-al", Source);

        Assert.Contains("Layer name: acteurs", said, StringComparison.Ordinal);
        Assert.Contains("Layer name: offres", said, StringComparison.Ordinal);
        Assert.Contains("Layer name: zones", said, StringComparison.Ordinal);
        var actors = await shared.Site.WithDbAsync(db => Task.FromResult(db.Organisations.Count()));
        Assert.Contains($"Feature Count: {actors}\n", said, StringComparison.Ordinal);
        Assert.Contains("WGS 84", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ogr2ogr_CopiesEveryActorPageByPage()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "acteurs.geojson");

        await Gdal.RunAsync("ogr2ogr", "-f", "GeoJSON", file, Source, "acteurs", "-oo", "PAGE_SIZE=5");

        using var copied = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        using var ours = JsonDocument.Parse(await shared.Site.Client.GetStringAsync("/ogc/collections/acteurs/items?limit=10000"));
        Assert.Equal(Names(ours), Names(copied));
    }

    [Fact]
    public async Task Ogr2ogr_WithABox_CopiesOnlyItsZones()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "zones.geojson");

        await Gdal.RunAsync("ogr2ogr", "-f", "GeoJSON", file, Source, "zones", "-spat", "2.47", "48.90", "2.48", "48.91");

        using var copied = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var names = copied.RootElement.GetProperty("features").EnumerateArray()
            .Select(zone => zone.GetProperty("properties").GetProperty("nom").GetString()).ToList();
        Assert.Contains("Bondy", names);
        Assert.DoesNotContain("Montreuil", names);
    }

    /// <summary>The workbook we write by hand, read by a program that is not ours.</summary>
    [Fact]
    public async Task Ogr2ogr_OnTheWorkbook_ReadsItsRowsAndItsKinds()
    {
        using var folder = new TemporaryFolder();
        var (workbook, copy) = (Path.Combine(folder.Path, "acteurs.ods"), Path.Combine(folder.Path, "acteurs.geojson"));
        await File.WriteAllBytesAsync(workbook, await shared.Site.Client.GetByteArrayAsync("/acteurs/export.ods"));

        await Gdal.RunAsync("ogr2ogr", "--config", "OGR_ODS_HEADERS", "FORCE", "-f", "GeoJSON", copy, workbook, "Acteurs");

        using var copied = JsonDocument.Parse(await File.ReadAllTextAsync(copy));
        var rows = copied.RootElement.GetProperty("features").EnumerateArray().Select(row => row.GetProperty("properties")).ToList();
        Assert.Equal(await shared.Site.WithDbAsync(db => Task.FromResult(db.Organisations.Count())), rows.Count);
        var baluchon = rows.Single(row => row.GetProperty("Nom").GetString() == "Baluchon");
        Assert.Equal("Romainville", baluchon.GetProperty("Communes").GetString());
        Assert.Equal(48.8847, baluchon.GetProperty("Latitude").GetDouble(), 4);
    }

    private static List<string?> Names(JsonDocument document)
        => [.. document.RootElement.GetProperty("features").EnumerateArray()
            .Select(feature => feature.GetProperty("properties").GetProperty("nom").GetString()).Order(StringComparer.Ordinal)];
}
