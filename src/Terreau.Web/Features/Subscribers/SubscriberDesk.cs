using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Subscribers;
using Terreau.Web.Features.Subscribers.Hooks;

namespace Terreau.Web.Features.Subscribers;

/// <summary>Subscribers as who runs the territory sees them: keys given and taken back, addresses that are told of what changes.</summary>
internal sealed class SubscriberDesk(TerreauDb db, HookReach reach, HookSecrets secrets, TimeProvider clock)
{
    /// <summary>Messages shown on the page of a subscriber.</summary>
    public const int MostMessages = 50;

    internal sealed record Row(Subscriber Subscriber, DateOnly? LastUsedOn, int Waiting, int GivenUp);

    public DateOnly Today => ParisTime.DayOf(clock.GetUtcNow().UtcDateTime);

    public async Task<IReadOnlyList<Row>> AllAsync(CancellationToken cancel)
        => await RowsAsync(db.Subscribers.AsNoTracking().OrderBy(subscriber => subscriber.RevokedAt != null)
            .ThenBy(subscriber => subscriber.Name), cancel);

    public async Task<Row?> FindAsync(Guid id, CancellationToken cancel)
        => await RowsAsync(db.Subscribers.AsNoTracking().Where(subscriber => subscriber.Id == id), cancel) is [var row] ? row : null;

    public async Task<IReadOnlyList<HookDelivery>> MessagesAsync(Guid id, CancellationToken cancel)
        => await db.HookDeliveries.AsNoTracking().Where(message => message.SubscriberId == id).OrderByDescending(message => message.Line)
            .Take(MostMessages).ToListAsync(cancel);

    /// <returns>The key, which is shown once.</returns>
    public async Task<(Guid Id, string Key)> GiveKeyAsync(
        string name, int perMinute, DateOnly? expiresOn, User user, CancellationToken cancel)
    {
        var act = user.Acts(clock, "donner une clé à un partenaire");
        var (subscriber, key) = Subscriber.Draw(name, perMinute, expiresOn, act.At);
        db.Subscribers.Add(subscriber);
        db.SubscriberTracks.Add(new SubscriberTrack { SubscriberId = subscriber.Id });
        await db.SaveAsync(act, cancel);
        return (subscriber.Id, key);
    }

    public Task RevokeAsync(Guid id, User user, CancellationToken cancel)
        => ChangeAsync(id, user.Acts(clock, "retirer la clé d’un partenaire"), (subscriber, act) => subscriber.Revoke(act), cancel);

    public Task StopTellingAsync(Guid id, User user, CancellationToken cancel)
        => ChangeAsync(id, user.Acts(clock, "ne plus prévenir un partenaire"), (subscriber, _) => subscriber.StopTelling(), cancel);

    /// <summary>Tells a subscriber from now on, at an address that was looked up.</summary>
    /// <returns>The secret that messages are signed with, shown once; or why not.</returns>
    public async Task<(string? Secret, string? Refusal)> TellAtAsync(
        Guid id, string? address, IReadOnlyList<string> events, User user, CancellationToken cancel)
    {
        var (judged, refusal) = await reach.JudgeAsync(address, cancel);
        if (judged is null) return (null, refusal);
        var secret = HookSecrets.Draw();
        await ChangeAsync(id, user.Acts(clock, "prévenir un partenaire"),
            (subscriber, _) => subscriber.TellAt(judged.AbsoluteUri, secrets.Seal(secret), events), cancel);
        return (secret, null);
    }

    // What waited for another address, or for none any more, is forgotten; the next message is of what happens from now on.
    private async Task ChangeAsync(Guid id, Act act, Action<Subscriber, Act> change, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.Subscribers.FirstOrDefaultAsync(subscriber => subscriber.Id == id, cancel) is not { IsRevoked: false } subscriber)
            return;
        change(subscriber, act);
        db.HookDeliveries.RemoveRange(
            await db.HookDeliveries.Where(message => message.SubscriberId == id && message.NextTryAt != null).ToListAsync(cancel));
        var track = await db.SubscriberTracks.FirstAsync(found => found.SubscriberId == id, cancel);
        track.ReadTo = await db.Journal.MaxAsync(line => (long?)line.Id, cancel) ?? 0;
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<IReadOnlyList<Row>> RowsAsync(IQueryable<Subscriber> subscribers, CancellationToken cancel)
    {
        var found = await subscribers.ToListAsync(cancel);
        var days = await db.SubscriberTracks.AsNoTracking()
            .ToDictionaryAsync(track => track.SubscriberId, track => track.LastUsedOn, cancel);
        var messages = await db.HookDeliveries.GroupBy(message => message.SubscriberId)
            .Select(group => new { group.Key, Waiting = group.Count(message => message.NextTryAt != null),
                GivenUp = group.Count(message => message.GivenUpAt != null) }).ToDictionaryAsync(group => group.Key, cancel);
        return [.. found.Select(subscriber =>
            new Row(subscriber, days.GetValueOrDefault(subscriber.Id), messages.GetValueOrDefault(subscriber.Id)?.Waiting ?? 0,
                messages.GetValueOrDefault(subscriber.Id)?.GivenUp ?? 0))];
    }
}
