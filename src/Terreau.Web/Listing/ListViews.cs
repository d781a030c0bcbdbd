using System.Globalization;
using Terreau.Web.Search;
using Terreau.Web.Ui.Forms;
using Terreau.Web.Ui.Lists;

namespace Terreau.Web.Listing;

/// <summary>An answer in the words of the page that all lists share.</summary>
internal static class ListViews
{
    // What no field of the form shows, and a new search must keep.
    private static readonly string[] Hidden = [ListNames.Sort, ListNames.Latitude, ListNames.Longitude, ListNames.Area];

    /// <param name="answer">What the list answered.</param>
    /// <param name="address">What was typed, which fields show again.</param>
    public static ListView View(this ListAnswer answer, IQueryCollection address)
    {
        var (results, faults, ways, near) = answer;
        var (query, list, atlas, sentence) = (results.Query, results.Query.List, results.Atlas, results.Sentence);
        var whole = query with { Page = 1, Limit = ListQuery.PageSize };
        return new ListView
        {
            TabTitle = (query.IsEverything ? list.Title : sentence) + (query.Page > 1 ? $", page {query.Page}" : ""),
            Sentence = sentence,
            Action = list.At.Page,
            SearchValue = query.Words,
            SearchLabel = list.Search.Label,
            Kept = [.. query.Pairs().Where(pair => Hidden.Contains(pair.Name))],
            Chips = [.. query.Criteria(atlas).Select(criterion => criterion.ToChip())],
            Sorts = [.. list.Sorts.Where(sort => sort.Search != SearchSort.Distance || query.HasPlace)
                .Select(sort => new SortChoice(
                    sort.Label, (query with { Asked = sort, Page = 1 }).Address(list.At.Page), sort == query.Sort))],
            Facets = [.. list.Facets.Select(facet => new FacetText
            {
                Legend = facet.Legend, Name = facet.Name, Options = results.Options(facet), Open = facet.IsOpen,
            })],
            Place = list.TakesPlace ? PlaceOf(results) : null,
            Amount = list.Amount is { } amount ? AmountOf(amount, answer, address) : null,
            Faults = [.. faults.Select(fault => fault.Sentence)],
            Corrections = [.. results.Found.Corrections
                .Select(word => (word.Typed, French.List([.. word.ReadAs.Select(read => $"« {read} »")], "ou")))],
            Readings = [.. results.Found.Readings.Select(ListReach.Sentence)],
            Reach = ListReach.Of(results.Found.Reach, list.None),
            IsTextIgnored = results.Found.TextIgnored,
            HasTurningOrder = query.Sort.Search == SearchSort.Relevance && !query.Sort.IsArranged && results.Total > 1,
            Total = results.Total,
            Page = query.Page,
            PageCount = results.PageCount,
            PageHref = page => query.PageAddress(list.At.Page, page),
            Files = [.. new[] { (list.At.Xlsx, "en tableur"), (list.At.Csv, "en texte CSV") }
                .Select(file => ($"{French.Count(results.Total, list.Noun)} {file.Item2}", whole.Address(file.Item1)))],
            ColumnsHref = whole.Address(list.At.Columns),
            Ways = [.. ways.Select(way => (way.Label, way.Href, French.Count(way.Total, list.Noun)))],
            Near = [.. near.Select(other => (other.Label, other.Href, French.Count(other.Total, list.Noun)))],
        };
    }

    private static PlaceChoice PlaceOf(ListResults results)
    {
        var radius = results.Query.RadiusKm;
        return new(
            ListNames.Origin, results.Query.Origin, [.. results.Atlas.Communes.Select(commune => new Choice(commune.Local, commune.Name))],
            ListNames.Radius, radius?.ToString(CultureInfo.InvariantCulture),
            [.. ListNames.UsualRadii.Union(radius is { } km ? [km] : Array.Empty<int>()).Order()
                .Select(usual => new Choice(usual.ToString(CultureInfo.InvariantCulture), French.Distance(usual)))]);
    }

    private static AmountChoice AmountOf(AmountAsked amount, ListAnswer answer, IQueryCollection address) => new(
        ListNames.Amount, amount.Label,
        answer.Results.Query.Amount is { } euros ? French.Number(euros) : address[ListNames.Amount].ToString(),
        answer.Faults.FirstOrDefault(fault => fault.Parameter == ListNames.Amount)?.Sentence);
}
