using System.Text.Json;
using NetTopologySuite.Geometries;
using Terreau.Web.Domain;

namespace Terreau.Web.Exports.OgcFeatures;

/// <summary>What the territory publishes as features on a map; each area that has some offers one.</summary>
internal interface IFeatureCollection
{
    /// <summary>Its part of the address: "acteurs".</summary>
    string Id { get; }

    string Title { get; }
    string Description { get; }

    /// <summary>The day something of it last changed; null where nothing was ever written.</summary>
    Task<DateOnly?> UpdatedOnAsync(CancellationToken cancel);

    /// <summary>What it covers, in degrees; null where that is not known, since a client would leave out what lies outside.</summary>
    Task<Envelope?> ExtentAsync(CancellationToken cancel);

    Task<FeatureSelection> SelectAsync(FeatureQuery query, CancellationToken cancel);

    /// <summary>One of them by its identity; null when there is none, or none for everyone.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="origin">What addresses in the answer begin with.</param>
    Task<Feature?> FindAsync(string id, string origin, CancellationToken cancel);
}

/// <summary>What is asked of a collection, read and checked.</summary>
internal sealed record FeatureQuery
{
    /// <summary>What addresses in the answer begin with.</summary>
    public string Origin { get; init; } = "";

    public int Limit { get; init; } = 10;
    public int Offset { get; init; }

    /// <summary>Only what meets this box, in degrees; two halves when it crosses the meridian of 180°; null = everywhere.</summary>
    public IReadOnlyList<Envelope>? Boxes { get; init; }

    /// <summary>Only what was brought up to date within these days, bounds included; null = whenever.</summary>
    public Days? Within { get; init; }

    /// <summary>True when a geometry meets the box; what has none meets no box.</summary>
    public bool Meets(Geometry? geometry)
        => Boxes is null || (geometry is not null
            && Boxes.Any(box => geometry.EnvelopeInternal.Intersects(box) && geometry.Intersects(geometry.Factory.ToGeometry(box))));

    /// <summary>True when a date, as much of it as is known, meets the days.</summary>
    public bool Meets(PartialDate updated) => Within is not { } days || days.Meets(new Days(updated.FirstDay, updated.LastDay));
}

/// <summary>From a day to another, both included; null where it has no such bound.</summary>
internal readonly record struct Days(DateOnly? From, DateOnly? To)
{
    public bool Meets(Days other)
        => (From is not { } from || other.To is not { } end || from <= end)
            && (To is not { } to || other.From is not { } start || start <= to);
}

/// <summary>The features of one page, read as they are written, and how many there are in all.</summary>
internal sealed record FeatureSelection(int Matched, IAsyncEnumerable<Feature> Rows);

/// <summary>A thing with its place.</summary>
/// <param name="Id">Its identity within the collection.</param>
/// <param name="WriteGeometry">Writes a GeoJSON geometry, or null.</param>
/// <param name="WriteProperties">Writes an object.</param>
internal sealed record Feature(string Id, Action<Utf8JsonWriter> WriteGeometry, Action<Utf8JsonWriter> WriteProperties)
{
    /// <summary>Writes a point; null without one.</summary>
    public static Action<Utf8JsonWriter> Point(double? latitude, double? longitude) => json =>
    {
        if (latitude is not { } north || longitude is not { } east)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        // Six decimals are eleven centimetres: more would only claim a precision no source has.
        json.WriteNumberValue(Math.Round(east, 6));
        json.WriteNumberValue(Math.Round(north, 6));
        json.WriteEndArray();
        json.WriteEndObject();
    };
}
