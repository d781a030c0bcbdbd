using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Data.Keeping;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Domain.Offers;

/// <summary>The offers in memory with their perimeters resolved.</summary>
internal sealed class OfferShelf(KeepingParts parts, AtlasCache atlases) : IDisposable
{
    private readonly Kept<ShelvedOffers> kept = new(
        parts, (db, cancel) => ShelvedOffers.ReadAsync(db, atlases, cancel), [nameof(Offer), .. Atlas.Subjects]);

    public ValueTask<ShelvedOffers> GetAsync(CancellationToken cancel = default) => kept.GetAsync(cancel);

    public void Dispose() => kept.Dispose();
}

/// <summary>All the offers at one moment, immutable.</summary>
internal sealed class ShelvedOffers(IReadOnlyList<ShelvedOffer> all)
{
    private readonly FrozenDictionary<string, ShelvedOffer> bySlug = all.ToFrozenDictionary(offer => offer.Offer.Slug,
        StringComparer.Ordinal);

    public static async Task<ShelvedOffers> ReadAsync(TerreauDb db, AtlasCache atlases, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var offers = await db.Offers.AsNoTracking().OrderBy(offer => offer.Slug).ToListAsync(cancel);
        return new ShelvedOffers(offers.ConvertAll(offer => ShelvedOffer.Of(offer, atlas)));
    }

    /// <summary>In the order of their slugs.</summary>
    public IReadOnlyList<ShelvedOffer> All { get; } = all;

    public ShelvedOffer? Find(string slug) => bySlug.GetValueOrDefault(slug);

    /// <summary>The offers that apply in a commune, by its INSEE code.</summary>
    public IEnumerable<ShelvedOffer> Reaching(string commune) => All.Where(offer => offer.Communes.Contains(commune));

    /// <summary>The offers made for some places only and for one of these: not those that reach the whole territory or more.</summary>
    public IEnumerable<ShelvedOffer> OnlyFor(IReadOnlyCollection<string> communes)
        => All.Where(offer => offer.Level == "INFRA" && offer.Communes.Any(communes.Contains));
}

/// <summary>An offer and where it applies.</summary>
/// <param name="Offer">The offer, not tracked.</param>
/// <param name="Level">How wide its perimeter is: a code of <see cref="Vocabulary.PerimeterLevels"/>; null when it names no known
/// zone.</param>
/// <param name="Communes">INSEE codes of the territory's communes it reaches, in the order of their names.</param>
internal sealed record ShelvedOffer(Offer Offer, string? Level, IReadOnlyList<string> Communes)
{
    public static ShelvedOffer Of(Offer offer, Atlas atlas)
    {
        try
        {
            var perimeter = Perimeter.Of(offer.Perimeter, atlas.Zones);
            return new ShelvedOffer(offer, perimeter.Level, [.. perimeter.Among(atlas.Communes.Select(commune => commune.Local))]);
        }
        catch (ArgumentException)
        {
            // A zone that the atlas has lost: the sheet stays readable and says that its place is not known.
            return new ShelvedOffer(offer, null, []);
        }
    }
}
