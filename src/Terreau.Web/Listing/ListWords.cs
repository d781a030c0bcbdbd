using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;
using Terreau.Web.Ui.Lists;

namespace Terreau.Web.Listing;

/// <summary>A query in words: its sentence, and its criteria one by one, each with the query that remains without it.</summary>
internal static class ListWords
{
    /// <summary>"12 acteurs · « pain » · alimentation ou numérique · Romainville".</summary>
    public static string Sentence(this ListQuery query, int total, Atlas atlas)
        => string.Join(" · ", [French.Count(total, query.List.Noun), .. query.Parts(atlas)]);

    /// <summary>The same without the count, which grows old where it is copied.</summary>
    public static IEnumerable<string> Parts(this ListQuery query, Atlas atlas)
        => query.Criteria(atlas).GroupBy(criterion => criterion.Kind)
            .Select(kind => French.List([.. kind.Select(criterion => criterion.Said)], "ou"));

    /// <summary>What can be taken away from a query.</summary>
    /// <param name="Kind">The parameter; values of one are alternatives.</param>
    /// <param name="Label">Alone: "Alimentation et agriculture".</param>
    /// <param name="Said">Inside a sentence: "alimentation et agriculture".</param>
    internal sealed record Criterion(string Kind, string Label, string Said, ListQuery Without)
    {
        public Chip ToChip() => new(Label, Without.Address(Without.List.At.Page));
    }

    public static IEnumerable<Criterion> Criteria(this ListQuery query, Atlas atlas)
    {
        var first = query with { Page = 1 };
        if (query.Words.Length > 0) yield return Same(ListNames.Words, $"« {query.Words} »", first with { Words = "" });
        foreach (var facet in query.List.Facets)
        {
            foreach (var value in query.ValuesOf(facet.Name))
            {
                var label = facet.Label(value, atlas);
                yield return new(facet.Name, label, facet.IsProper ? label : French.Lower(label), first.Without(facet.Name, value));
            }
        }
        if (query.RadiusKm is { } km)
            yield return Same(ListNames.Radius, $"à moins de {French.Distance(km)} {Place(query, atlas)}", first with { RadiusKm = null });
        else if (query.HasPlace)
        {
            var order = query.Asked?.Search == SearchSort.Distance ? null : query.Asked;
            var whole = first with { Origin = null, Point = null, Asked = order };
            yield return Same(ListNames.Origin, $"en partant {Place(query, atlas)}", whole);
        }
        if (query.Area is not null) yield return Same(ListNames.Area, "dans une partie de la carte", first with { Area = null });
        if (query.Amount is { } euros) yield return Same(ListNames.Amount, $"pour {French.Euros(euros)}", first with { Amount = null });
    }

    private static Criterion Same(string kind, string label, ListQuery without) => new(kind, label, label, without);

    private static string Place(ListQuery query, Atlas atlas)
        => query.Point is null ? French.Of(atlas.CommuneName(query.Origin!)) : "du point choisi";
}
