using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Features.Accounts;

/// <summary>The keys someone holds, and their removal.</summary>
internal sealed class AccountKeys(TerreauDb db, TimeProvider clock)
{
    internal sealed record Row(Guid Id, string Name, DateTime CreatedAt);

    public async Task<IReadOnlyList<Row>> OfAsync(User user, CancellationToken cancel)
        => await db.Passkeys.AsNoTracking().Where(key => key.AccountId == user.AccountId).OrderBy(key => key.CreatedAt)
            .Select(key => new Row(key.Id, key.Name, key.CreatedAt)).ToListAsync(cancel);

    /// <summary>Removes a key of theirs; a sentence says why not. One that is gone already is gone.</summary>
    public async Task<string?> RemoveAsync(User user, Guid id, CancellationToken cancel)
    {
        // Whoever reads someone's mail could otherwise take the keys away, and then bring their own.
        if (!user.IsStrong) return "Entrez avec une de vos clés pour en retirer une.";
        if (await db.Passkeys.FirstOrDefaultAsync(key => key.Id == id && key.AccountId == user.AccountId, cancel) is not { } key)
            return null;
        db.Passkeys.Remove(key);
        await db.SaveAsync(user.Acts(clock, "retirer une clé"), cancel);
        return null;
    }
}
