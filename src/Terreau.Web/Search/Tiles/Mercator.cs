namespace Terreau.Web.Search.Tiles;

/// <summary>
/// Web Mercator (EPSG:3857) on a square of 2³¹ steps a side, origin at the north-west: a step is under
/// 2 cm, and the tile of a point at zoom z is its coordinate shifted right by 31 − z.
/// </summary>
internal static class Mercator
{
    public const int Bits = 31;
    private const double Side = 2147483648.0;
    private const double MaxLatitude = 85.05112877980659;

    public static int X(double longitude) => Clamp((longitude / 360.0 + 0.5) * Side);

    public static int Y(double latitude)
    {
        var sine = Math.Sin(Math.Clamp(latitude, -MaxLatitude, MaxLatitude) * Math.PI / 180.0);
        return Clamp((0.5 - Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * Side);
    }

    public static double Longitude(double x) => (x + 0.5) / Side * 360.0 - 180.0;

    public static double Latitude(double y)
    {
        var n = Math.PI * (1 - 2 * (y + 0.5) / Side);
        return Math.Atan(Math.Sinh(n)) * 180.0 / Math.PI;
    }

    private static int Clamp(double value) => (int)Math.Clamp(value, 0, int.MaxValue);
}
