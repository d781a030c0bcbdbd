namespace Terreau.Web.Search.Projection;

/// <summary>The index of actors and that of offers: two projections of one journal.</summary>
internal sealed class SearchIndexes : IDisposable
{
    private SearchIndexes(SearchIndex actors, SearchIndex offers) => (Actors, Offers) = (actors, offers);

    public SearchIndex Actors { get; }
    public SearchIndex Offers { get; }

    /// <summary>The place in the journal from which both must read on; null when one of them must be built anew.</summary>
    public long? Position
        => Actors.State == SearchIndexState.Ready && Offers.State == SearchIndexState.Ready
            ? Math.Min(Actors.Position, Offers.Position) : null;

    /// <exception cref="SearchIndexInUseException">Another process holds the folder.</exception>
    public static SearchIndexes Open(string folder, SearchExpansions offerExpansions)
    {
        var actors = SearchIndex.Open(ActorSchema.Schema, Path.Combine(folder, "acteurs"));
        try
        {
            return new SearchIndexes(actors, SearchIndex.Open(OfferSchema.Schema, Path.Combine(folder, "offres"), offerExpansions));
        }
        catch
        {
            actors.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Actors.Dispose();
        Offers.Dispose();
    }
}
