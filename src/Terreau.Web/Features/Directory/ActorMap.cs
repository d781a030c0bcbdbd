using System.Globalization;
using Terreau.Web.Listing;
using Terreau.Web.Search;
using Terreau.Web.Ui.Islands;

namespace Terreau.Web.Features.Directory;

/// <summary>What the map beside a list of actors shows at first.</summary>
internal static class ActorMap
{
    private const string Territory = "2.365,48.845,2.52,48.935";

    /// <summary>The part of the map that was asked for, or the territory.</summary>
    public static string Bounds(ListQuery query)
        => query.Area is { } area
            ? string.Create(CultureInfo.InvariantCulture, $"{area.West},{area.South},{area.East},{area.North}")
            : Territory;

    /// <summary>A chosen district without an outline stands on the map as the named point that it is.</summary>
    public static MapPoint[] NamedDistricts(ListResults results) => [.. results.Query.ValuesOf(ActorSchema.Qpv)
        .Select(code => results.Atlas.Zones[code])
        .Where(zone => zone.Outline is null && zone is { Latitude: not null, Longitude: not null })
        .Select(zone => new MapPoint(
            zone.Latitude!.Value, zone.Longitude!.Value, $"{zone.Name}, quartier sans contour publié", MapShape.District.Code))];
}
