using System.IO.Pipelines;
using System.Text.Json;
using Terreau.Web.Exports.OgcFeatures;

namespace Terreau.Web.Exports.GeoJson;

/// <summary>Features for a map (RFC 7946), written as they come; what has no known place has a null geometry.</summary>
internal static class GeoJsonExport
{
    public const string ContentType = "application/geo+json";

    public static async Task WriteAsync(
        Stream stream, IAsyncEnumerable<Feature> features, ExportNotice notice, JsonSerializerOptions options, CancellationToken cancel)
    {
        // Over a pipe, since serialising a row flushes the writer, and a response takes no synchronous write.
        var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await using (var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Encoder = options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("title", notice.Title);
            json.WriteString("selection", notice.Selection);
            json.WriteString("source", notice.Source);
            json.WriteString("licence", ExportNotice.Licence);
            json.WriteString("licenceUrl", ExportNotice.LicenceAddress);
            if (notice.UpdatedOn is { } day) json.WriteString("miseAJour", SafeCell.Written(day));
            json.WriteNumber("total", notice.Count);
            await OgcFeatureWriter.WriteFeaturesAsync(json, pipe, features, options, cancel);
            json.WriteEndObject();
        }
        await pipe.FlushAsync(cancel);
        await pipe.CompleteAsync();
    }
}
