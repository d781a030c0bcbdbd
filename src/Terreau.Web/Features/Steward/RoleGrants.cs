using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Steward;

/// <summary>The roles of the territory, given and taken back by its administrators.</summary>
internal sealed class RoleGrants(TerreauDb db, AtlasCache atlases, PublicAddress site, TimeProvider clock)
{
    internal sealed record Row(Guid Id, string Name, string Email, TerritoryRoles Role, DateTime GrantedAt)
    {
        /// <summary>Whoever bears it has neither a key nor ProConnect: it sleeps.</summary>
        public bool Waits { get; init; }
    }

    public async Task<IReadOnlyList<Row>> AllAsync(CancellationToken cancel)
        => [.. (await db.RoleGrants.AsNoTracking()
            .Join(db.Accounts, grant => grant.AccountId, account => account.Id,
                (grant, account) => new
                {
                    grant, account.Name, account.Email,
                    IsWeak = account.ProConnectId == null && !db.Passkeys.Any(key => key.AccountId == account.Id),
                }).ToListAsync(cancel))
            .Select(found => new Row(found.grant.Id, found.Name, found.Email, found.grant.Role, found.grant.GrantedAt)
            {
                Waits = found.IsWeak && (found.grant.Role & Roles.NeedStrongSignIn) != 0,
            })
            .OrderByDescending(row => row.Role).ThenBy(row => row.Email, StringComparer.Ordinal)];

    public async Task GrantAsync(EmailAddress email, TerritoryRoles role, User user, HttpContext context)
    {
        var cancel = context.RequestAborted;
        await using var transaction = await db.AloneAsync(cancel);
        var act = user.Acts(clock, "donner un rôle", role.Label());
        var territory = (await atlases.GetAsync(cancel)).Territory;
        var account = await db.AccountOfAsync(email, act.At, ParisTime.DayOf(act.At), cancel);
        if (await db.RoleGrants.AnyAsync(grant => grant.AccountId == account.Id && grant.Territory == territory.Slug && grant.Role == role,
            cancel)) return;
        var granted = new RoleGrant { AccountId = account.Id, Territory = territory.Slug, Role = role, GrantedAt = act.At };
        db.RoleGrants.Add(granted);
        var key = (role & Roles.NeedStrongSignIn) != 0 ? " Ce rôle demande une clé d’accès : ajoutez-en une dans votre compte." : "";
        db.Tell(new AccountAddress(account.Id, account.Email), $"role:{granted.Id}", $"Un rôle pour {territory.Name}",
            $"Vous êtes désormais « {role.Label()} » pour {territory.Name}.{key}", $"{site.Of(context)}/compte", act);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Takes a role back; a sentence says why not. The last administrator stays.</summary>
    public async Task<string?> WithdrawAsync(Guid id, User user, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.RoleGrants.FirstOrDefaultAsync(grant => grant.Id == id, cancel) is not { } grant) return null;
        if (grant.Role == TerritoryRoles.Administrator
            && await db.RoleGrants.CountAsync(held => held.Role == TerritoryRoles.Administrator, cancel) == 1)
            return "C’est le dernier administrateur. Nommez-en un autre d’abord.";
        db.RoleGrants.Remove(grant);
        await db.SaveAsync(user.Acts(clock, "retirer un rôle", grant.Role.Label()), cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }
}
