using System.Runtime.InteropServices;

namespace Terreau.Engine.Duplicates.Holding;

/// <summary>
/// The records whose position is exact, by cell of 500 m. Each cell keeps the positions of its records side by side, so that those
/// too far are left out without a look at anything else of theirs: a dense town has thousands within reach of each. Those whose SIREN
/// is known are in cells apart, which a record that has one never reads: as in <see cref="TownList"/>.
/// </summary>
internal sealed class SpotGrid
{
    // Just over 500 m of latitude, in millionths of a degree: what is within 500 m lies in the same row of cells or a neighbour.
    private const int CellSteps = 4_600;

    // Beyond this latitude the plane of one position no longer serves for its neighbours.
    private const int MostLatitude = 85_000_000;

    private readonly Dictionary<long, Cell> withUnit = [];
    private readonly Dictionary<long, Cell> withoutUnit = [];

    public void Add(in Sheet sheet, int number)
    {
        if (!sheet.HasPoint) return;
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(CellsOf(sheet), CellOf(sheet), out _);
        if (cell.Spots is null) cell.Spots = new Spot[1];
        else if (cell.Count == cell.Spots.Length) Array.Resize(ref cell.Spots, cell.Count * 2);
        cell.Spots[cell.Count++] = new Spot(number, sheet.Latitude, sheet.Longitude, sheet.HasCommune);
    }

    public void Remove(in Sheet sheet, int number)
    {
        if (!sheet.HasPoint) return;
        var (cells, key) = (CellsOf(sheet), CellOf(sheet));
        ref var cell = ref CollectionsMarshal.GetValueRefOrNullRef(cells, key);
        var at = 0;
        while (cell.Spots[at].Number != number) at++;
        cell.Spots[at] = cell.Spots[--cell.Count];
        if (cell.Count == 0) cells.Remove(key);
    }

    /// <summary>
    /// Adds those within 100 m to one list, those farther but within 500 m to the other; the record itself too when it is there without
    /// a SIREN. Of a record that has one, those that have one are left out: its own find it by that number, the others are apart. So are,
    /// of those that have a commune as this one has, or none as it has none, numbers from a bound on.
    /// </summary>
    public void Read(in Sheet sheet, List<int> spot, List<int> near, int below = int.MaxValue)
    {
        if (!sheet.HasPoint) return;
        Read(withoutUnit, sheet, spot, near, below);
        if (sheet.Unit == 0) Read(withUnit, sheet, spot, near, below);
    }

    private static void Read(Dictionary<long, Cell> cells, in Sheet sheet, List<int> spot, List<int> near, int below)
    {
        if (cells.Count == 0) return;
        var middle = RowOf(sheet.Latitude);
        var reach = (int)(CellSteps / Narrowing(Math.Abs(middle) + 2));
        var isSure = Math.Abs(sheet.Latitude) < MostLatitude;
        var plane = new Plane(sheet);
        for (var row = middle - 1; row <= middle + 1; row++)
        {
            for (var column = ColumnOf(sheet.Longitude - reach, row); column <= ColumnOf(sheet.Longitude + reach, row); column++)
            {
                if (!cells.TryGetValue(Key(row, column), out var cell)) continue;
                foreach (ref readonly var other in cell.Spots.AsSpan(0, cell.Count))
                {
                    // Most are farther than any of this: two subtractions part them, before anything is multiplied.
                    if (Math.Abs(other.Latitude - sheet.Latitude) > CellSteps
                        || (isSure && Math.Abs(other.Longitude - sheet.Longitude) > reach)) continue;
                    if (other.Number >= below && other.HasCommune == sheet.HasCommune) continue;
                    var metres = plane.MetresTo(other);
                    if (metres <= SheetPlaces.SpotMetres) spot.Add(other.Number);
                    else if (metres <= SheetPlaces.NearMetres) near.Add(other.Number);
                }
            }
        }
    }

    private Dictionary<long, Cell> CellsOf(in Sheet sheet) => sheet.Unit != 0 ? withUnit : withoutUnit;

    private static long CellOf(in Sheet sheet) => Key(RowOf(sheet.Latitude), ColumnOf(sheet.Longitude, RowOf(sheet.Latitude)));

    private static long Key(int row, int column) => ((long)row << 32) | (uint)column;

    private static int RowOf(int latitude) => (int)Math.Floor(latitude / (double)CellSteps);

    // Cells widen away from the equator, row by row, so that each is as wide as high at least.
    private static int ColumnOf(int longitude, int row) => (int)Math.Floor(longitude * Narrowing(Math.Abs(row) + 1) / CellSteps);

    /// <summary>The cosine of a row's latitude, at least a hundredth: cells of the poles stay finite.</summary>
    private static double Narrowing(int row) => Math.Max(0.01, Math.Cos(row * (double)CellSteps / 1e6 * Math.PI / 180));

    private readonly record struct Spot(int Number, int Latitude, int Longitude, bool HasCommune);

    private struct Cell
    {
        public Spot[] Spots;
        public int Count;
    }

    /// <summary>Distances from one position: by one cosine for all, and exactly where a metre could change the answer.</summary>
    private readonly ref struct Plane(in Sheet from)
    {
        private readonly int latitude = from.Latitude;
        private readonly int longitude = from.Longitude;
        private readonly double narrowing = Math.Cos(from.Latitude / 1e6 * Math.PI / 180);

        // Within 700 m, below 85 degrees, one cosine is wrong by less than a thousandth of the distance.
        public int MetresTo(in Spot other)
        {
            double north = latitude - other.Latitude, east = (longitude - other.Longitude) * narrowing;
            var metres = Math.Sqrt((north * north) + (east * east)) * SheetPlaces.MetresPerStep;
            var isSure = Math.Abs(latitude) < MostLatitude && Math.Abs(metres - SheetPlaces.SpotMetres) > 2
                && Math.Abs(metres - SheetPlaces.NearMetres) > 2;
            return isSure ? (int)metres : SheetPlaces.Metres(latitude, longitude, other.Latitude, other.Longitude);
        }
    }
}
