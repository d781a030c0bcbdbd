using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Terreau.Web.Hosting.Answers;

/// <summary>
/// A part of a file that is written as it is asked for: GDAL and others read the files of maps so, a few kilobytes at a time. One
/// part, with both its ends; whatever else is asked, the whole file is given, as RFC 9110, 14.2 allows.
/// </summary>
internal static class PartAnswers
{
    /// <summary>A part is kept in memory until it is known how long the whole is.</summary>
    private const int LargestPart = 8_000_000;

    public static IApplicationBuilder UsePartAnswers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<InPartsAttribute>() is null)
        {
            await next(context);
            return;
        }
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode is 200 or 206) context.Response.Headers.AcceptRanges = "bytes";
            return Task.CompletedTask;
        });
        if (AskedPart(context.Request) is var (from, to)) await AnswerAsync(context, next, from, to);
        else await next(context);
    });

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, long from, long to)
    {
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        // What refuses the request is given whole.
        var body = new MeasuredBody(from, (int)(to - from + 1)) { KeepsAll = () => context.Response.StatusCode != 200 };
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
            await body.EndAsync(context.RequestAborted);
        }
        finally
        {
            context.Features.Set(sent);
        }
        if (context.Response.StatusCode == StatusCodes.Status200OK) Cut(context.Response, body, from);
        await context.Response.BodyWriter.WriteAsync(body.Kept, context.RequestAborted);
    }

    private static void Cut(HttpResponse response, MeasuredBody body, long from)
    {
        response.ContentLength = body.Kept.Length;
        if (body.Kept.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.GetTypedHeaders().ContentRange = new ContentRangeHeaderValue(body.Length);
            response.ContentLength = 0;
            return;
        }
        response.StatusCode = StatusCodes.Status206PartialContent;
        response.GetTypedHeaders().ContentRange = new ContentRangeHeaderValue(from, from + body.Kept.Length - 1, body.Length);
    }

    private static (long From, long To)? AskedPart(HttpRequest request)
    {
        // Whether the file is still the same is known once it is written: too late to give the whole.
        if (request.Headers.IfRange.Count > 0 || request.GetTypedHeaders().Range is not { } asked) return null;
        return asked is { Unit.Value: "bytes", Ranges.Count: 1 } && asked.Ranges.First() is { From: { } from, To: { } to }
            && to >= from && to - from < LargestPart ? (from, to) : null;
    }
}

/// <summary>A file that is also given in parts.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InPartsAttribute : Attribute;

internal static class PartMetadata
{
    /// <summary>The file that this endpoint writes is also given in parts.</summary>
    public static TBuilder InParts<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder
        => endpoints.WithMetadata(new InPartsAttribute());
}
