using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.Accounts;

/// <summary>A form that arrives after its session ended: what was typed is given back, ready to be copied.</summary>
internal static class SessionOver
{
    private const int LongestShown = 20_000;

    /// <summary>Of a form with a file so much is read: of who sent it nothing is known.</summary>
    private const long MostRead = 1_000_000;

    public static async Task AnswerAsync(HttpContext context)
    {
        var typed = new List<(string Name, string Value)>();
        if (await ReadAsync(context) is { } form)
        {
            foreach (var (name, values) in form.Where(field => !field.Key.StartsWith('_')))
            {
                // A tick or a code says nothing to the person who typed; sentences do.
                foreach (var value in values.Where(value => value is { Length: > 2 }))
                    typed.Add((name, value!.Length <= LongestShown ? value : value[..LongestShown]));
            }
        }
        context.Response.Headers.CacheControl = "no-store";
        await new RazorComponentResult<SessionOverDocument>(new Dictionary<string, object?>
        {
            [nameof(SessionOverDocument.Typed)] = typed,
            [nameof(SessionOverDocument.Back)] = context.Request.Path + context.Request.QueryString,
        })
        {
            StatusCode = StatusCodes.Status401Unauthorized, PreventStreamingRendering = true,
        }.ExecuteAsync(context);
    }

    /// <summary>The words of what was sent, nothing of its files; null when it cannot be read, or is more than words.</summary>
    private static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType) return null;
        try
        {
            if (PostedParts.BoundaryOf(context.Request) is not { } boundary)
                return await context.Request.ReadFormAsync(context.RequestAborted);
            // What follows is never read, however much it is said to be.
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
            context.Response.Headers.Connection = "close";
            return await new PostedParts(fileBytes: 0) { MostBytes = MostRead }
                .ReadAsync(context.Request.Body, boundary, context.RequestAborted);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
