using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Deciding;

namespace Terreau.Web.Domain.Accounts;

/// <summary>Sessions, roles and organisations of those who come in.</summary>
internal static class SignedIn
{
    public static IQueryable<AccountSession> Open(this IQueryable<AccountSession> sessions, DateTime now)
        => sessions.Where(session => session.EndedAt == null && session.ExpiresAt > now);

    public static IQueryable<Invitation> Open(this IQueryable<Invitation> invitations, DateTime now)
        => invitations.Where(invitation => invitation.State == InvitationState.Open && invitation.ExpiresAt > now);

    public static IQueryable<JoinRequest> Open(this IQueryable<JoinRequest> requests)
        => requests.Where(request => request.State == RequestState.Waiting);

    /// <summary>Whoever is signed in under a session, with the roles of this instant; null once it is over.</summary>
    public static async Task<User?> UserOfSessionAsync(this TerreauDb db, Guid session, DateTime now, CancellationToken cancel = default)
    {
        var found = await db.Sessions.AsNoTracking().Open(now).Where(held => held.Id == session)
            .Join(db.Accounts, held => held.AccountId, account => account.Id,
                (held, account) => new { held.Id, held.Means, Account = account.Id, account.Email, account.Name })
            .FirstOrDefaultAsync(cancel);
        if (found is null) return null;
        return await db.UserOfAccountAsync(found.Account, cancel) with
        {
            SessionId = found.Id, Email = found.Email, Name = found.Name,
            IsStrong = found.Means is SignInMeans.Passkey or SignInMeans.ProConnect,
        };
    }

    /// <summary>
    /// Whoever answers for an account from a mail: with the roles of this instant, none of those that ask for a strong sign-in.
    /// </summary>
    public static async Task<User> UserOfAccountAsync(this TerreauDb db, Guid account, CancellationToken cancel = default)
    {
        var granted = await db.RoleGrants.AsNoTracking().Where(grant => grant.AccountId == account).Select(grant => grant.Role)
            .ToListAsync(cancel);
        var memberships = await db.Members.AsNoTracking().Where(member => member.AccountId == account)
            .Select(member => new { member.OrganisationId, member.Role }).ToListAsync(cancel);
        return new User
        {
            AccountId = account,
            Granted = granted.Aggregate(TerritoryRoles.Visitor | TerritoryRoles.Member, (all, role) => all | role),
            Organisations = memberships.ToDictionary(member => member.OrganisationId, member => member.Role),
        };
    }

    /// <summary>The account of an address, made on the spot for who comes for the first time. The caller saves.</summary>
    public static async Task<Account> AccountOfAsync(
        this TerreauDb db, EmailAddress email, DateTime now, DateOnly today, CancellationToken cancel = default)
    {
        var address = email.Normalised;
        if (await db.Accounts.FirstOrDefaultAsync(held => held.Email == address, cancel) is { } known) return known;
        var account = new Account { Email = address, CreatedAt = now, LastSeenOn = today };
        db.Accounts.Add(account);
        return account;
    }

    /// <summary>Names to show for accounts, by the identity the journal writes; those who left are not among them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesOfAsync(
        this TerreauDb db, IEnumerable<string> who, CancellationToken cancel = default)
    {
        var ids = who.Distinct().Where(text => text.StartsWith(Act.AccountPrefix, StringComparison.Ordinal))
            .Select(text => Guid.TryParse(text.AsSpan(Act.AccountPrefix.Length), out var id) ? id : Guid.Empty).ToList();
        if (ids.Count == 0) return new Dictionary<string, string>();
        var accounts = await db.Accounts.AsNoTracking().Where(account => ids.Contains(account.Id))
            .Select(account => new { account.Id, account.Name, account.Email }).ToListAsync(cancel);
        return accounts.ToDictionary(account => User.WhoOf(account.Id), account => account.Name.Length > 0 ? account.Name : account.Email);
    }
}
