using Microsoft.AspNetCore.Http.HttpResults;

namespace Terreau.Web.Features.Accounts;

/// <summary>A form that arrives after its session ended: what was typed is given back, ready to be copied.</summary>
internal static class SessionOver
{
    private const int LongestShown = 20_000;

    public static async Task AnswerAsync(HttpContext context)
    {
        var typed = new List<(string Name, string Value)>();
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
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
}
