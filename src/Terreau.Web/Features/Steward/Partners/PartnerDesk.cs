using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Partners;
using Terreau.Web.Hosting.Partners;
using Terreau.Web.Ui;

namespace Terreau.Web.Features.Steward.Partners;

/// <summary>Partners as who runs the territory sees them: keys given and taken back, addresses that are told of what changes.</summary>
internal sealed class PartnerDesk(TerreauDb db, HookReach reach, HookSecrets secrets, TimeProvider clock)
{
    /// <summary>Messages shown on the page of a partner.</summary>
    public const int MostMessages = 50;

    internal sealed record Row(Partner Partner, DateOnly? LastUsedOn, int Waiting, int GivenUp);

    public DateOnly Today => French.DayOf(clock.GetUtcNow().UtcDateTime);

    public async Task<IReadOnlyList<Row>> AllAsync(CancellationToken cancel)
        => await RowsAsync(db.Partners.AsNoTracking().OrderBy(partner => partner.RevokedAt != null).ThenBy(partner => partner.Name), cancel);

    public async Task<Row?> FindAsync(Guid id, CancellationToken cancel)
        => await RowsAsync(db.Partners.AsNoTracking().Where(partner => partner.Id == id), cancel) is [var row] ? row : null;

    public async Task<IReadOnlyList<HookDelivery>> MessagesAsync(Guid id, CancellationToken cancel)
        => await db.HookDeliveries.AsNoTracking().Where(message => message.PartnerId == id).OrderByDescending(message => message.Line).Take(MostMessages).ToListAsync(cancel);

    /// <returns>The key, which is shown once.</returns>
    public async Task<(Guid Id, string Key)> GiveKeyAsync(string name, int perMinute, DateOnly? expiresOn, User user, CancellationToken cancel)
    {
        var act = user.Acts(clock, "donner une clé à un partenaire");
        var (partner, key) = Partner.Draw(name, perMinute, expiresOn, act.At);
        db.Partners.Add(partner);
        db.PartnerTracks.Add(new PartnerTrack { PartnerId = partner.Id });
        await db.SaveAsync(act, cancel);
        return (partner.Id, key);
    }

    public Task RevokeAsync(Guid id, User user, CancellationToken cancel)
        => ChangeAsync(id, user.Acts(clock, "retirer la clé d’un partenaire"), (partner, act) => partner.Revoke(act), cancel);

    public Task StopTellingAsync(Guid id, User user, CancellationToken cancel)
        => ChangeAsync(id, user.Acts(clock, "ne plus prévenir un partenaire"), (partner, _) => partner.StopTelling(), cancel);

    /// <summary>Tells a partner from now on, at an address that was looked up.</summary>
    /// <returns>The secret that messages are signed with, shown once; or why not.</returns>
    public async Task<(string? Secret, string? Refusal)> TellAtAsync(Guid id, string? address, IReadOnlyList<string> events, User user, CancellationToken cancel)
    {
        var (judged, refusal) = await reach.JudgeAsync(address, cancel);
        if (judged is null) return (null, refusal);
        var secret = HookSecrets.Draw();
        await ChangeAsync(id, user.Acts(clock, "prévenir un partenaire"), (partner, _) => partner.TellAt(judged.AbsoluteUri, secrets.Seal(secret), events), cancel);
        return (secret, null);
    }

    // What waited for another address, or for none any more, is forgotten; the next message is of what happens from now on.
    private async Task ChangeAsync(Guid id, Act act, Action<Partner, Act> change, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.Partners.FirstOrDefaultAsync(partner => partner.Id == id, cancel) is not { IsRevoked: false } partner) return;
        change(partner, act);
        db.HookDeliveries.RemoveRange(await db.HookDeliveries.Where(message => message.PartnerId == id && message.NextTryAt != null).ToListAsync(cancel));
        var track = await db.PartnerTracks.FirstAsync(found => found.PartnerId == id, cancel);
        track.ReadTo = await db.Journal.MaxAsync(line => (long?)line.Id, cancel) ?? 0;
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<IReadOnlyList<Row>> RowsAsync(IQueryable<Partner> partners, CancellationToken cancel)
    {
        var found = await partners.ToListAsync(cancel);
        var days = await db.PartnerTracks.AsNoTracking().ToDictionaryAsync(track => track.PartnerId, track => track.LastUsedOn, cancel);
        var messages = await db.HookDeliveries.GroupBy(message => message.PartnerId)
            .Select(group => new { group.Key, Waiting = group.Count(message => message.NextTryAt != null), GivenUp = group.Count(message => message.GivenUpAt != null) }).ToDictionaryAsync(group => group.Key, cancel);
        return [.. found.Select(partner => new Row(partner, days.GetValueOrDefault(partner.Id), messages.GetValueOrDefault(partner.Id)?.Waiting ?? 0, messages.GetValueOrDefault(partner.Id)?.GivenUp ?? 0))];
    }
}
