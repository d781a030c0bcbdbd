using System.IO.Pipelines;
using System.Text.Json;

namespace Terreau.Web.Exports.GeoJson;

/// <summary>Features for a map (RFC 7946), written as they come; what has no known place has a null geometry.</summary>
internal static class GeoJsonExport
{
    public const string ContentType = "application/geo+json";

    /// <summary>A row as a feature: its id, its place in degrees (WGS84), and what it says.</summary>
    internal sealed record Shape<T>(Func<T, string> Id, Func<T, (double Latitude, double Longitude)?> Place, JsonSerializerOptions Properties);

    public static async Task WriteAsync<T>(
        Stream stream, Shape<T> shape, IAsyncEnumerable<T> rows, ExportNotice notice, CancellationToken cancel)
    {
        // Over a pipe, since serialising a row flushes the writer, and a response takes no synchronous write.
        var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await using (var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Encoder = shape.Properties.Encoder }))
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
            json.WriteStartArray("features");
            await foreach (var row in rows.WithCancellation(cancel))
            {
                WriteFeature(json, shape, row);
                if (pipe.UnflushedBytes < 32_768) continue;
                // The writer hands its bytes to the pipe (in memory), then the pipe to the answer.
                json.Flush();
                await pipe.FlushAsync(cancel);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        await pipe.FlushAsync(cancel);
        await pipe.CompleteAsync();
    }

    private static void WriteFeature<T>(Utf8JsonWriter json, Shape<T> shape, T row)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", shape.Id(row));
        json.WritePropertyName("geometry");
        if (shape.Place(row) is var (latitude, longitude))
        {
            json.WriteStartObject();
            json.WriteString("type", "Point");
            json.WriteStartArray("coordinates");
            // Six decimals are eleven centimetres: more would only claim a precision no source has.
            json.WriteNumberValue(Math.Round(longitude, 6));
            json.WriteNumberValue(Math.Round(latitude, 6));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
        json.WritePropertyName("properties");
        JsonSerializer.Serialize(json, row, shape.Properties);
        json.WriteEndObject();
    }
}
