using System.Diagnostics;
using System.Text.Json;

namespace Terreau.Web.Tests.Features.OpenData.Ogc;

/// <summary>What a real client reads: GDAL, which QGIS is built on.</summary>
public sealed class GdalTests(SiteFixture shared) : IClassFixture<SiteFixture>
{
    private static readonly string? Folder = new[] { "/usr/bin", "/usr/local/bin" }.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "ogrinfo")));

    private string Source => $"OAPIF:{shared.Site.Client.BaseAddress}ogc";

    [Fact]
    public async Task Ogrinfo_OnTheAddress_ListsTheCollections()
    {
        var said = await RunAsync("ogrinfo", "-ro", "-so", "-al", Source);

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

        await RunAsync("ogr2ogr", "-f", "GeoJSON", file, Source, "acteurs", "-oo", "PAGE_SIZE=5");

        using var copied = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        using var ours = JsonDocument.Parse(await shared.Site.Client.GetStringAsync("/ogc/collections/acteurs/items?limit=10000"));
        Assert.Equal(Names(ours), Names(copied));
    }

    [Fact]
    public async Task Ogr2ogr_WithABox_CopiesOnlyItsZones()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "zones.geojson");

        await RunAsync("ogr2ogr", "-f", "GeoJSON", file, Source, "zones", "-spat", "2.47", "48.90", "2.48", "48.91");

        using var copied = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var names = copied.RootElement.GetProperty("features").EnumerateArray().Select(zone => zone.GetProperty("properties").GetProperty("nom").GetString()).ToList();
        Assert.Contains("Bondy", names);
        Assert.DoesNotContain("Montreuil", names);
    }

    private static List<string?> Names(JsonDocument document)
        => [.. document.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties").GetProperty("nom").GetString()).Order(StringComparer.Ordinal)];

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        Assert.SkipWhen(Folder is null, "GDAL is absent (on Debian: apt-get install gdal-bin)");
        var start = new ProcessStartInfo(Path.Combine(Folder, program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["no_proxy"] = "127.0.0.1";
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await complained}");
        return await said;
    }
}
