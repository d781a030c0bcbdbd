using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Steward;

/// <summary>One queue for all that waits for the manager, of whatever kind. Each is accepted, or refused with a reason.</summary>
internal sealed class Moderation(TerreauDb db, RulingKinds kinds, PublicAddress site, TimeProvider clock)
{
    public const int MaxReason = 500;

    public async Task<int> CountAsync(CancellationToken cancel)
    {
        var count = 0;
        foreach (var kind in kinds.Queue) count += await kind.CountAsync(cancel);
        return count;
    }

    /// <summary>What waits, the oldest first, with the names of those who asked.</summary>
    public async Task<IReadOnlyList<WaitingThing>> QueueAsync(int most, CancellationToken cancel)
    {
        var lines = new List<WaitingThing>();
        foreach (var kind in kinds.Queue) lines.AddRange(await kind.WaitingAsync(most, cancel));
        var names = await db.NamesOfAsync(lines.Select(line => line.By), cancel);
        return [.. lines.OrderBy(line => line.At).Take(most)
            .Select(line =>
                line with { By = names.GetValueOrDefault(line.By, line.By == Act.Visitor ? "un visiteur"
                    : line.By.StartsWith(Act.AccountPrefix, StringComparison.Ordinal) ? "un compte supprimé" : "le programme") })];
    }

    /// <summary>The kind that a form was sent for; null for one that does not wait here.</summary>
    public QueueKind? KindOf(string subject) => kinds.OfSubject(subject) as QueueKind;

    /// <summary>Decides one line. Decided meanwhile by someone else, it stays as it was.</summary>
    /// <returns>True when this decision counted.</returns>
    public async Task<bool> DecideAsync(QueueKind kind, Guid id, bool accept, string reason, User user, HttpContext context)
    {
        var cancel = context.RequestAborted;
        var act = user.Acts(clock, $"{(accept ? "accepter" : "refuser")} {kind.Thing}", reason.Length == 0 ? null : reason);
        await using var transaction = await db.AloneAsync(cancel);
        if (!await kind.AnswerAsync(new Answer(id, accept, reason, user, act, site.Of(context)), cancel)) return false;
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Whether what members change on their own sheets is read before it shows.</summary>
    public async Task ReviewEditsAsync(bool review, User user, CancellationToken cancel)
    {
        foreach (var territory in await db.Territories.ToListAsync(cancel)) territory.ReviewsEdits = review;
        await db.SaveAsync(user.Acts(clock, review
            ? "relire les modifications avant qu’elles paraissent" : "laisser paraître les modifications"), cancel);
    }
}
