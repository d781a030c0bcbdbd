using System.Globalization;
using System.Text;
using Terreau.Engine.Geography;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Search;

namespace Terreau.Web.Listing;

/// <summary>
/// An address read as a query of a list. Whatever the address holds, there is a query: what could not be
/// understood is left out and told, what is not ours is ignored.
/// </summary>
internal sealed class ListReading
{
    // A page that lists a thousand faults helps nobody.
    private const int MostFaults = 10;

    private readonly IQueryCollection address;
    private readonly ListDefinition list;
    private readonly List<QueryFault> faults = [];

    private ListReading(IQueryCollection address, ListDefinition list, Atlas atlas)
    {
        (this.address, this.list, Atlas) = (address, list, atlas);
        var (point, origin) = list.TakesPlace ? (Point(), Origin()) : default;
        var hasPlace = point is not null || origin is not null;
        Query = new ListQuery(list)
        {
            Words = Words(),
            Selected = Selected(),
            Point = point,
            Origin = point is null ? origin : null,
            RadiusKm = list.TakesPlace ? Radius(hasPlace) : null,
            Area = list.TakesPlace ? Area() : null,
            Amount = list.Amount is null ? null : Amount(),
            Asked = Sort(hasPlace),
            Page = Number(ListNames.Page, 1, ListNames.LastPage, "La page") ?? 1,
            Limit = Number(ListNames.Limit, 1, ListNames.MostLimit, "Le nombre de résultats par page") ?? ListQuery.PageSize,
        };
    }

    public Atlas Atlas { get; }
    public ListQuery Query { get; }
    public IReadOnlyList<QueryFault> Faults => faults;

    public static ListReading Of(IQueryCollection address, ListDefinition list, Atlas atlas) => new(address, list, atlas);

    private string? First(string name)
    {
        if (!address.TryGetValue(name, out var values)) return null;
        var text = values.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private string Words()
    {
        if (First(ListNames.Words) is not { } typed) return "";
        var words = Readable(typed);
        if (words.Length <= ListNames.LongestWords) return words;
        Fault(ListNames.Words, $"Votre recherche dépasse {ListNames.LongestWords} caractères : la fin a été laissée de côté.");
        return words[..(char.IsHighSurrogate(words[ListNames.LongestWords - 1]) ? ListNames.LongestWords - 1 : ListNames.LongestWords)];
    }

    private Dictionary<string, IReadOnlyList<string>> Selected()
    {
        var selected = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var facet in list.Facets)
        {
            if (!address.TryGetValue(facet.Name, out var asked)) continue;
            var values = new List<string>();
            var typed = asked.OfType<string>().Select(value => value.Trim()).Where(value => value.Length > 0);
            foreach (var value in typed.Distinct(StringComparer.Ordinal))
            {
                if (facet.Known(value, Atlas) is { } known) values.Add(known);
                else if (faults.Count < MostFaults)
                    Fault(facet.Name, $"« {Short(value)} » n’est pas une valeur connue du critère « {facet.Legend} ».");
            }
            if (values.Count > ListNames.MostValues)
            {
                Fault(facet.Name, $"Le critère « {facet.Legend} » accepte {ListNames.MostValues} valeurs au plus.");
                values.RemoveRange(ListNames.MostValues, values.Count - ListNames.MostValues);
            }
            if (values.Count > 0) selected[facet.Name] = values;
        }
        return selected;
    }

    private GeoPoint? Point()
    {
        var (latitude, longitude) = (First(ListNames.Latitude), First(ListNames.Longitude));
        if (latitude is null && longitude is null) return null;
        if (latitude is null || longitude is null)
        {
            Fault(latitude is null ? ListNames.Latitude : ListNames.Longitude, "Un point demande une latitude et une longitude.");
            return null;
        }
        if (Degrees(latitude) is not { } lat || Degrees(longitude) is not { } lon)
        {
            Fault(Degrees(latitude) is null ? ListNames.Latitude : ListNames.Longitude,
                "La latitude et la longitude s’écrivent en degrés, par exemple 48.88 et 2.43.");
            return null;
        }
        switch (PositionCheck.Of(lat, lon))
        {
            case PositionVerdict.Sound: return new GeoPoint(lat, lon);
            case PositionVerdict.Swapped: Fault(ListNames.Latitude, "La latitude et la longitude semblent inversées."); break;
            default: Fault(ListNames.Latitude, "Ce point est hors de France."); break;
        }
        return null;
    }

    private string? Origin()
    {
        if (First(ListNames.Origin) is not { } asked) return null;
        if (Atlas.Communes.Any(commune => commune.Local == asked)) return asked;
        Fault(ListNames.Origin, $"« {Short(asked)} » n’est pas le code d’une commune du territoire.");
        return null;
    }

    private int? Radius(bool hasPlace)
    {
        var km = Number(ListNames.Radius, 1, ListNames.WidestKm, "La distance");
        if (km is null || hasPlace) return km;
        Fault(ListNames.Radius, "Pour limiter la distance, choisissez une commune de départ.");
        return null;
    }

    private GeoBox? Area()
    {
        if (First(ListNames.Area) is not { } asked) return null;
        var sides = asked.Split(',').Select(Degrees).ToList();
        if (sides is [>= -180 and { } west, >= -90 and { } south, <= 180 and { } east, <= 90 and { } north] && south < north && west < east)
            return new GeoBox(south, west, north, east);
        Fault(ListNames.Area, "La zone de la carte s’écrit ouest,sud,est,nord, en degrés.");
        return null;
    }

    private int? Amount()
    {
        if (First(ListNames.Amount) is not { } asked) return null;
        if (French.TryParseMoney(asked, out var cents) && cents is >= 100 and <= 100_000_000_000L) return (int)((cents + 99) / 100);
        Fault(ListNames.Amount, $"Le montant « {Short(asked)} » n’a pas été compris. Écrivez par exemple : 30 000.");
        return null;
    }

    private ListSort? Sort(bool hasPlace)
    {
        if (First(ListNames.Sort) is not { } asked) return null;
        if (list.SortOf(asked) is not { } sort) Fault(ListNames.Sort, $"« {Short(asked)} » n’est pas un ordre connu.");
        else if (sort.Search != SearchSort.Distance || hasPlace) return sort;
        else Fault(ListNames.Sort, "Pour trier par distance, choisissez une commune de départ.");
        return null;
    }

    private int? Number(string name, int least, int most, string what)
    {
        if (First(name) is not { } asked) return null;
        if (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Fault(name, $"{what} est un nombre entier entre {least} et {most}.");
        return null;
    }

    private static double? Degrees(string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var isRead = double.TryParse(text.Trim().Replace(',', '.'), style, CultureInfo.InvariantCulture, out var value);
        return isRead && double.IsFinite(value) ? value : null;
    }

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
