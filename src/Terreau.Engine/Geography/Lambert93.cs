namespace Terreau.Engine.Geography;

/// <summary>
/// The legal plane projection of metropolitan France (RGF93 / Lambert-93, EPSG:2154), where distances are metres.
/// </summary>
/// <remarks>
/// Closed formula of the Lambert conformal conic with two standard parallels (44° N and 49° N), constants of IGN's
/// NTG_71 note on the GRS80 ellipsoid. WGS84 and RGF93 are taken as one: they differ by less than a metre.
/// Accurate to the millimetre against an independent projection on the worked points of docs/algorithms/geography.md.
/// </remarks>
public static class Lambert93
{
    private const double N = 0.7256077650532670;
    private const double C = 11754255.4260960;
    private const double OriginX = 700000.0;
    private const double OriginY = 12655612.0498760;
    private const double Eccentricity = 0.0818191910428158;
    private const double Meridian = 3.0 * Math.PI / 180.0;

    /// <summary>Metres east and north of the projection for a longitude and a latitude in degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The latitude is not strictly between -90 and 90, or a value is not finite.</exception>
    public static (double X, double Y) Project(double longitude, double latitude)
    {
        if (!double.IsFinite(longitude) || !(Math.Abs(latitude) < 90.0))
            throw new ArgumentOutOfRangeException(nameof(latitude), "A finite longitude and a latitude between the poles are needed.");
        var phi = latitude * Math.PI / 180.0;
        var sin = Eccentricity * Math.Sin(phi);
        var isometric = Math.Log(Math.Tan((Math.PI / 4) + (phi / 2)) * Math.Pow((1 - sin) / (1 + sin), Eccentricity / 2));
        var radius = C * Math.Exp(-N * isometric);
        var angle = N * ((longitude * Math.PI / 180.0) - Meridian);
        return (OriginX + (radius * Math.Sin(angle)), OriginY - (radius * Math.Cos(angle)));
    }

    /// <summary>
    /// Longitude (x) and latitude (y) in degrees of a point of the projection, the way back of <see cref="Project(double, double)"/>.
    /// </summary>
    /// <param name="east">Metres east.</param>
    /// <param name="north">Metres north.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the point is the pole of the cone.</exception>
    public static (double X, double Y) Unproject(double east, double north)
    {
        var radius = double.Hypot(east - OriginX, north - OriginY);
        if (!double.IsFinite(radius) || radius == 0)
            throw new ArgumentOutOfRangeException(nameof(east), "A finite point of the plane is needed.");
        var isometric = -Math.Log(radius / C) / N;
        var phi = (2 * Math.Atan(Math.Exp(isometric))) - (Math.PI / 2);
        // The latitude stands on both sides of its formula; each turn divides the error by about 300.
        for (var turn = 0; turn < 8; turn++)
        {
            var sin = Eccentricity * Math.Sin(phi);
            phi = (2 * Math.Atan(Math.Pow((1 + sin) / (1 - sin), Eccentricity / 2) * Math.Exp(isometric))) - (Math.PI / 2);
        }
        var longitude = Meridian + (Math.Atan2(east - OriginX, OriginY - north) / N);
        return (longitude * 180.0 / Math.PI, phi * 180.0 / Math.PI);
    }
}
