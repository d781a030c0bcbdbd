using Terreau.Web.Search.Tiles;

namespace Terreau.Web.Search.Columns;

/// <summary>Distances on a sphere of 6 371.0088 km (mean earth radius), by the haversine formula.</summary>
internal readonly struct GreatCircle(GeoPoint from)
{
    private const double RadiusKm = 6371.0088;
    private const double Radian = Math.PI / 180.0;

    private readonly double latitude = from.Latitude * Radian;
    private readonly double longitude = from.Longitude * Radian;
    private readonly double cosine = Math.Cos(from.Latitude * Radian);

    /// <summary>The haversine itself, 0 to 1: grows with the distance and costs less.</summary>
    public double Haversine(double otherLatitude, double otherLongitude)
    {
        var phi = otherLatitude * Radian;
        var a = Math.Sin((phi - latitude) / 2);
        var b = Math.Sin((otherLongitude * Radian - longitude) / 2);
        return a * a + cosine * Math.Cos(phi) * b * b;
    }

    public double Km(double otherLatitude, double otherLongitude) => ToKm(Haversine(otherLatitude, otherLongitude));

    /// <summary>Mercator ordinates between which every point within a distance lies, a hair more for rounding.</summary>
    public static (int Top, int Bottom) Band(double latitude, double km)
    {
        // One degree of latitude is 111.195 km on this sphere.
        var degrees = km / 111.19 + 0.0001;
        return (Mercator.Y(Math.Min(90, latitude + degrees)), Mercator.Y(Math.Max(-90, latitude - degrees)));
    }

    public static double ToKm(double haversine) => 2 * RadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
}
