using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Duplicates.Reading;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Domain.Accounts;

/// <summary>Who belongs to organisations, and who is to be told when that changes.</summary>
internal static class Joining
{
    public static IQueryable<Member> Owners(this IQueryable<Member> members, Guid organisation)
        => members.Where(member => member.OrganisationId == organisation && member.Role == OrganisationRoles.Owner);

    /// <summary>
    /// Whether the domain of someone's mail proves their place: it is that of the organisation's own site or address,
    /// and not a mailbox or a host that anyone can have. The very same domain: a town lends corners of its own to
    /// associations, and its agents are not theirs. Only what stood before they came counts.
    /// </summary>
    public static bool IsProvedByMail(this Organisation sheet, string email)
    {
        return WebDomains.Mail(email) is { } domain && (domain == WebDomains.Site(sheet.Website) || domain == WebDomains.Mail(sheet.Email));
    }

    /// <summary>The addresses of those who keep the directory.</summary>
    public static Task<List<AccountAddress>> ManagersAsync(this TerreauDb db, CancellationToken cancel)
        => db.RoleGrants.AsNoTracking().Where(grant => grant.Role == TerritoryRoles.Manager)
            .Join(db.Accounts, grant => grant.AccountId, account => account.Id,
                (_, account) => new AccountAddress(account.Id, account.Email)).Distinct().ToListAsync(cancel);

    /// <summary>Where to write to the account behind what the journal writes; null for a visitor, or for someone who left.</summary>
    public static async Task<AccountAddress?> AddressOfAsync(this TerreauDb db, string? who, CancellationToken cancel)
        => who is not null && who.StartsWith(Act.AccountPrefix, StringComparison.Ordinal)
            && Guid.TryParse(who.AsSpan(Act.AccountPrefix.Length), out var account)
            ? await db.Accounts.AsNoTracking().Where(held => held.Id == account).Select(held => new AccountAddress(held.Id, held.Email))
                .FirstOrDefaultAsync(cancel)
            : null;

    /// <summary>Answers a request to belong: who is taken in becomes a member, unless they are one already. The caller saves.</summary>
    public static async Task AnswerAsync(this TerreauDb db, JoinRequest request, bool isYes, Act act, CancellationToken cancel)
    {
        if (!isYes)
        {
            request.Refuse(act);
            return;
        }
        var member = request.Accept(act);
        if (!await db.Members.AnyAsync(held => held.OrganisationId == request.OrganisationId && held.AccountId == request.AccountId,
            cancel)) db.Members.Add(member);
    }

    /// <summary>The addresses of the owners of an organisation.</summary>
    public static Task<List<AccountAddress>> OwnersAsync(this TerreauDb db, Guid organisation, CancellationToken cancel)
        => db.Members.AsNoTracking().Owners(organisation)
            .Join(db.Accounts, member => member.AccountId, account => account.Id,
                (_, account) => new AccountAddress(account.Id, account.Email)).ToListAsync(cancel);
}

/// <summary>Where to write to someone.</summary>
internal sealed record AccountAddress(Guid Id, string Email);
