using NetTopologySuite.IO.VectorTiles.Mapbox;
using Terreau.Web.Search;
using Terreau.Web.Search.Tiles;

namespace Terreau.Web.Tests.Search;

public sealed class SearchTileTests
{
    private static readonly SearchQuery Everything = new() { Day = SearchWorkbench.Day };

    [Fact]
    public void Tile_AnyZoom_CountsItsPointsAndFourTilesAddUpToTheirParent()
    {
        using var bench = new SearchWorkbench();
        var documents = SearchOracle.Documents(new Random(7), 120);
        bench.Index.Apply(documents, [], 1);
        var located = documents.Count(d => d.Point is not null);
        Assert.Equal(located, bench.Index.Tile(Everything, 0, 0, 0).Total);

        var parents = new List<(int X, int Y)> { (0, 0) };
        for (var z = 0; z < 12; z++)
        {
            var children = new List<(int X, int Y)>();
            foreach (var (x, y) in parents)
            {
                (int X, int Y)[] four = [(2 * x, 2 * y), (2 * x + 1, 2 * y), (2 * x, 2 * y + 1), (2 * x + 1, 2 * y + 1)];
                Assert.Equal(
                    bench.Index.Tile(Everything, z, x, y).Total,
                    four.Sum(c => bench.Index.Tile(Everything, z + 1, c.X, c.Y).Total));
                children.AddRange(four.Where(c => bench.Index.Tile(Everything, z + 1, c.X, c.Y).Total > 0));
            }
            parents = children;
        }
    }

    [Fact]
    public void Extent_HoldsThePointsThatAreThere_AndNoneThatLeft()
    {
        using var bench = new SearchWorkbench();
        Assert.Null(bench.Index.Extent());
        bench.Index.Apply([SearchWorkbench.Actor("sans", "Sans point"),
            SearchWorkbench.Actor("loin", "Loin", null, new GeoPoint(-20.9, 55.5)),
            SearchWorkbench.Actor("a", "Un", null, new GeoPoint(48.9, 2.41)),
            SearchWorkbench.Actor("b", "Deux", null, new GeoPoint(48.85, 2.48))], [], 1);
        bench.Index.Apply([], ["loin"], 2);

        var box = Assert.NotNull(bench.Index.Extent());

        Assert.Equal((48.85, 2.41, 48.9, 2.48),
            (Math.Round(box.South, 4), Math.Round(box.West, 4), Math.Round(box.North, 4), Math.Round(box.East, 4)));
        Assert.True(box.South <= 48.85 && box.West <= 2.41 && box.North >= 48.9 && box.East >= 2.48);
    }

    [Fact]
    public void Tile_FilteredQuery_CountsWhatThePageCounts()
    {
        using var bench = new SearchWorkbench();
        var random = new Random(8);
        bench.Index.Apply(SearchOracle.Documents(random, 400), [], 1);
        for (var i = 0; i < 30; i++)
        {
            var query = SearchOracle.Query(random);
            Assert.Equal(bench.Index.Search(query).Located, bench.Index.Tile(query, 0, 0, 0).Total);
        }
    }

    [Fact]
    public void Tile_PointsOnTheSameSpot_StayOneClusterWithItsNumberAtAnyZoom()
    {
        using var bench = new SearchWorkbench();
        var point = new GeoPoint(48.8709, 2.4412);
        bench.Index.Apply(Enumerable.Range(0, 3).Select(i => SearchWorkbench.Actor($"d{i}", "Jardin", null, point)), [], 1);
        var (z, x, y) = (TileGrid.MaxZoom, Mercator.X(point.Longitude) >> 9, Mercator.Y(point.Latitude) >> 9);

        var cluster = Assert.Single(bench.Index.Tile(Everything, z, x, y).Clusters);

        Assert.Equal(3, cluster.Count);
        Assert.True(cluster.SamePlace);
        Assert.Null(cluster.Id);
        Assert.Equal(point.Latitude, cluster.Latitude, 6);
        Assert.Equal(point.Longitude, cluster.Longitude, 6);
    }

    [Fact]
    public void ToMvt_OneAloneAndACluster_ReadsBackByAnotherReader()
    {
        using var bench = new SearchWorkbench();
        bench.Index.Apply(
            [
                SearchWorkbench.Actor("seule", "Épicerie", null, new GeoPoint(48.86, 2.44)),
                SearchWorkbench.Actor("lyon-1", "Jardin", null, new GeoPoint(45.76, 4.83)),
                SearchWorkbench.Actor("lyon-2", "Jardin", null, new GeoPoint(45.77, 4.84)),
            ], [], 1);
        var tile = bench.Index.Tile(Everything, 5, 16, 11).ToMvt("acteurs");

        using var stream = new MemoryStream(tile);
        var read = new MapboxTileReader().Read(stream, new NetTopologySuite.IO.VectorTiles.Tiles.Tile(16, 11, 5));

        var layer = Assert.Single(read.Layers);
        Assert.Equal("acteurs", layer.Name);
        Assert.Equal(2, layer.Features.Count);
        var alone = layer.Features.Single(f => Equal(f.Attributes["count"], 1));
        Assert.Equal("seule", alone.Attributes["id"]);
        Assert.Equal("Épicerie", alone.Attributes["nom"]);
        Assert.Equal("ENTREPRENEUR_SOCIAL", alone.Attributes["role"]);
        Assert.Equal(2.44, alone.Geometry.Coordinate.X, 2);
        Assert.Equal(48.86, alone.Geometry.Coordinate.Y, 2);
        Assert.Single(layer.Features, f => Equal(f.Attributes["count"], 2) && !f.Attributes.Exists("id"));

        static bool Equal(object value, long expected)
            => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) == expected;
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(23, 0, 0)]
    [InlineData(3, 8, 0)]
    [InlineData(3, 0, -1)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void Tile_ThatDoesNotExist_IsEmpty(int z, int x, int y)
    {
        using var bench = new SearchWorkbench();
        bench.Index.Apply([SearchWorkbench.Actor("a", "Jardin", null, new GeoPoint(48.86, 2.44))], [], 1);

        Assert.Empty(bench.Index.Tile(Everything, z, x, y).Clusters);
        Assert.Empty(bench.Index.Tile(Everything, z, x, y).ToMvt("acteurs"));
    }
}
