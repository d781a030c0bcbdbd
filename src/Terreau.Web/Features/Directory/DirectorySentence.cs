using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;
using Terreau.Web.Ui;
using Terreau.Web.Ui.Lists;

namespace Terreau.Web.Features.Directory;

/// <summary>A query in words: its sentence, and its criteria one by one, each with the address that takes it away.</summary>
internal static class DirectorySentence
{
    /// <summary>"12 acteurs · alimentation · Romainville".</summary>
    public static string Of(DirectoryQuery query, int total, Atlas atlas)
        => string.Join(" · ", [French.Count(total, "acteur"), .. Criteria(query, atlas).Select(criterion => criterion.Label)]);

    public static IReadOnlyList<Chip> Chips(DirectoryQuery query, Atlas atlas)
        => [.. Criteria(query, atlas).Select(criterion => new Chip(criterion.Label, criterion.Without.Address(DirectoryRoutes.List)))];

    /// <summary>Each criterion with the query that remains without it.</summary>
    public static IEnumerable<(string Label, DirectoryQuery Without)> Criteria(DirectoryQuery query, Atlas atlas)
    {
        var first = query with { Page = 1 };
        if (query.Words.Length > 0) yield return ($"« {query.Words} »", first with { Words = "" });
        foreach (var facet in DirectoryFacets.All)
        {
            foreach (var value in query.ValuesOf(facet.Name))
                yield return (facet.Label(value, atlas), first.Without(facet.Name, value));
        }
        if (query.RadiusKm is { } km)
            yield return ($"à moins de {French.Distance(km)} {Place(query, atlas)}", first with { RadiusKm = null });
        else if (query.HasPlace)
        {
            var order = query.Asked == SearchSort.Distance ? null : query.Asked;
            yield return ($"en partant {Place(query, atlas)}", first with { Origin = null, Point = null, Asked = order });
        }
        if (query.Area is not null) yield return ("dans une partie de la carte", first with { Area = null });
    }

    private static string Place(DirectoryQuery query, Atlas atlas)
        => query.Point is null ? French.Of(atlas.CommuneName(query.Origin!)) : "du point choisi";
}
