using System.Text.Json.Serialization;

namespace Terreau.Web.Exports.OgcFeatures;

/// <summary>A link of a document of the OGC API (schema link.yaml of part 1).</summary>
internal sealed record OgcLink(
    [property: JsonPropertyName("href")] string Href, [property: JsonPropertyName("rel")] string Relation,
    [property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("title")] string Title)
{
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string Html = "text/html";

    // Our description is of OpenAPI 3.1, which the conformance class of OpenAPI 3.0 does not cover: it is linked, not claimed.
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.1";

    public static OgcLink Licence { get; } = new(ExportNotice.LicenceAddress, "license", Html, ExportNotice.Licence);
}
