using System.Text;

namespace Terreau.Web.Hosting.Guards;

/// <summary>
/// Refuses a request that asks for no host that can be: addresses are made of it, those of the error page included.
/// </summary>
internal static class AskedHost
{
    public static IApplicationBuilder UseAskedHost(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // HTTP/1.0 may leave it out: such a client is answered as one on this machine.
        if (!context.Request.Host.HasValue) context.Request.Host = new HostString("localhost");
        if (IsHost(context.Request.Host))
        {
            await next(context);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync("Le nom de site demandé n’est pas un nom. Vérifiez l’adresse.\n", Encoding.UTF8);
    });

    private static bool IsHost(HostString host)
        => Uri.TryCreate($"http://{host.Value}/", UriKind.Absolute, out var address)
            && address is { HostNameType: not UriHostNameType.Unknown, Host.Length: > 0, UserInfo: "", PathAndQuery: "/" };
}
