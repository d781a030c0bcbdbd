using Terreau.Web.Data;

namespace Terreau.Web.Hosting;

internal static class WriteGateMiddleware
{
    /// <summary>Closes the write gate of every request that may only read.</summary>
    public static IApplicationBuilder UseWriteGate(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            context.RequestServices.GetRequiredService<WriteGate>().Close();
        return next(context);
    });
}
