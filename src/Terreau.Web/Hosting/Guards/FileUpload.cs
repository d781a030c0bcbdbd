using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Terreau.Web.Hosting.Guards;

/// <summary>
/// Reads the body of a form that carries a file, of whoever may send it. Beyond what is kept the file is read on and thrown
/// away, so that whoever sent too much gets a page, with what they typed, and not a broken connection.
/// </summary>
internal static class FileUpload
{
    /// <summary>Read and thrown away beyond what is kept; further on the connection is closed: nobody sends that by mistake.</summary>
    private const long Forgiven = 24_000_000;

    public const long MaxBody = 64_000_000;

    /// <summary>Stands behind the gate: of those who are turned away nothing is read here.</summary>
    public static IApplicationBuilder UseFileUploads(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<TakesFileAttribute>() is { } takes
            && PostedParts.BoundaryOf(context.Request) is { } boundary)
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = Math.Min(takes.MaxBytes + Forgiven, MaxBody);
            var parts = new PostedParts(takes.MaxBytes) { MayKeepFiles = form => IsOursAsync(context, form) };
            if (await parts.ReadAsync(context.Request.Body, boundary, context.RequestAborted) is not { } read)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
            context.Features.Set<IFormFeature>(new FormFeature(read));
        }
        await next(context);
    });

    /// <summary>The token stands before the file in our forms: without it, no byte of the file is looked at.</summary>
    private static Task<bool> IsOursAsync(HttpContext context, FormCollection soFar)
    {
        context.Features.Set<IFormFeature>(new FormFeature(soFar));
        return context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }
}

/// <summary>A page whose form may carry a file: its body is read by <see cref="FileUpload"/>.</summary>
/// <param name="maxBytes">How much of the file is kept; beyond, the page learns its length alone.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesFileAttribute(int maxBytes) : Attribute
{
    public int MaxBytes => maxBytes;
}
