using Terreau.Web.Data;

namespace Terreau.Web.Hosting.Guards;

internal static class WriteGateMiddleware
{
    /// <summary>Closes the write gate of every request that may only read.</summary>
    public static IApplicationBuilder UseWriteGate(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (reads && context.GetEndpoint()?.Metadata.GetMetadata<WritesOnReadAttribute>() is null)
            context.RequestServices.GetRequiredService<WriteGate>().Close();
        return next(context);
    });
}

/// <summary>A GET that has to save, because another site sends people to it by a link; a test counts those that do.</summary>
/// <param name="why">What keeps it from being called by anyone who makes a link.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WritesOnReadAttribute(string why) : Attribute
{
    public string Why { get; } = why;
}
