using System.Globalization;
using System.Threading.RateLimiting;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Subscribers;

namespace Terreau.Web.Hosting.Guards;

/// <summary>
/// How often one address may search or post. Pages that only read a sheet are not limited; whole files without account are more.
/// </summary>
internal static class RateLimits
{
    private const int FilesAtOnce = 2;

    /// <summary>A file takes the place of six forms.</summary>
    private const int FormsForAFile = 6;

    private static readonly string[] Searches = [.. Areas.All.SelectMany(area => area.Searches),
        .. ForPrograms.Starts.Select(start => start + "/")];

    public static IServiceCollection AddRateLimits(this IServiceCollection services, TerreauOptions options)
        => services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, options)),
                PartitionedRateLimiter.Create<HttpContext, string>(AtOnce));
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
        });

    // A file is held in memory while it is looked at: one address has two at most under way.
    private static RateLimitPartition<string> AtOnce(HttpContext context)
        => SendsAFile(context)
            ? RateLimitPartition.GetConcurrencyLimiter("file " + AddressOf(context),
                _ => new ConcurrencyLimiterOptions { PermitLimit = FilesAtOnce, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter("");

    // Of those who have an account it is known who sends.
    private static bool SendsAFile(HttpContext context)
        => HttpMethods.IsPost(context.Request.Method) && context.GetEndpoint()?.Metadata is { } said
            && said.GetMetadata<TakesFileAttribute>() is not null
            && said.GetMetadata<AccessAttribute>() is { Permission: Permission.SendPublic };

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "?";

    private static RateLimitPartition<string> Partition(HttpContext context, TerreauOptions options)
    {
        var address = AddressOf(context);
        if (context.Subscriber() is { } caller)
            return Window(string.Create(CultureInfo.InvariantCulture, $"subscriber {caller.Id} {caller.PerMinute}"), caller.PerMinute);
        if (SendsAFile(context)) return Window("file " + address, Math.Max(1, options.RateForms / FormsForAFile));
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
