using System.Text.Json;

namespace Terreau.Web.Exports;

/// <summary>A JSON array of records made one after the other; those that cannot be valid are counted and left out.</summary>
internal static class JsonArrayExport
{
    /// <summary>Writes to a file that vanishes when closed: how many were left out is known at the end only, and said before.</summary>
    /// <param name="records">A null stands for a record that cannot be valid.</param>
    /// <returns>The file, at its beginning, and how many records are not in it.</returns>
    public static async Task<(Stream File, int LeftOut)> WriteAsync<T>(IAsyncEnumerable<T?> records, JsonSerializerOptions options, CancellationToken cancel) where T : class
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            var leftOut = 0;
            await using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = options.Encoder }))
            {
                json.WriteStartArray();
                await foreach (var record in records.WithCancellation(cancel))
                {
                    if (record is null) leftOut++;
                    else JsonSerializer.Serialize(json, record, options);
                    if (json.BytesPending > 32_768) await json.FlushAsync(cancel);
                }
                json.WriteEndArray();
            }
            file.Position = 0;
            return (file, leftOut);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
