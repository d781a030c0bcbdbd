using Microsoft.AspNetCore.OutputCaching;

namespace Terreau.Web.Hosting;

/// <summary>
/// Leaves out of the cache what is asked for the first time. Most searches are asked once: to keep them all
/// would push out the few that everyone asks, and costs a fifth of their rendering.
/// </summary>
internal sealed class AskedAgain : IOutputCachePolicy
{
    // One place for each address modulo their number, the last to come taking it: forgetting one early is harmless.
    private readonly int[] places = new int[4096];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var address = HashCode.Combine(request.Path, request.QueryString);
        ref var place = ref places[(uint)address % (uint)places.Length];
        if (place == address) return ValueTask.CompletedTask;
        place = address;
        context.EnableOutputCaching = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}
