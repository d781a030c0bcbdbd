using System.Text.Json;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using NetTopologySuite.Operation.Union;

namespace Terreau.Web.Tests.Seeds;

public sealed class OutlinesTests
{
    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };
    private static readonly Dictionary<string, Geometry> Drawn = Read(World.EstEnsemble.OutlinesGeoJson, "code");

    [Fact]
    public void Outlines_OfTheTerritory_AreTheNineCommunes() =>
        Assert.Equal(World.EstEnsemble.Territory.Communes.Order(), Drawn.Keys.Order());

    [Fact]
    public void Outlines_AsDrawn_AreValidAndLight()
    {
        foreach (var (code, outline) in Drawn)
        {
            Assert.True(outline.IsValid, $"{code} is not a valid polygon");
            Assert.True(outline.NumPoints - 1 <= 40, $"{code} has {outline.NumPoints - 1} vertices");
            Assert.All(outline.Coordinates, point =>
            {
                Assert.Equal(Math.Round(point.X, 4), point.X);
                Assert.Equal(Math.Round(point.Y, 4), point.Y);
            });
        }
    }

    [Fact]
    public void Outlines_OfNeighbours_LeaveNoGapAndDoNotOverlap()
    {
        var union = UnaryUnionOp.Union(Drawn.Values);
        Assert.Equal(Drawn.Values.Sum(outline => outline.Area), union.Area, 1e-9);
        var territory = Assert.IsType<Polygon>(union);
        Assert.Empty(territory.Holes);
    }

    [Theory]
    [InlineData("geometry/communes-93-seine-saint-denis.geojson", "code")]
    [InlineData("geometry/idf-93-75-communes-2023.geojson", "INSEE_COM")]
    public void Outlines_BesideOfficialOnes_OverlapByNineTenths(string sample, string property)
    {
        var official = Read(File.ReadAllText(Clone.Sample(sample)), property);
        foreach (var (code, outline) in Drawn)
        {
            var overlap = outline.Intersection(official[code]).Area / outline.Union(official[code]).Area;
            Assert.True(overlap >= 0.9, $"{code} overlaps by {overlap:F3}");
        }
    }

    [Fact]
    public void Points_OfCommunes_LieInTheirOutline()
    {
        foreach (var zone in World.EstEnsemble.Zones.Where(zone => zone.Level == "COMMUNE"))
        {
            var point = new Point(zone.Point!.Longitude!.Value, zone.Point.Latitude!.Value);
            Assert.True(Drawn[zone.Communes[0]].Covers(point), $"{zone.Name} has its point outside");
        }
    }

    private static Dictionary<string, Geometry> Read(string geoJson, string property)
    {
        var features = JsonSerializer.Deserialize<FeatureCollection>(geoJson, GeoJson)!;
        return features.ToDictionary(feature => feature.Attributes[property].ToString()!, feature => feature.Geometry);
    }
}
