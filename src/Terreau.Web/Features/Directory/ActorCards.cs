using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Search;

namespace Terreau.Web.Features.Directory;

/// <summary>
/// The cards of actors in memory, at most <see cref="Most"/> of them, so that a list costs no query once
/// its actors have been shown. All are dropped after a write in this process, and every minute for what
/// other nodes wrote.
/// </summary>
internal sealed class ActorCards(IServiceScopeFactory scopes, AtlasCache atlases, JournalBell bell, TimeProvider clock)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private volatile Shelf shelf = new(-1, 0);

    /// <summary>The cards of these results in their order; an actor that is gone since the index was read is left out.</summary>
    public ValueTask<IReadOnlyList<Row>> GetAsync(IReadOnlyList<SearchHit> hits, CancellationToken cancel)
    {
        var current = Current();
        var rows = new List<Row>(hits.Count);
        foreach (var hit in hits)
        {
            if (!current.Cards.TryGetValue(hit.Id, out var card)) return new(ReadAsync(current, hits, cancel));
            rows.Add(new Row(card, hit.DistanceKm));
        }
        return new(rows);
    }

    internal readonly record struct Row(ActorCard Card, double? DistanceKm);

    private Shelf Current()
    {
        var current = shelf;
        if (current.Rings == bell.Rings && clock.GetElapsedTime(current.Since) < Patience) return current;
        return shelf = new Shelf(bell.Rings, clock.GetTimestamp());
    }

    private async Task<IReadOnlyList<Row>> ReadAsync(Shelf current, IReadOnlyList<SearchHit> hits, CancellationToken cancel)
    {
        var atlas = await atlases.GetAsync(cancel);
        var missing = hits.Select(hit => hit.Id).Where(slug => !current.Cards.ContainsKey(slug)).ToList();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerreauDb>();
        var read = await db.Organisations.AsNoTracking().Published().Where(actor => missing.Contains(actor.Slug)).ToListAsync(cancel);
        var fresh = read.ToDictionary(actor => actor.Slug, actor => ActorCard.Of(actor.SeenBy(Audience.Public), atlas), StringComparer.Ordinal);
        if (current.Cards.Count + fresh.Count > Most) current.Cards.Clear();
        foreach (var card in fresh.Values) current.Cards[card.Slug] = card;
        return [.. from hit in hits
                   let card = fresh.GetValueOrDefault(hit.Id) ?? current.Cards.GetValueOrDefault(hit.Id)
                   where card is not null
                   select new Row(card, hit.DistanceKm)];
    }

    private sealed record Shelf(long Rings, long Since)
    {
        public ConcurrentDictionary<string, ActorCard> Cards { get; } = new(StringComparer.Ordinal);
    }
}
