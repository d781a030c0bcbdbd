using System.IO.Pipelines;
using System.Text.Json;

namespace Terreau.Web.Exports.OgcFeatures;

/// <summary>Writes features as the OGC API wants them, one after the other in constant memory.</summary>
internal static class OgcFeatureWriter
{
    /// <summary>A page of a collection.</summary>
    /// <param name="links">Where to read on and back.</param>
    /// <param name="at">The instant of the answer, UTC.</param>
    public static async Task WritePageAsync(
        Stream stream, FeatureSelection selection, IReadOnlyList<OgcLink> links, ExportNotice notice, DateTime at,
        JsonSerializerOptions options, CancellationToken cancel)
    {
        var pipe = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await using (var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Encoder = options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("title", notice.Title);
            json.WriteString("source", notice.Source);
            json.WriteString("licence", ExportNotice.Licence);
            json.WriteString("licenceUrl", ExportNotice.LicenceAddress);
            if (notice.UpdatedOn is { } day) json.WriteString("miseAJour", SafeCell.Written(day));
            json.WriteString("timeStamp", DateTime.SpecifyKind(at, DateTimeKind.Utc));
            json.WriteNumber("numberMatched", selection.Matched);
            WriteLinks(json, links, options);
            var written = await WriteFeaturesAsync(json, pipe, selection.Rows, options, cancel);
            json.WriteNumber("numberReturned", written);
            json.WriteEndObject();
        }
        await pipe.FlushAsync(cancel);
        await pipe.CompleteAsync();
    }

    /// <summary>The member "features" of a collection, as they come.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> WriteFeaturesAsync(
        Utf8JsonWriter json, PipeWriter pipe, IAsyncEnumerable<Feature> features, JsonSerializerOptions options, CancellationToken cancel)
    {
        json.WriteStartArray("features");
        var written = 0;
        await foreach (var feature in features.WithCancellation(cancel))
        {
            Write(json, feature, null, options);
            written++;
            if (pipe.UnflushedBytes < 32_768) continue;
            // The writer hands its bytes to the pipe (in memory), then the pipe to the answer.
            json.Flush();
            await pipe.FlushAsync(cancel);
        }
        json.WriteEndArray();
        return written;
    }

    /// <summary>One feature alone, with its links, its licence and the last update of its collection.</summary>
    public static byte[] One(Feature feature, IReadOnlyList<OgcLink> links, DateOnly? updatedOn, JsonSerializerOptions options)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = options.Encoder }))
            Write(json, feature, links, options, updatedOn);
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Feature feature, IReadOnlyList<OgcLink>? links, JsonSerializerOptions options,
        DateOnly? updatedOn = null)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", feature.Id);
        json.WritePropertyName("geometry");
        feature.WriteGeometry(json);
        json.WritePropertyName("properties");
        feature.WriteProperties(json);
        if (links is not null)
        {
            json.WriteString("licence", ExportNotice.Licence);
            if (updatedOn is { } day) json.WriteString("miseAJour", SafeCell.Written(day));
            WriteLinks(json, links, options);
        }
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, IReadOnlyList<OgcLink> links, JsonSerializerOptions options)
    {
        json.WritePropertyName("links");
        JsonSerializer.Serialize(json, links, options);
    }
}
