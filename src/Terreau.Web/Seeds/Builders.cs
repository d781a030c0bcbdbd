using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Seeds;

/// <summary>The shortest way to a valid entity: what the reference files, the large world and the tests all build with.</summary>
internal static class Builders
{
    public static Organisation Organisation(string slug, string name, string sourceId,
        PartialDate sourceOn, Action<Organisation>? with = null)
        => With(new Organisation { Slug = slug, Name = name, SourceId = sourceId, SourceOn = sourceOn }, with);

    public static Offer Offer(string slug, string title, string operatorName, string sourceId,
        PartialDate sourceOn, Action<Offer>? with = null)
        => With(new Offer { Slug = slug, Title = title, OperatorName = operatorName, Summary = title, SourceId = sourceId,
            SourceOn = sourceOn }, with);

    public static Cooperation Cooperation(string slug, string name, string sourceId, PartialDate sourceOn, Action<Cooperation>? with = null)
        => With(new Cooperation { Slug = slug, Name = name, Kind = "", Summary = name, SourceId = sourceId, SourceOn = sourceOn }, with);

    public static Zone Zone(string code, ZoneKind kind, string name, string sourceId, PartialDate sourceOn, Action<Zone>? with = null)
        => With(new Zone { Code = code, Kind = kind, Name = name, SourceId = sourceId, SourceOn = sourceOn }, with);

    private static T With<T>(T entity, Action<T>? with)
    {
        with?.Invoke(entity);
        return entity;
    }
}
