namespace Terreau.Engine.Duplicates.Holding;

/// <summary>How far the places of two packed records agree.</summary>
internal static class SheetPlaces
{
    public const int SpotMetres = 100;
    public const int NearMetres = 500;
    private const int FarMetres = 5_000;

    // Metres in a millionth of a degree of latitude, mean radius 6,371,008.8 m.
    internal const double MetresPerStep = 0.11119508;

    public static PlaceAgreement Of(SheetStore firsts, int first, SheetStore seconds, int second, out int? metres)
    {
        ref readonly var a = ref firsts[first];
        ref readonly var b = ref seconds[second];
        metres = a.HasPoint && b.HasPoint ? Metres(a.Latitude, a.Longitude, b.Latitude, b.Longitude) : null;
        if (metres <= SpotMetres) return PlaceAgreement.SameSpot;
        var isOneTown = a.HasCommune && b.HasCommune
            ? SharesCommune(firsts, first, seconds, second)
            : a.Postcode >= 0 && a.Postcode == b.Postcode;
        if (isOneTown && a.Street != 0 && a.Street == b.Street) return PlaceAgreement.SameSpot;
        if (metres <= NearMetres) return PlaceAgreement.Near;
        if (isOneTown) return PlaceAgreement.SameTown;
        return (a.HasCommune && b.HasCommune) || metres > FarMetres ? PlaceAgreement.Elsewhere : PlaceAgreement.Unknown;
    }

    /// <summary>Whole metres on the plane that touches the Earth between the two: within 1 % below 100 km.</summary>
    internal static int Metres(int latitudeA, int longitudeA, int latitudeB, int longitudeB)
    {
        var middle = ((double)latitudeA + latitudeB) / 2e6 * Math.PI / 180;
        var north = (double)latitudeA - latitudeB;
        var east = ((double)longitudeA - longitudeB) * Math.Cos(middle);
        return (int)Math.Round(Math.Sqrt((north * north) + (east * east)) * MetresPerStep);
    }

    private static bool SharesCommune(SheetStore firsts, int first, SheetStore seconds, int second)
    {
        ref readonly var a = ref firsts[first];
        ref readonly var b = ref seconds[second];
        if (a.Commune == b.Commune) return true;
        if (!a.HasMoreCommunes && !b.HasMoreCommunes) return false;
        var others = seconds.OtherCommunes(second);
        if (others.Contains(a.Commune)) return true;
        foreach (var commune in firsts.OtherCommunes(first))
            if (commune == b.Commune || others.Contains(commune)) return true;
        return false;
    }
}
