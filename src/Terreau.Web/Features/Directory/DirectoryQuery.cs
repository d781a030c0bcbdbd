using System.Globalization;
using System.Text;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Directory;

/// <summary>
/// What was asked of the directory: the one object behind the page, the API, the exports and the map
/// tiles, so that all of them speak of the same actors.
/// </summary>
internal sealed record DirectoryQuery
{
    public const int PageSize = 20;

    public string Words { get; init; } = "";

    /// <summary>By facet of <see cref="ActorSchema"/>, the values chosen; no facet has an empty list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Selected { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The order asked for; null leaves it to <see cref="Sort"/>.</summary>
    public SearchSort? Asked { get; init; }

    /// <summary>The commune to count distances from, by its INSEE code.</summary>
    public string? Origin { get; init; }

    /// <summary>The exact point to count distances from; goes before <see cref="Origin"/>.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>Only what lies within this many kilometres of the place.</summary>
    public int? RadiusKm { get; init; }

    /// <summary>Only what lies in this part of the map.</summary>
    public GeoBox? Area { get; init; }

    public int Page { get; init; } = 1;
    public int Limit { get; init; } = PageSize;

    public bool HasPlace => Point is not null || Origin is not null;

    /// <summary>Who says where they are wants the nearest first, unless they ask otherwise.</summary>
    public SearchSort Sort => Asked ?? (HasPlace ? SearchSort.Distance : SearchSort.Relevance);

    /// <summary>What the map shows at first: the zone asked for, or the territory.</summary>
    public string MapBounds => Area is { } area
        ? string.Create(CultureInfo.InvariantCulture, $"{area.West},{area.South},{area.East},{area.North}")
        : "2.365,48.845,2.52,48.935";

    public bool IsEverything => Words.Length == 0 && Selected.Count == 0 && RadiusKm is null && Area is null;

    public IReadOnlyList<string> ValuesOf(string facet) => Selected.TryGetValue(facet, out var values) ? values : [];

    public DirectoryQuery Without(string facet, string value) => With(facet, [.. ValuesOf(facet).Where(chosen => chosen != value)]);

    private DirectoryQuery With(string facet, IReadOnlyList<string> values)
    {
        var selected = new Dictionary<string, IReadOnlyList<string>>(Selected, StringComparer.Ordinal);
        if (values.Count == 0) selected.Remove(facet);
        else selected[facet] = values;
        return this with { Selected = selected, Page = 1 };
    }

    /// <summary>Where the place is; null without one, or where the commune has no known middle.</summary>
    public GeoPoint? PlaceIn(Atlas atlas)
        => Point ?? (Origin is not null && atlas.Zones.TryGetValue("COMMUNE:" + Origin, out var zone) && zone is { Latitude: { } latitude, Longitude: { } longitude }
            ? new GeoPoint(latitude, longitude)
            : null);

    public SearchQuery ToSearch(Atlas atlas, DateOnly day)
    {
        var place = PlaceIn(atlas);
        return new SearchQuery
        {
            Text = Words.Length == 0 ? null : Words,
            Selected = Selected,
            Box = Area,
            Within = place is { } centre && RadiusKm is { } km ? new GeoCircle(centre, km) : null,
            Near = place,
            Sort = Sort,
            Skip = (Page - 1) * Limit,
            Take = Limit,
            Day = day,
        };
    }

    /// <summary>The same query as an address: what is usual is left out, so that equal queries have one address.</summary>
    public string Address(string path)
    {
        var pairs = Pairs();
        if (pairs.Count == 0) return path;
        var address = new StringBuilder(path, 128);
        var joint = '?';
        foreach (var (name, value) in pairs)
        {
            address.Append(joint).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            joint = '&';
        }
        return address.ToString();
    }

    /// <summary>Its parameters in a fixed order.</summary>
    public IReadOnlyList<(string Name, string Value)> Pairs()
    {
        var pairs = new List<(string, string)>();
        if (Words.Length > 0) pairs.Add((DirectoryParameters.Words, Words));
        foreach (var facet in DirectoryFacets.All)
        {
            var values = ValuesOf(facet.Name);
            IEnumerable<string> sorted = values.Count < 2 ? values : values.Order(StringComparer.Ordinal);
            foreach (var value in sorted) pairs.Add((facet.Name, value));
        }
        if (Origin is not null) pairs.Add((DirectoryParameters.Origin, Origin));
        if (Point is { } point)
        {
            pairs.Add((DirectoryParameters.Latitude, Degrees(point.Latitude)));
            pairs.Add((DirectoryParameters.Longitude, Degrees(point.Longitude)));
        }
        if (RadiusKm is { } km) pairs.Add((DirectoryParameters.Radius, km.ToString(CultureInfo.InvariantCulture)));
        if (Area is { } area) pairs.Add((DirectoryParameters.Area, string.Join(',', new[] { area.West, area.South, area.East, area.North }.Select(Degrees))));
        if (Asked is { } sort) pairs.Add((DirectoryParameters.Sort, DirectoryParameters.SortCode(sort)));
        if (Limit != PageSize) pairs.Add((DirectoryParameters.Limit, Limit.ToString(CultureInfo.InvariantCulture)));
        if (Page > 1) pairs.Add((DirectoryParameters.Page, Page.ToString(CultureInfo.InvariantCulture)));
        return pairs;
    }

    private static string Degrees(double value) => Math.Round(value, 6).ToString(CultureInfo.InvariantCulture);
}
