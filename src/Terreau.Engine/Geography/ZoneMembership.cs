using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Terreau.Engine.Geography;

/// <summary>Where an address stands in relation to a zone.</summary>
public enum Membership
{
    /// <summary>DANS: inside, or on the boundary, beyond doubt.</summary>
    Inside,

    /// <summary>HORS: outside, beyond doubt.</summary>
    Outside,

    /// <summary>A_CONFIRMER: the boundary is nearer than the uncertainty of the position.</summary>
    ToConfirm,
}

/// <summary>How a position was found: it bounds how far it may be from the truth.</summary>
public enum GeocodePrecision
{
    /// <summary>The house number: 15 metres.</summary>
    HouseNumber,

    /// <summary>The street: 100 metres.</summary>
    Street,

    /// <summary>The commune only, or not known: not a point at all.</summary>
    CommuneOrUnknown,
}

/// <summary>
/// Whether a point is in a zone, with the uncertainty of the point: d = distance to the boundary; d &lt; ε gives
/// A_CONFIRMER, else "covers" gives DANS (the boundary belongs to the zone), else HORS.
/// </summary>
/// <remarks>Distances are metres: zone and point are in Lambert-93. Immutable; the prepared zone may be shared between threads.</remarks>
public sealed class ZoneMembership
{
    private readonly IPreparedGeometry prepared;
    private readonly Geometry boundary;

    /// <summary>A zone given in Lambert-93 metres; polygons with holes and several parts are accepted.</summary>
    /// <exception cref="ArgumentException">The zone is empty or not made of polygons.</exception>
    public ZoneMembership(Geometry zone)
    {
        if (zone is not IPolygonal || zone.IsEmpty) throw new ArgumentException("A zone is made of polygons.", nameof(zone));
        prepared = PreparedGeometryFactory.Prepare(zone);
        boundary = zone.Boundary;
    }

    /// <summary>A zone given in degrees (x = longitude, y = latitude).</summary>
    public static ZoneMembership FromDegrees(Geometry zone) => new(Lambert93.Project(zone));

    /// <summary>
    /// The uncertainty of a position in metres: 15 for a house number, 100 for a street; null for a commune, which is
    /// no point: a geocoder always answers something, often the town hall.
    /// </summary>
    public static double? MetresOf(GeocodePrecision precision) => precision switch
    {
        GeocodePrecision.HouseNumber => 15.0,
        GeocodePrecision.Street => 100.0,
        _ => null,
    };

    /// <summary>Answers for a point in Lambert-93 metres and an uncertainty in metres (0 = exact).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The uncertainty is negative or not a number.</exception>
    public Membership Of(Coordinate point, double epsilon)
    {
        if (!(epsilon >= 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), "The uncertainty is zero or more metres.");
        var place = boundary.Factory.CreatePoint(point);
        if (boundary.Distance(place) < epsilon) return Membership.ToConfirm;
        return prepared.Covers(place) ? Membership.Inside : Membership.Outside;
    }

    /// <summary>Answers for a position in degrees and the way it was found. A commune-level position is always A_CONFIRMER.</summary>
    public Membership Of(double longitude, double latitude, GeocodePrecision precision)
        => MetresOf(precision) is { } metres ? Of(Lambert93.Project(longitude, latitude), metres) : Membership.ToConfirm;
}
