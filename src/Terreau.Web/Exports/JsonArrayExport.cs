using System.Text.Json;

namespace Terreau.Web.Exports;

/// <summary>A JSON array of records made one after the other; those that cannot be valid are counted and left out.</summary>
internal static class JsonArrayExport
{
    /// <summary>Writes to a passing file: how many were left out is known at the end only, and said before.</summary>
    /// <param name="records">A null stands for a record that cannot be valid.</param>
    /// <returns>The file, at its beginning, and how many records are not in it.</returns>
    public static async Task<(Stream File, int LeftOut)> WriteAsync<T>(
        IAsyncEnumerable<T?> records, JsonSerializerOptions options, CancellationToken cancel) where T : class
    {
        var leftOut = 0;
        var file = await PassingFile.OfAsync(async stream =>
        {
            await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = options.Encoder });
            json.WriteStartArray();
            await foreach (var record in records.WithCancellation(cancel))
            {
                if (record is null) leftOut++;
                else JsonSerializer.Serialize(json, record, options);
                if (json.BytesPending > 32_768) await json.FlushAsync(cancel);
            }
            json.WriteEndArray();
        });
        return (file, leftOut);
    }
}
