using Terreau.Web.Domain.Territory;
using Terreau.Web.Search.Ideas.Wording;

namespace Terreau.Web.Search.Ideas;

/// <summary>The reader of ideas for the territory as it stands: made again when its places change.</summary>
internal sealed class IdeaReaders(IdeaWords words, AtlasCache atlases)
{
    private volatile Made? kept;

    public async ValueTask<IdeaReader> GetAsync(CancellationToken cancel = default) => Of(await atlases.GetAsync(cancel));

    /// <summary>The same for an atlas already at hand.</summary>
    public IdeaReader Of(Atlas atlas)
    {
        if (kept is { } last && last.Atlas == atlas) return last.Reader;
        var reader = new IdeaReader(words, new IdeaPlaces(atlas, words.PlaceNames, words.PlainPlaces));
        kept = new Made(atlas, reader);
        return reader;
    }

    private sealed record Made(Atlas Atlas, IdeaReader Reader);
}
