using Microsoft.AspNetCore.Http.Features;

namespace Terreau.Web.Hosting.Answers;

/// <summary>A HEAD is answered as the GET of the same address, on every address, without its body: RFC 9110, 9.3.2.</summary>
internal static class HeadAnswers
{
    /// <summary>Stands before the routes, which then know only GET.</summary>
    public static IApplicationBuilder UseHeadAnswers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = new MeasuredBody();
        context.Features.Set<IHttpResponseBodyFeature>(body);
        context.Request.Method = HttpMethods.Get;
        // A range is asked of a GET alone.
        context.Request.Headers.Remove("Range");
        try
        {
            await next(context);
            await body.EndAsync(context.RequestAborted);
            var mayHaveBody = context.Response.StatusCode is not (>= 100 and < 200 or 204 or 304);
            if (mayHaveBody && !context.Response.HasStarted) context.Response.ContentLength ??= body.Length;
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Features.Set(sent);
        }
    });
}
