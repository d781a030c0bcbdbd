using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc;

namespace Terreau.Web.Hosting.Subscribers;

/// <summary>
/// Reads the key that a program may bear on the addresses made for programs. Everything there is readable without one: a key gives a
/// pace of its own, and one that is not good is said to be, so that nobody believes to have what they have not.
/// </summary>
internal static class SubscriberAccess
{
    public const string KeyHeader = "X-Api-Key";
    private const int LongestKey = 200;

    /// <summary>Stands before the limits, which depend on it.</summary>
    public static IApplicationBuilder UseSubscriberKeys(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (KeyOf(context.Request) is { } key)
            context.Features.Set(new BorneKey(key.Length > LongestKey
                ? null : await context.RequestServices.GetRequiredService<SubscriberKeys>().FindAsync(key, context.RequestAborted)));
        await next(context);
    });

    /// <summary>Stands after them: wrong keys are counted as any visitor's calls.</summary>
    public static IApplicationBuilder UseSubscriberRefusal(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<BorneKey>() is { Call: null })
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            await Results.Problem(new ProblemDetails
            {
                Status = StatusCodes.Status401Unauthorized, Title = "Cette clé n’ouvre rien",
                Detail = "Elle est inconnue, finie ou retirée. Sans clé, les données se lisent aussi.",
            }).ExecuteAsync(context);
            return;
        }
        await next(context);
    });

    /// <summary>The subscriber who calls; null for a visitor.</summary>
    public static SubscriberCall? Subscriber(this HttpContext context) => context.Features.Get<BorneKey>()?.Call;

    private static string? KeyOf(HttpRequest request)
    {
        if (!request.TakesKey()) return null;
        if (request.Headers[KeyHeader].ToString() is { Length: > 0 } own) return own.Trim();
        return AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var said)
            && said.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? said.Parameter?.Trim() ?? "" : null;
    }

    /// <param name="Call">Null when the key is not good.</param>
    private sealed record BorneKey(SubscriberCall? Call);
}
