using Terreau.Web.Search.Columns;
using Terreau.Web.Search.Selection;

namespace Terreau.Web.Search.Tiles;

/// <summary>
/// Gathers the results of a tile on a grid of 16 cells a side (32 pixels on screen), then joins cells whose
/// middles are too near to be told apart. No point of a neighbour tile is counted, so that four tiles add
/// up to the one above them.
/// </summary>
internal static class TileGrid
{
    public const int MaxZoom = 22;
    private const int CellBits = 4;
    private const int Side = 1 << CellBits;
    private const double JoinDistance = MapTile.Extent / (double)Side * 0.8;

    public static MapTile Of(SearchSnapshot snapshot, SearchHits hits, int z, int x, int y)
    {
        var names = snapshot.Schema.Card;
        if (z is < 0 or > MaxZoom || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z)
            return new MapTile([], names);

        var perLeaf = new Cell[]?[snapshot.Leaves.Length];
        SearchHits.ForEachLeaf(snapshot, hits.Total, i => perLeaf[i] = Gather(snapshot.Leaves[i].Columns, hits.Leaves[i], i, z, x, y));
        var cells = new Cell[Side * Side];
        foreach (var leaf in perLeaf)
            for (var i = 0; leaf is not null && i < cells.Length; i++)
                cells[i].Add(leaf[i]);

        var ids = new DocumentTexts(snapshot, DocumentFields.IdColumn);
        var cards = new DocumentTexts(snapshot, DocumentFields.CardColumn);
        return new MapTile([.. Joined(cells, z).Select(c => ToCluster(c, z, x, y, ids, cards))], names);
    }

    private static Cell[]? Gather(SegmentColumns columns, LeafHits hits, int leaf, int z, int tileX, int tileY)
    {
        if (hits.Count == 0)
            return null;
        var shift = Mercator.Bits - z;
        var (left, top) = ((long)tileX << shift, (long)tileY << shift);
        var size = 1UL << shift;
        var cellShift = shift - CellBits;
        var cells = new Cell[Side * Side];
        var (xs, ys) = (columns.X, columns.Y);
        var block = new int[LeafSelection.Block];
        var cursor = 0;
        for (int count; (count = hits.Next(ref cursor, block)) > 0;)
            foreach (var document in block.AsSpan(0, count))
            {
                // Without a point both are −1: far beyond the size once unsigned.
                var dx = (ulong)(xs[document] - left);
                var dy = (ulong)(ys[document] - top);
                if (dx < size && dy < size)
                    cells[((int)(dy >> cellShift) << CellBits) + (int)(dx >> cellShift)].Add((uint)dx, (uint)dy, leaf, document);
            }
        return cells;
    }

    private static List<Cell> Joined(Cell[] cells, int z)
    {
        var scale = MapTile.Extent / (double)(1L << (Mercator.Bits - z));
        var order = Enumerable.Range(0, cells.Length).Where(i => cells[i].Count > 0)
            .OrderByDescending(i => cells[i].Count).ThenBy(i => i).ToArray();
        var joined = new List<Cell>(order.Length);
        foreach (var i in order)
        {
            if (cells[i].Count == 0)
                continue;
            var gathered = cells[i];
            cells[i] = default;
            foreach (var neighbour in Neighbours(i))
            {
                if (cells[neighbour].Count == 0 || gathered.DistanceTo(cells[neighbour]) * scale > JoinDistance)
                    continue;
                gathered.Add(cells[neighbour]);
                cells[neighbour] = default;
            }
            joined.Add(gathered);
        }
        return joined;
    }

    private static IEnumerable<int> Neighbours(int cell)
    {
        var (row, column) = (cell >> CellBits, cell & (Side - 1));
        for (var r = Math.Max(0, row - 1); r <= Math.Min(Side - 1, row + 1); r++)
            for (var c = Math.Max(0, column - 1); c <= Math.Min(Side - 1, column + 1); c++)
                if (r != row || c != column)
                    yield return (r << CellBits) + c;
    }

    private static MapCluster ToCluster(Cell cell, int z, int tileX, int tileY, DocumentTexts ids, DocumentTexts cards)
    {
        var shift = Mercator.Bits - z;
        var (x, y) = (cell.MeanX, cell.MeanY);
        var step = MapTile.Extent / (double)(1L << shift);
        var alone = cell.Count == 1 ? cell.First : (DocumentAt?)null;
        return new MapCluster(
            cell.Count,
            Mercator.Latitude(((long)tileY << shift) + y), Mercator.Longitude(((long)tileX << shift) + x),
            Math.Min(MapTile.Extent - 1, (int)(x * step)), Math.Min(MapTile.Extent - 1, (int)(y * step)),
            cell.SamePlace,
            alone is { } id ? ids.Of(id) : null,
            alone is { } card ? cards.Of(card).Split(DocumentFields.Separator) : []);
    }

    private struct Cell
    {
        private long sumX;
        private long sumY;
        private uint firstX;
        private uint firstY;
        private bool spread;

        public int Count { get; private set; }
        public DocumentAt First { get; private set; }

        public readonly bool SamePlace => !spread;
        public readonly double MeanX => sumX / (double)Count;
        public readonly double MeanY => sumY / (double)Count;

        public void Add(uint x, uint y, int leaf, int document)
        {
            if (Count++ == 0)
            {
                (firstX, firstY) = (x, y);
                First = new DocumentAt(leaf, document);
            }
            spread |= x != firstX | y != firstY;
            sumX += x;
            sumY += y;
        }

        public void Add(in Cell other)
        {
            if (other.Count == 0)
                return;
            if (Count == 0)
            {
                this = other;
                return;
            }
            spread |= other.spread | other.firstX != firstX | other.firstY != firstY;
            sumX += other.sumX;
            sumY += other.sumY;
            Count += other.Count;
        }

        public readonly double DistanceTo(in Cell other)
        {
            var (dx, dy) = (MeanX - other.MeanX, MeanY - other.MeanY);
            return Math.Sqrt(dx * dx + dy * dy);
        }
    }
}
