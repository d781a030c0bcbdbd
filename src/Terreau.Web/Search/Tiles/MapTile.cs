namespace Terreau.Web.Search.Tiles;

/// <summary>
/// Results gathered at one spot of a tile: their number and mean place, in degrees and in the tile's own
/// grid (0 to 4095, origin north-west). <see cref="SamePlace"/> when all
/// share the same coordinates: coming nearer will not part them. <see cref="Id"/> and <see cref="Card"/> are
/// those of a document that is alone, else null and empty.
/// </summary>
internal sealed record MapCluster(
    int Count, double Latitude, double Longitude, int TileX, int TileY, bool SamePlace, string? Id, IReadOnlyList<string> Card);

/// <summary>One tile of the map of a selection. Its clusters count exactly the results whose point is in the tile.</summary>
internal sealed record MapTile(IReadOnlyList<MapCluster> Clusters, IReadOnlyList<string> CardNames)
{
    /// <summary>Steps of the tile's grid on each side.</summary>
    public const int Extent = 4096;

    public int Total => Clusters.Sum(c => c.Count);

    /// <summary>
    /// As a Mapbox vector tile with one layer of points: <c>count</c>, <c>same</c> when all stand at one
    /// place, and for a single result <c>id</c> and its card.
    /// </summary>
    public byte[] ToMvt(string layer)
    {
        var tile = new VectorTileWriter(layer, Extent);
        foreach (var cluster in Clusters)
        {
            tile.BeginPoint(cluster.TileX, cluster.TileY);
            tile.Tag("count", cluster.Count);
            if (cluster.Count > 1 && cluster.SamePlace)
                tile.Tag("same", 1);
            if (cluster.Id is { } id)
            {
                tile.Tag("id", id);
                for (var i = 0; i < CardNames.Count; i++)
                    if (cluster.Card[i].Length > 0)
                        tile.Tag(CardNames[i], cluster.Card[i]);
            }
            tile.EndPoint();
        }
        return tile.ToBytes();
    }
}
