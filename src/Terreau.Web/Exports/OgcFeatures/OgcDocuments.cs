using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;

namespace Terreau.Web.Exports.OgcFeatures;

/// <summary>The documents that lead a client to the features: OGC API, Features, part 1, version 1.0 (OGC 17-069r3).</summary>
internal static class OgcDocuments
{
    public const string Degrees = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>The classes of requirements that are met; tests hold each.</summary>
    public static readonly IReadOnlyList<string> Conformance =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    ];

    internal sealed record Landing(
        [property: JsonPropertyName("title")] string Title, [property: JsonPropertyName("description")] string Description,
        [property: JsonPropertyName("links")] IReadOnlyList<OgcLink> Links);

    internal sealed record Classes([property: JsonPropertyName("conformsTo")] IReadOnlyList<string> ConformsTo);

    internal sealed record Collections(
        [property: JsonPropertyName("links")] IReadOnlyList<OgcLink> Links,
        [property: JsonPropertyName("collections")] IReadOnlyList<Collection> All);

    internal sealed record Collection
    {
        [JsonPropertyName("id")]
        public required string Id { get; init; }

        [JsonPropertyName("title")]
        public required string Title { get; init; }

        [JsonPropertyName("description")]
        public required string Description { get; init; }

        [JsonPropertyName("itemType")]
        public string ItemType { get; } = "feature";

        [JsonPropertyName("crs")]
        public IReadOnlyList<string> Systems { get; } = [Degrees];

        [JsonPropertyName("extent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Extent? Covers { get; init; }

        [JsonPropertyName("licence")]
        public string Licence { get; } = ExportNotice.Licence;

        [JsonPropertyName("miseAJour")]
        public required DateOnly? UpdatedOn { get; init; }

        [JsonPropertyName("links")]
        public required IReadOnlyList<OgcLink> Links { get; init; }
    }

    internal sealed record Extent([property: JsonPropertyName("spatial")] Space Spatial)
    {
        public static Extent? Of(Envelope? box)
            => box is null || box.IsNull ? null : new Extent(new Space([[box.MinX, box.MinY, box.MaxX, box.MaxY]], Degrees));
    }

    internal sealed record Space([property: JsonPropertyName("bbox")] IReadOnlyList<double[]> Boxes,
        [property: JsonPropertyName("crs")] string System);
}
