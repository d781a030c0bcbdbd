using Terreau.Web.Search;
using Terreau.Web.Search.Projection;

namespace Terreau.Web.Features.Territory;

/// <summary>How many actors each place has, as the directory would list them: read from its index, never counted apart.</summary>
internal sealed class ActorCounts(SearchIndexes indexes, TimeProvider clock)
{
    /// <summary>By INSEE code.</summary>
    public IReadOnlyDictionary<string, int> ByCommune() => By(ActorSchema.Commune);

    /// <summary>By the code of the priority district.</summary>
    public IReadOnlyDictionary<string, int> ByPriorityDistrict() => By(ActorSchema.Qpv);

    private Dictionary<string, int> By(string facet)
        => indexes.Of(ActorSchema.Schema).Search(new SearchQuery { Take = 0, Day = ParisTime.DayOf(clock.GetUtcNow().UtcDateTime) })
            .Facet(facet).Values.ToDictionary(value => value.Value, value => value.Count, StringComparer.Ordinal);
}
