using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Data.Keeping;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Directory;

/// <summary>
/// The cards of actors in memory, at most <see cref="Most"/> of them, so that a list costs no query once its actors have been shown.
/// </summary>
internal sealed class ActorCards(KeepingParts parts, AtlasCache atlases) : IDisposable
{
    private const int Most = 20_000;

    private readonly Kept<ConcurrentDictionary<string, ActorCard>> kept = new(
        parts, (_, _) => Task.FromResult(new ConcurrentDictionary<string, ActorCard>(StringComparer.Ordinal)),
        [nameof(Organisation), .. Atlas.Subjects]);

    /// <summary>The cards of these results in their order; an actor that is gone since the index was read is left out.</summary>
    public async ValueTask<IReadOnlyList<Row>> GetAsync(IReadOnlyList<SearchHit> hits, CancellationToken cancel)
    {
        var cards = await kept.GetAsync(cancel);
        var rows = new List<Row>(hits.Count);
        foreach (var hit in hits)
        {
            if (!cards.TryGetValue(hit.Id, out var card)) return await ReadAsync(cards, hits, cancel);
            rows.Add(new Row(card, hit.DistanceKm));
        }
        return rows;
    }

    internal readonly record struct Row(ActorCard Card, double? DistanceKm);

    public void Dispose() => kept.Dispose();

    private async Task<IReadOnlyList<Row>> ReadAsync(
        ConcurrentDictionary<string, ActorCard> cards, IReadOnlyList<SearchHit> hits, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var missing = hits.Select(hit => hit.Id).Where(slug => !cards.ContainsKey(slug)).ToList();
        await using var scope = parts.Scopes.CreateReadingScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        var read = await db.Organisations.AsNoTracking().Published().Where(actor => missing.Contains(actor.Slug)).ToListAsync(cancel);
        var fresh = read.ToDictionary(
            actor => actor.Slug, actor => ActorCard.Of(actor.SeenBy(Audience.Public), atlas), StringComparer.Ordinal);
        if (cards.Count + fresh.Count > Most) cards.Clear();
        foreach (var card in fresh.Values) cards[card.Slug] = card;
        return [.. from hit in hits
                   let card = fresh.GetValueOrDefault(hit.Id) ?? cards.GetValueOrDefault(hit.Id)
                   where card is not null
                   select new Row(card, hit.DistanceKm)];
    }
}
