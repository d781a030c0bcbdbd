using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Terreau.Web.Data;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Hosting;

/// <summary>
/// Lists that are the same for every visitor, kept whole in memory: until what they show or the index
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

    /// <summary>What these lists show, by the names the journal calls it.</summary>
    public static IReadOnlyList<string> SubjectsOf(SearchIndexes indexes)
        => [.. indexes.All.Select(one => one.Kind.Subject), .. Atlas.Subjects];

    public static IServiceCollection AddPageCache(this IServiceCollection services)
    {
        services.AddSingleton<AskedAgain>().AddOutputCache();
        services.AddOptions<OutputCacheOptions>().Configure<JournalBell, SearchIndexes, TimeProvider>((cache, bell, indexes, clock) =>
        {
            var tally = bell.TallyOf(SubjectsOf(indexes));
            cache.SizeLimit = Most;
            cache.MaximumBodySize = LargestPage;
            cache.AddPolicy(Lists, policy => policy.AddPolicy<AskedAgain>().Expire(Age).SetVaryByQuery("*").VaryByValue(_ => State()));
            cache.AddPolicy(Answers, policy => policy.AddPolicy<AskedAgain>().Expire(Age)
                .SetVaryByQuery("*").SetVaryByHeader("Accept").VaryByValue(_ => State()));

            KeyValuePair<string, string> State()
            {
                var day = ParisTime.DayOf(clock.GetUtcNow().UtcDateTime).DayNumber;
                return new("etat", string.Create(CultureInfo.InvariantCulture, $"{tally.Rings}/{indexes.Moves}/{day}"));
            }
        });
        return services;
    }
}
