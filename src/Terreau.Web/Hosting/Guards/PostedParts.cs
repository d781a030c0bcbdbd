using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Terreau.Web.Hosting.Guards;

/// <summary>
/// Reads a form sent in parts, within bounds of number and of size: however the parts are cut and named, each byte is looked at once.
/// </summary>
/// <param name="fileBytes">How much of each file is kept.</param>
internal sealed class PostedParts(int fileBytes)
{
    /// <summary>Parts in all, of whatever name: our forms with a file hold a dozen.</summary>
    public const int MostParts = 100;

    public const int MostFiles = 10;
    private const int LongestName = 200;
    private const int LongestValue = 20_000;
    private const int LongestBoundary = 70;

    private readonly Dictionary<string, List<string>> fields = new(StringComparer.Ordinal);
    private readonly FormFileCollection files = [];
    private readonly byte[] buffer = new byte[81_920];
    private int parts;
    private long seen;

    /// <summary>Asked before the first file, with the fields that stood before it; where it says no, nothing more is read.</summary>
    public Func<FormCollection, Task<bool>>? MayKeepFiles { get; init; }

    /// <summary>What parts the body of a form; null when it is not sent in parts.</summary>
    public static string? BoundaryOf(HttpRequest request)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "" : null;

    /// <summary>Beyond this reading stops, and what came before is the answer.</summary>
    public long MostBytes { get; init; } = long.MaxValue;

    /// <returns>Null when the body is not what its type says, or holds more than a form of ours.</returns>
    public async Task<FormCollection?> ReadAsync(Stream body, string boundary, CancellationToken cancel)
    {
        if (boundary.Length is 0 or > LongestBoundary) return null;
        try
        {
            var reader = new MultipartReader(boundary, body);
            while (seen < MostBytes && await reader.ReadNextSectionAsync(cancel) is { } section)
            {
                if (++parts > MostParts || !await TakeAsync(section, cancel)) return null;
            }
            return Whole();
        }
        catch (Exception error) when (error is InvalidDataException || (error is IOException and not BadHttpRequestException))
        {
            return null;
        }
    }

    private async Task<bool> TakeAsync(MultipartSection section, CancellationToken cancel)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) return false;
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        if (name.Length > LongestName) return false;
        if (disposition.IsFileDisposition())
        {
            if (files.Count == MostFiles || (files.Count == 0 && MayKeepFiles is not null && !await MayKeepFiles(Whole()))) return false;
            var (kept, whole) = await KeepAsync(section.Body, fileBytes, cancel);
            // The length is the whole file's, even when only its beginning was kept.
            files.Add(new FormFile(kept, 0, whole, name, disposition.FileName.ToString()) { Headers = new HeaderDictionary() });
            return true;
        }
        var (text, length) = await KeepAsync(section.Body, LongestValue, cancel);
        if (length > LongestValue) return false;
        if (!fields.TryGetValue(name, out var values)) fields[name] = values = [];
        values.Add(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
        return true;
    }

    private FormCollection Whole()
        => new(fields.ToDictionary(field => field.Key, field => new StringValues([.. field.Value]), StringComparer.Ordinal), files);

    private async Task<(MemoryStream Kept, long Length)> KeepAsync(Stream body, int most, CancellationToken cancel)
    {
        var kept = new MemoryStream();
        long length = 0;
        int read;
        while (seen < MostBytes && (read = await body.ReadAsync(buffer, cancel)) > 0)
        {
            seen += read;
            var room = (int)Math.Clamp(most - length, 0, read);
            if (room > 0) kept.Write(buffer, 0, room);
            length += read;
        }
        return (kept, length);
    }
}
