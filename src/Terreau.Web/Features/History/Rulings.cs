using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.History;

/// <summary>
/// What was decided, with what had been asked, line by line; and the way back where there is one. New sheets, offers and merges have
/// theirs on their own pages.
/// </summary>
internal sealed class Rulings(TerreauDb db, HistoryReading histories, RulingKinds kinds, PublicAddress site, TimeProvider clock)
{
    public const string Command = "remettre une décision en attente";

    /// <summary>The longest reason.</summary>
    public const int MaxReason = 500;

    /// <summary>A decision as the manager reads it: its lines, and what had been asked, by whom in words.</summary>
    internal sealed record Found(HistoryPart Part, RulingStory Story);

    /// <summary>One decision; null where there is none.</summary>
    public async Task<Found?> FindAsync(string code, Guid id, int page, CancellationToken cancel)
    {
        if (kinds.OfCode(code) is not { } kind || await histories.OfRulingAsync(kind, id, page, cancel) is not { } part) return null;
        var story = await kind.TellAsync(id, cancel);
        return new Found(part, story.By is { } who ? story with { By = await NameAsync(who, cancel) } : story);
    }

    /// <summary>Takes a decision up again: it waits as before, and who had asked is told.</summary>
    /// <returns>Why it cannot be, as a sentence; null once it is done.</returns>
    public async Task<string?> ReopenAsync(string code, Guid id, string reason, User user, HttpContext http)
    {
        if (kinds.OfCode(code) is not { } kind) return "Cette décision ne se reprend pas ici.";
        var cancel = http.RequestAborted;
        var act = user.Acts(clock, Command, reason);
        await using var transaction = await db.AloneAsync(cancel);
        if (await kind.ReopenAsync(id, act, site.Of(http), cancel) is { } fault) return fault;
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private async Task<string> NameAsync(string who, CancellationToken cancel)
        => who == Act.Visitor ? "un visiteur" : (await db.NamesOfAsync([who], cancel)).GetValueOrDefault(who, Doers.Gone);
}
