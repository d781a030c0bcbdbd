using System.Globalization;
using Terreau.Web.Data;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Hosting;

/// <summary>
/// Lists that are the same for every visitor, kept whole in memory: until the journal or the index
/// moves, until the day changes, a minute at most. Nothing with a form or a cookie may use it.
/// </summary>
internal static class PageCache
{
    /// <summary>The policy a page asks for with an OutputCache attribute.</summary>
    public const string Lists = "listes";

    /// <summary>The same for an answer whose form depends on what is accepted.</summary>
    public const string Answers = "reponses";

    private const long Most = 48_000_000;
    private const long LargestPage = 512_000;

    // What another node wrote reaches the atlas of this one within a minute; a page need not be fresher.
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddPageCache(this IServiceCollection services) => services.AddSingleton<AskedAgain>().AddOutputCache(cache =>
    {
        cache.SizeLimit = Most;
        cache.MaximumBodySize = LargestPage;
        cache.AddPolicy(Lists, policy => policy.AddPolicy<AskedAgain>().Expire(Age).SetVaryByQuery("*").VaryByValue(State));
        cache.AddPolicy(Answers, policy => policy.AddPolicy<AskedAgain>().Expire(Age).SetVaryByQuery("*").SetVaryByHeader("Accept").VaryByValue(State));
    });

    private static KeyValuePair<string, string> State(HttpContext http)
    {
        var parts = http.RequestServices;
        var day = ParisTime.DayOf(parts.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var (bell, indexes) = (parts.GetRequiredService<JournalBell>(), parts.GetRequiredService<SearchIndexes>());
        return new("etat", string.Create(CultureInfo.InvariantCulture, $"{bell.Rings}/{indexes.Actors.Position}/{indexes.Offers.Position}/{day.DayNumber}"));
    }
}
