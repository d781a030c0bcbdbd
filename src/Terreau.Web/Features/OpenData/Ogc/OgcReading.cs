using System.Globalization;
using NetTopologySuite.Geometries;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Hosting.Api;

namespace Terreau.Web.Features.OpenData.Ogc;

/// <summary>
/// An address read by the rules of the standard: a parameter that is not ours or cannot be read is a
/// refusal, never a silent answer to another question.
/// </summary>
internal sealed class OgcReading
{
    public const string Limit = "limit";
    public const string Offset = "offset";
    public const string Box = "bbox";
    public const string Time = "datetime";
    public const string Format = "f";

    public const int MostLimit = 10_000;
    private const int DefaultLimit = 10;

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private readonly IQueryCollection address;
    private readonly List<QueryFault> faults = [];

    private OgcReading(IQueryCollection address, bool isList)
    {
        this.address = address;
        string[] known = isList ? [Format, Limit, Offset, Box, Time] : [Format];
        foreach (var name in address.Keys)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
                Fault(name, $"Ce paramètre n’existe pas ici. Les paramètres sont : {string.Join(", ", known)}.");
            else if (address[name].Count > 1) Fault(name, "Ce paramètre ne se répète pas.");
        }
        if (One(Format) is not (null or "json")) Fault(Format, "La seule forme est json.");
        if (!isList || faults.Count > 0) return;
        Query = new FeatureQuery
        {
            // Above the most, the standard asks for the most rather than a refusal.
            Limit = Math.Min(Number(Limit, 1) ?? DefaultLimit, MostLimit),
            Offset = Number(Offset, 0) ?? 0,
            Boxes = Boxes(),
            Within = Days(),
        };
    }

    public FeatureQuery Query { get; } = new();
    public IReadOnlyList<QueryFault> Faults => faults;

    public static OgcReading OfDocument(IQueryCollection address) => new(address, isList: false);

    public static OgcReading OfList(IQueryCollection address) => new(address, isList: true);

    /// <summary>The same list from another place.</summary>
    public string Address(string path, int offset)
    {
        var pairs = address.Where(pair => pair.Key != Offset).Select(pair => (Name: pair.Key, Value: pair.Value.ToString())).ToList();
        if (offset > 0) pairs.Add((Offset, offset.ToString(CultureInfo.InvariantCulture)));
        return pairs.Count == 0 ? path
            : $"{path}?{string.Join('&', pairs.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"))}";
    }

    private string? One(string name) => address.TryGetValue(name, out var values) ? values.ToString() : null;

    private int? Number(string name, int least)
    {
        if (One(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least) return number;
        Fault(name, $"Un nombre entier d’au moins {least} est attendu.");
        return null;
    }

    private List<Envelope>? Boxes()
    {
        if (One(Box) is not { } text) return null;
        var numbers = new List<double>();
        foreach (var part in text.Split(','))
        {
            if (double.TryParse(part, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)) numbers.Add(number);
        }
        // Six numbers give heights too: everything here lies on the ground, at no height that is known.
        double[]? sides = (text.Split(',').Length, numbers) switch
        {
            (4, [var w, var s, var e, var n]) => [w, s, e, n],
            (6, [var w, var s, _, var e, var n, _]) => [w, s, e, n],
            _ => null,
        };
        if (sides is not [var west, var south, var east, var north]
            || Math.Abs(west) > 180 || Math.Abs(east) > 180 || Math.Abs(south) > 90 || Math.Abs(north) > 90 || south > north)
        {
            Fault(Box, "Quatre ou six nombres en degrés sont attendus : ouest,sud,est,nord.");
            return null;
        }
        return west <= east ? [new Envelope(west, east, south, north)]
            : [new Envelope(west, 180, south, north), new Envelope(-180, east, south, north)];
    }

    private Days? Days()
    {
        if (One(Time) is not { } text) return null;
        var parts = text.Split('/');
        if (parts is [var single] && Day(single) is { } day) return new Days(day, day);
        if (parts is [var first, var last])
        {
            var (from, to) = (Day(first), Day(last));
            var isRead = (from is not null || IsOpen(first)) && (to is not null || IsOpen(last)) && (from is not null || to is not null);
            if (isRead && !(from > to)) return new Days(from, to);
        }
        Fault(Time, "Un instant (2026-11-23T09:00:00Z) ou un intervalle (2026-01-01T00:00:00Z/..) est attendu.");
        return null;
    }

    private static bool IsOpen(string bound) => bound is "" or "..";

    /// <summary>The day of an instant, in the time of Paris; a day alone is taken as it is.</summary>
    private static DateOnly? Day(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        // An instant without its offset is no instant.
        return text.Length > 19
            && DateTimeOffset.TryParseExact(text.ToUpperInvariant(), Instants, CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var instant)
            && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
            ? ParisTime.DayOf(instant.UtcDateTime) : null;
    }

    private void Fault(string parameter, string sentence) => faults.Add(new(parameter, sentence));
}
