using System.Threading.RateLimiting;

namespace Terreau.Web.Hosting;

/// <summary>How often one address may search or post. Pages that only read a sheet are not limited.</summary>
internal static class RateLimits
{
    private static readonly string[] Searches = ["/acteurs", "/offres", "/tiles/", "/api/", "/ogc/", "/hsds/"];

    public static IServiceCollection AddRateLimits(this IServiceCollection services, TerreauOptions options)
        => services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, options));
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
        });

    private static RateLimitPartition<string> Partition(HttpContext context, TerreauOptions options)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "?";
        if (HttpMethods.IsPost(context.Request.Method)) return Window("post " + address, options.RateForms);
        return Array.Exists(Searches, prefix => context.Request.Path.Value!.StartsWith(prefix, StringComparison.Ordinal))
            ? Window("search " + address, options.RateSearch)
            : RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> Window(string key, int perMinute)
        => RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0,
        });
}
