namespace Terreau.Web.Domain.Geography;

/// <summary>
/// Whether a point given in degrees can be meant: rough frames around metropolitan France and each
/// overseas département, wide enough to hold the coast. A mistake is told, not corrected.
/// </summary>
internal static class FrenchGround
{
    private static readonly (double South, double West, double North, double East)[] Frames =
    [
        (41.2, -5.3, 51.2, 9.7),      // metropolitan France and Corsica
        (15.7, -61.9, 16.6, -60.9),   // Guadeloupe
        (14.3, -61.3, 15.0, -60.7),   // Martinique
        (2.0, -54.7, 5.9, -51.5),     // Guyane
        (-21.5, 55.1, -20.8, 55.9),   // La Réunion
        (-13.1, 44.9, -12.5, 45.4),   // Mayotte
    ];

    /// <param name="latitude">WGS84 degrees, as given.</param>
    /// <param name="longitude">WGS84 degrees, as given.</param>
    public static PointVerdict Judge(double latitude, double longitude)
        => Holds(latitude, longitude) ? PointVerdict.Inside
            : Holds(longitude, latitude) ? PointVerdict.Swapped
            : PointVerdict.Outside;

    private static bool Holds(double latitude, double longitude)
        => Array.Exists(Frames, frame => latitude >= frame.South && latitude <= frame.North && longitude >= frame.West && longitude <= frame.East);
}

internal enum PointVerdict { Inside, Swapped, Outside }
