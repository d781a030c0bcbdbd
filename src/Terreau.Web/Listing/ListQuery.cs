using System.Globalization;
using System.Text;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;

namespace Terreau.Web.Listing;

/// <summary>
/// What was asked of a list: the one object behind the page, the API, the files and the map tiles, so that
/// all of them speak of the same things.
/// </summary>
internal sealed record ListQuery(ListDefinition List)
{
    public const int PageSize = 20;

    public string Words { get; init; } = "";

    /// <summary>By facet, the values chosen, known ones only; no facet has an empty list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Selected { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The order asked for; null leaves it to <see cref="Sort"/>.</summary>
    public ListSort? Asked { get; init; }

    /// <summary>The commune to count distances from, by its INSEE code.</summary>
    public string? Origin { get; init; }

    /// <summary>The exact point to count distances from; goes before <see cref="Origin"/>.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>Only what lies within this many kilometres of the place.</summary>
    public int? RadiusKm { get; init; }

    /// <summary>Only what lies in this part of the map.</summary>
    public GeoBox? Area { get; init; }

    /// <summary>The amount sought, in whole euros.</summary>
    public int? Amount { get; init; }

    public int Page { get; init; } = 1;
    public int Limit { get; init; } = PageSize;

    public bool HasPlace => Point is not null || Origin is not null;

    /// <summary>Who says where they are wants the nearest first, unless they ask otherwise.</summary>
    public ListSort Sort => Asked ?? List.Sorts.FirstOrDefault(sort => HasPlace && sort.Search == SearchSort.Distance) ?? List.Sorts[0];

    /// <summary>True when nothing narrows the list.</summary>
    public bool IsEverything => Words.Length == 0 && Selected.Count == 0 && RadiusKm is null && Area is null && Amount is null;

    public IReadOnlyList<string> ValuesOf(string facet) => Selected.TryGetValue(facet, out var values) ? values : [];

    public ListQuery Without(string facet, string value) => With(facet, [.. ValuesOf(facet).Where(chosen => chosen != value)]);

    /// <summary>The same without any value of these facets.</summary>
    public ListQuery Without(params IEnumerable<string> facets) => facets.Aggregate(this, (query, facet) => query.With(facet, []));

    private ListQuery With(string facet, IReadOnlyList<string> values)
    {
        var selected = new Dictionary<string, IReadOnlyList<string>>(Selected, StringComparer.Ordinal);
        if (values.Count == 0) selected.Remove(facet);
        else selected[facet] = values;
        return this with { Selected = selected, Page = 1 };
    }

    /// <summary>Where the place is; null without one, or where the commune has no known middle.</summary>
    public GeoPoint? PlaceIn(Atlas atlas)
        => Point is null && Origin is not null
            && atlas.Zones.GetValueOrDefault("COMMUNE:" + Origin) is { Latitude: { } latitude, Longitude: { } longitude }
                ? new GeoPoint(latitude, longitude)
                : Point;

    public SearchQuery ToSearch(Atlas atlas, DateOnly day)
    {
        var place = PlaceIn(atlas);
        return new SearchQuery
        {
            Text = Words.Length == 0 ? null : Words,
            Selected = Meant(),
            Ranges = Amount is { } euros && List.Amount is { } amount
                ? [new(amount.Most, euros, null, KeepUnknown: true), new(amount.Least, null, euros, KeepUnknown: true)]
                : [],
            Box = Area,
            Within = place is { } centre && RadiusKm is { } km ? new GeoCircle(centre, km) : null,
            Near = place,
            Sort = Sort.Search,
            Skip = (Page - 1) * Limit,
            Take = Limit,
            Day = day,
        };
    }

    /// <summary>What was chosen, with what it means: things for everyone too, and the kind of thing that an amount is asked of.</summary>
    private Dictionary<string, IReadOnlyList<string>> Meant()
    {
        var chosen = new Dictionary<string, IReadOnlyList<string>>(Selected, StringComparer.Ordinal);
        foreach (var facet in List.Facets)
        {
            if (facet.Everyone is { } all && chosen.TryGetValue(facet.Name, out var values)) chosen[facet.Name] = [.. values, all];
        }
        if (Amount is not null && List.Amount is { } amount) chosen.TryAdd(amount.Facet, [amount.Value]);
        return chosen;
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

    /// <summary>The same words asked of another list.</summary>
    public string WordsAt(string path) => Words.Length == 0 ? path : $"{path}?{ListNames.Words}={Uri.EscapeDataString(Words)}";

    /// <summary>The page of another number.</summary>
    public string PageAddress(string path, int page) => (this with { Page = page }).Address(path);

    /// <summary>Its parameters in a fixed order.</summary>
    public IReadOnlyList<(string Name, string Value)> Pairs()
    {
        var pairs = new List<(string, string)>();
        if (Words.Length > 0) pairs.Add((ListNames.Words, Words));
        foreach (var facet in List.Facets)
        {
            var values = ValuesOf(facet.Name);
            IEnumerable<string> sorted = values.Count < 2 ? values : values.Order(StringComparer.Ordinal);
            foreach (var value in sorted) pairs.Add((facet.Name, value));
        }
        if (Origin is not null) pairs.Add((ListNames.Origin, Origin));
        if (Point is { } point)
        {
            pairs.Add((ListNames.Latitude, Degrees(point.Latitude)));
            pairs.Add((ListNames.Longitude, Degrees(point.Longitude)));
        }
        if (RadiusKm is { } km) pairs.Add((ListNames.Radius, Written(km)));
        if (Area is { } area)
            pairs.Add((ListNames.Area, $"{Degrees(area.West)},{Degrees(area.South)},{Degrees(area.East)},{Degrees(area.North)}"));
        if (Amount is { } euros) pairs.Add((ListNames.Amount, Written(euros)));
        if (Asked is { } sort) pairs.Add((ListNames.Sort, sort.Code));
        if (Limit != PageSize) pairs.Add((ListNames.Limit, Written(Limit)));
        if (Page > 1) pairs.Add((ListNames.Page, Written(Page)));
        return pairs;
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Degrees(double value) => Math.Round(value, 6).ToString(CultureInfo.InvariantCulture);
}
