using Terreau.Web.Data.Keeping;
using Terreau.Web.Domain.Offers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Orientation.Quality;

/// <summary>The quality of the answers, measured again whenever an offer or the atlas changes.</summary>
internal sealed class MeasuredAnswers(KeepingParts parts, AtlasCache atlases, OfferCatalogueCache catalogues, TerreauOptions options)
    : IDisposable
{
    private readonly Kept<AnswerQuality?> kept = new(
        parts, (_, cancel) => MeasureAsync(parts.Clock, atlases, catalogues, options, cancel), [nameof(Offer), .. Atlas.Subjects]);

    /// <summary>Null where the territory has no judged projects.</summary>
    public ValueTask<AnswerQuality?> GetAsync(CancellationToken cancel = default) => kept.GetAsync(cancel);

    public void Dispose() => kept.Dispose();

    private static async Task<AnswerQuality?> MeasureAsync(
        TimeProvider clock, AtlasCache atlases, OfferCatalogueCache catalogues, TerreauOptions options, CancellationToken cancel)
    {
        var day = ParisTime.DayOf(clock.GetUtcNow().UtcDateTime);
        var atlas = await atlases.GetAsync(cancel);
        var set = JudgedProjects.Read(options.TerritoryFolder, atlas, day);
        return set.Count == 0 ? null : AnswerQuality.Of(set, await catalogues.GetAsync(cancel), atlas, day, options.StaleMonths);
    }
}
