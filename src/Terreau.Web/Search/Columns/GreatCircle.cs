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

    public static double ToKm(double haversine) => 2 * RadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(haversine)));
}
