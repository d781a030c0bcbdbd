namespace Terreau.Engine.Geography;

/// <summary>What is wrong with a position, if anything.</summary>
public enum PositionVerdict
{
    /// <summary>In France.</summary>
    Sound,

    /// <summary>Latitude and longitude are exchanged: the other way round it would be in France.</summary>
    Swapped,

    /// <summary>A place on Earth, outside France.</summary>
    OutsideFrance,

    /// <summary>Not a place on Earth, not a number, or the zero-zero point of an empty field.</summary>
    NotAPlace,
}

/// <summary>Checks a latitude and a longitude as people give them, before anything is computed from them.</summary>
/// <remarks>France is taken as boxes around the metropolis and each overseas territory, a little wide: a check against mistakes, not a
/// border.</remarks>
public static class PositionCheck
{
    // South, north, west, east: metropolis and Corsica; Antilles; Guiana; Réunion; Mayotte; Saint-Pierre; Polynesia; Caledonia; Wallis.
    private static readonly (double South, double North, double West, double East)[] Boxes =
    [
        (41.2, 51.2, -5.3, 9.7), (14.3, 18.2, -63.2, -60.7), (2.0, 5.9, -54.7, -51.5), (-21.5, -20.8, 55.1, 55.9),
        (-13.1, -12.5, 44.9, 45.4), (46.7, 47.2, -56.5, -56.0), (-28.0, -7.8, -155.0, -134.0), (-22.9, -17.8, 158.0, 172.2),
        (-14.5, -13.1, -178.3, -176.0),
    ];

    /// <summary>The verdict on a position in degrees.</summary>
    public static PositionVerdict Of(double latitude, double longitude)
    {
        if (!double.IsFinite(latitude) || !double.IsFinite(longitude) || (latitude == 0 && longitude == 0)
            || Math.Abs(latitude) > 180 || Math.Abs(longitude) > 180)
            return PositionVerdict.NotAPlace;
        if (InFrance(latitude, longitude)) return PositionVerdict.Sound;
        if (InFrance(longitude, latitude)) return PositionVerdict.Swapped;
        return Math.Abs(latitude) <= 90 ? PositionVerdict.OutsideFrance : PositionVerdict.NotAPlace;
    }

    private static bool InFrance(double latitude, double longitude)
        => Boxes.Any(box => latitude >= box.South && latitude <= box.North && longitude >= box.West && longitude <= box.East);
}
