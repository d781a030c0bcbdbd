using System.Globalization;
using System.Threading.RateLimiting;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Subscribers;

namespace Terreau.Web.Hosting.Guards;

/// <summary>
/// How much one network address may ask in a minute, by what it costs: told by the route that answers, never by how its path is written.
/// A whole town hall may stand behind one address: the measures are for sixty people at work, not for one.
/// </summary>
internal static class RateLimits
{
    private const int FilesAtOnce = 2;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimits(this IServiceCollection services, TerreauOptions options)
        => services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, options)),
                PartitionedRateLimiter.Create<HttpContext, string>(AtOnce));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var said) && said > TimeSpan.Zero ? said : Minute;
                rejected.HttpContext.Response.Headers.RetryAfter =
                    ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });

    /// <summary>How often a minute.</summary>
    internal static int PerMinute(Cost cost, TerreauOptions options) => (int)Math.Clamp(cost switch
    {
        Cost.Page => options.RatePages,
        Cost.Search => options.RateSearch,
        Cost.Piece => options.RateSearch * 5L,
        Cost.File => options.RateSearch / 5,
        Cost.SignIn or Cost.Contact => options.RateForms / 2,
        Cost.Upload => options.RateForms / 6,
        _ => options.RateForms,
    }, 1, int.MaxValue);

    /// <summary>What this request costs.</summary>
    internal static Cost CostOf(HttpContext context)
    {
        var said = context.GetEndpoint()?.Metadata;
        var costs = said?.GetMetadata<CostsAttribute>();
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!reads && said?.GetMetadata<TakesFileAttribute>() is not null
            // Of those who have an account it is known who sends.
            && said.GetMetadata<AccessAttribute>() is { Permission: Permission.SendPublic }) return Cost.Upload;
        return reads ? costs?.Reading ?? Cost.Page : costs?.Posting ?? Cost.Form;
    }

    // A file is held in memory while it is looked at: one address has two at most under way.
    private static RateLimitPartition<string> AtOnce(HttpContext context)
        => CostOf(context) == Cost.Upload
            ? RateLimitPartition.GetConcurrencyLimiter("file " + NetworkAddress.Of(context.Connection.RemoteIpAddress),
                _ => new ConcurrencyLimiterOptions { PermitLimit = FilesAtOnce, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> Partition(HttpContext context, TerreauOptions options)
    {
        if (context.Subscriber() is { } caller)
            return Window(string.Create(CultureInfo.InvariantCulture, $"subscriber {caller.Id} {caller.PerMinute}"), caller.PerMinute);
        var cost = CostOf(context);
        return cost == Cost.None
            ? RateLimitPartition.GetNoLimiter("")
            : Window($"{cost} {NetworkAddress.Of(context.Connection.RemoteIpAddress)}", PerMinute(cost, options));
    }

    private static RateLimitPartition<string> Window(string key, int perMinute)
        => RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = perMinute, Window = Minute, SegmentsPerWindow = 6, QueueLimit = 0,
        });
}
