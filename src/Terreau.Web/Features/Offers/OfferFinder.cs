using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;
using Terreau.Web.Search.Projection;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Offers;

/// <summary>Answers a query on the offers: what the page, the files and the API all call.</summary>
internal sealed class OfferFinder(SearchIndexes indexes, OfferShelf shelf, AtlasCache atlases, TimeProvider clock)
{
    /// <summary>Beyond this many results, sorting by closing date keeps to the most relevant ones.</summary>
    public const int MostSorted = 5_000;

    public DateOnly Today => French.DayOf(clock.GetUtcNow().UtcDateTime);

    /// <param name="Page">What the index found; its hits are in its own order.</param>
    /// <param name="Rows">The offers of the page asked for, in the order to show.</param>
    internal sealed record Found(OfferQuery Query, SearchPage Page, IReadOnlyList<Row> Rows, Atlas Atlas, DateOnly Day)
    {
        public int Total => Page.Total;
        public string Sentence => Query.Sentence(Total, Atlas);

        /// <summary>What choosing a value would give. An offer for everyone answers every value, and bears none of its own.</summary>
        public Func<string, int> Counts(OfferFacet facet)
        {
            var counts = Page.Facet(facet.Name).Values.ToDictionary(value => value.Value, value => value.Count, StringComparer.Ordinal);
            var everyone = facet.Everyone is { } code ? counts.GetValueOrDefault(code) : 0;
            return value => counts.GetValueOrDefault(value) + everyone;
        }
    }

    internal sealed record Row(ShelvedOffer Shelved, Opening Opening)
    {
        public Offer Offer => Shelved.Offer;
    }

    /// <summary>The results from <paramref name="skip"/>, <paramref name="take"/> of them.</summary>
    public async Task<Found> FindAsync(OfferQuery query, int skip, int take, CancellationToken cancel = default)
    {
        var day = Today;
        var sortsHere = query.Sort == OfferSort.Closing;
        var search = query.ToSearch(day) with { Skip = sortsHere ? 0 : skip, Take = sortsHere ? MostSorted : take };
        var page = indexes.Offers.Search(search);
        var offers = await shelf.GetAsync(cancel);
        // An offer withdrawn a moment ago may still be in the index; it is no longer shown.
        var rows = page.Hits.Select(hit => offers.Find(hit.Id)).OfType<ShelvedOffer>().Select(offer => new Row(offer, Opening.On(offer.Offer.Windows, day)));
        if (sortsHere) rows = rows.OrderBy(row => row.Opening.ClosingOrder).ThenBy(row => row.Offer.Slug, StringComparer.Ordinal).Skip(skip).Take(take);
        return new Found(query, page, [.. rows], await atlases.GetAsync(cancel), day);
    }

    public Task<Found> FindAsync(OfferQuery query, CancellationToken cancel = default)
        => FindAsync(query, (query.Page - 1) * OfferQuery.PageSize, OfferQuery.PageSize, cancel);

    public int Count(OfferQuery query) => indexes.Offers.Search(query.ToSearch(Today) with { Skip = 0, Take = 0 }).Total;
}
