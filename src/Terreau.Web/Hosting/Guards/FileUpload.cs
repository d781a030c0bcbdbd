using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Hosting.Guards;

/// <summary>
/// Reads the body of a form that carries a file. Beyond what is kept the file is read to its end and thrown
/// away, so that whoever sent too much gets a page, with what they typed, and not a broken connection.
/// </summary>
internal static class FileUpload
{
    /// <summary>Beyond this the connection is closed: nobody sends that by mistake.</summary>
    private const long MaxBody = 64_000_000;

    private const int MaxFields = 50;
    private const int MaxFieldLength = 20_000;

    public static IApplicationBuilder UseFileUploads(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<TakesFileAttribute>() is { } takes
            && MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBody;
            // Of someone who may not send it only the words are kept, to be given back.
            var kept = await context.MayAsync() ? takes.MaxBytes : 0;
            if (await ReadAsync(context.Request, HeaderUtilities.RemoveQuotes(type.Boundary).Value, kept,
                context.RequestAborted) is not { } form)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
            context.Features.Set<IFormFeature>(new FormFeature(form));
        }
        await next(context);
    });

    /// <returns>Null when the body is not what its type says.</returns>
    private static async Task<FormCollection?> ReadAsync(HttpRequest request, string? boundary, int kept, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 100) return null;
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        var files = new FormFileCollection();
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancel) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) return null;
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (fields.Count + files.Count >= MaxFields) return null;
                if (disposition.IsFileDisposition())
                {
                    var (bytes, length) = await KeepAsync(section.Body, kept, cancel);
                    // The length is the whole file's, even when only its beginning was kept.
                    files.Add(new FormFile(new MemoryStream(bytes), 0, length, name,
                        disposition.FileName.ToString()) { Headers = new HeaderDictionary() });
                }
                else
                {
                    var (bytes, length) = await KeepAsync(section.Body, MaxFieldLength, cancel);
                    if (length > MaxFieldLength) return null;
                    fields[name] = StringValues.Concat(fields.GetValueOrDefault(name), System.Text.Encoding.UTF8.GetString(bytes));
                }
            }
            return new FormCollection(fields, files);
        }
        catch (Exception error) when (error is InvalidDataException || (error is IOException and not BadHttpRequestException))
        {
            return null;
        }
    }

    private static async Task<(byte[] Bytes, long Length)> KeepAsync(Stream body, int most, CancellationToken cancel)
    {
        using var held = new MemoryStream();
        var buffer = new byte[81_920];
        long length = 0;
        int read;
        while ((read = await body.ReadAsync(buffer, cancel)) > 0)
        {
            var room = (int)Math.Clamp(most - length, 0, read);
            if (room > 0) held.Write(buffer, 0, room);
            length += read;
        }
        return (held.ToArray(), length);
    }
}

/// <summary>A page whose form may carry a file: its body is read by <see cref="FileUpload"/>.</summary>
/// <param name="maxBytes">How much of the file is kept; beyond, the page learns its length alone.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesFileAttribute(int maxBytes) : Attribute
{
    public int MaxBytes => maxBytes;
}
