using System.Globalization;
using System.Text;
using Terreau.Engine.Geography;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Directory;

/// <summary>
/// An address read as a query. Whatever the address holds, there is a query: what could not be
/// understood is left out and told, what is not ours is ignored.
/// </summary>
internal sealed class DirectoryReading
{
    // A page that lists a thousand faults helps nobody.
    private const int MostFaults = 10;

    private readonly IQueryCollection address;
    private readonly Atlas atlas;
    private readonly List<QueryFault> faults = [];

    private DirectoryReading(IQueryCollection address, Atlas atlas)
    {
        this.address = address;
        this.atlas = atlas;
        var (point, origin) = (Point(), Origin());
        var hasPlace = point is not null || origin is not null;
        Query = new DirectoryQuery
        {
            Words = Words(),
            Selected = Selected(),
            Point = point,
            Origin = point is null ? origin : null,
            RadiusKm = Radius(hasPlace),
            Area = Area(),
            Asked = Sort(hasPlace),
            Page = Number(DirectoryParameters.Page, 1, DirectoryParameters.LastPage, "La page") ?? 1,
            Limit = Number(DirectoryParameters.Limit, 1, DirectoryParameters.MostLimit, "Le nombre de résultats par page") ?? DirectoryQuery.PageSize,
        };
    }

    public DirectoryQuery Query { get; }
    public IReadOnlyList<QueryFault> Faults => faults;

    public static DirectoryReading Of(IQueryCollection address, Atlas atlas) => new(address, atlas);

    private string? First(string name)
    {
        if (!address.TryGetValue(name, out var values)) return null;
        var text = values.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private string Words()
    {
        if (First(DirectoryParameters.Words) is not { } typed) return "";
        var words = Readable(typed);
        if (words.Length <= DirectoryParameters.LongestWords) return words;
        Fault(DirectoryParameters.Words, $"Votre recherche dépasse {DirectoryParameters.LongestWords} caractères : la fin a été laissée de côté.");
        var cut = char.IsHighSurrogate(words[DirectoryParameters.LongestWords - 1]) ? DirectoryParameters.LongestWords - 1 : DirectoryParameters.LongestWords;
        return words[..cut];
    }

    private Dictionary<string, IReadOnlyList<string>> Selected()
    {
        var selected = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var facet in DirectoryFacets.All)
        {
            if (!address.TryGetValue(facet.Name, out var asked)) continue;
            var values = new List<string>();
            foreach (var value in asked.OfType<string>().Select(value => value.Trim()).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal))
            {
                if (facet.Known(value, atlas) is { } known) values.Add(known);
                else if (faults.Count < MostFaults) Fault(facet.Name, $"« {Short(value)} » n’est pas une valeur connue du critère « {facet.Legend} ».");
            }
            if (values.Count > DirectoryParameters.MostValues)
            {
                Fault(facet.Name, $"Le critère « {facet.Legend} » accepte {DirectoryParameters.MostValues} valeurs au plus.");
                values.RemoveRange(DirectoryParameters.MostValues, values.Count - DirectoryParameters.MostValues);
            }
            if (values.Count > 0) selected[facet.Name] = values;
        }
        return selected;
    }

    private GeoPoint? Point()
    {
        var (latitude, longitude) = (First(DirectoryParameters.Latitude), First(DirectoryParameters.Longitude));
        if (latitude is null && longitude is null) return null;
        if (latitude is null || longitude is null)
        {
            Fault(latitude is null ? DirectoryParameters.Latitude : DirectoryParameters.Longitude, "Un point demande une latitude et une longitude.");
            return null;
        }
        if (Degrees(latitude) is not { } lat || Degrees(longitude) is not { } lon)
        {
            Fault(Degrees(latitude) is null ? DirectoryParameters.Latitude : DirectoryParameters.Longitude,
                "La latitude et la longitude s’écrivent en degrés, par exemple 48.88 et 2.43.");
            return null;
        }
        switch (PositionCheck.Of(lat, lon))
        {
            case PositionVerdict.Sound: return new GeoPoint(lat, lon);
            case PositionVerdict.Swapped: Fault(DirectoryParameters.Latitude, "La latitude et la longitude semblent inversées."); break;
            default: Fault(DirectoryParameters.Latitude, "Ce point est hors de France."); break;
        }
        return null;
    }

    private string? Origin()
    {
        if (First(DirectoryParameters.Origin) is not { } asked) return null;
        if (atlas.Communes.Any(commune => commune.Local == asked)) return asked;
        Fault(DirectoryParameters.Origin, $"« {Short(asked)} » n’est pas le code d’une commune du territoire.");
        return null;
    }

    private int? Radius(bool hasPlace)
    {
        var km = Number(DirectoryParameters.Radius, 1, DirectoryParameters.WidestKm, "La distance");
        if (km is null || hasPlace) return km;
        Fault(DirectoryParameters.Radius, "Pour limiter la distance, choisissez une commune de départ.");
        return null;
    }

    private GeoBox? Area()
    {
        if (First(DirectoryParameters.Area) is not { } asked) return null;
        var sides = asked.Split(',').Select(Degrees).ToList();
        if (sides is [{ } west, { } south, { } east, { } north]
            && Math.Abs(west) <= 180 && Math.Abs(east) <= 180 && Math.Abs(south) <= 90 && Math.Abs(north) <= 90 && south < north && west < east)
        {
            return new GeoBox(south, west, north, east);
        }
        Fault(DirectoryParameters.Area, "La zone de la carte s’écrit ouest,sud,est,nord, en degrés.");
        return null;
    }

    private SearchSort? Sort(bool hasPlace)
    {
        if (First(DirectoryParameters.Sort) is not { } asked) return null;
        foreach (var (code, sort, _) in DirectoryParameters.Sorts)
        {
            if (code != asked) continue;
            if (sort != SearchSort.Distance || hasPlace) return sort;
            Fault(DirectoryParameters.Sort, "Pour trier par distance, choisissez une commune de départ.");
            return null;
        }
        Fault(DirectoryParameters.Sort, $"« {Short(asked)} » n’est pas un ordre connu.");
        return null;
    }

    private int? Number(string name, int least, int most, string what)
    {
        if (First(name) is not { } asked) return null;
        if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(name, $"{what} est un nombre entier entre {least} et {most}.");
        return null;
    }

    private static double? Degrees(string text)
        => double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? value : null;

    /// <summary>The text with controls as spaces and broken characters replaced, so that it can be shown and searched.</summary>
    private static string Readable(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) builder.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return builder.ToString().Trim();
    }

    private static string Short(string value)
    {
        var text = Readable(value);
        return text.Length <= 40 ? text : text[..(char.IsHighSurrogate(text[38]) ? 38 : 39)] + "…";
    }

    private void Fault(string parameter, string sentence) => faults.Add(new QueryFault(parameter, sentence));
}
