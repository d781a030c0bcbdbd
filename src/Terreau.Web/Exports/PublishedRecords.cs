using System.Globalization;
using System.Text.Json;

namespace Terreau.Web.Exports;

/// <summary>
/// A record of somebody else's standard has no room for a licence: the headers bear it, with the day of the last update
/// and, for a whole array, how many records could not be valid.
/// </summary>
internal static class PublishedRecords
{
    public const string LeftOutHeader = "Terreau-Left-Out";

    public static async Task<IResult> OfAsync<T>(
        HttpResponse response, IAsyncEnumerable<T?> records, DateOnly? updatedOn, JsonSerializerOptions options, CancellationToken cancel)
        where T : class
    {
        var (file, leftOut) = await JsonArrayExport.WriteAsync(records, options, cancel);
        response.Headers[LeftOutHeader] = leftOut.ToString(CultureInfo.InvariantCulture);
        Mark(response, updatedOn);
        return Results.Stream(file, "application/json");
    }

    /// <summary>Writes the licence and the last update on an answer.</summary>
    public static void Mark(HttpResponse response, DateOnly? updatedOn)
    {
        response.Headers.Link = $"<{ExportNotice.LicenceAddress}>; rel=\"license\"";
        if (updatedOn is { } day)
            response.Headers.LastModified = day.ToDateTime(TimeOnly.MinValue).ToString("R", CultureInfo.InvariantCulture);
    }
}
