using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Domain.Directory;

/// <summary>Someone who keeps a sheet, and whether a mail may and can reach them.</summary>
/// <param name="Name">How they want to be called, else their address.</param>
/// <param name="Objects">They object to being written to.</param>
/// <param name="BouncedMail">The last mail that their address refused, when none arrived since.</param>
internal sealed record SheetPerson(Guid Sheet, Guid Account, EmailAddress Address, string Name, bool Objects, Guid? BouncedMail)
{
    public bool IsReachable => !Objects && BouncedMail is null;
}

/// <summary>Who keeps sheets, for what is written to them without their asking.</summary>
internal static class SheetKeepers
{
    /// <summary>The owners and editors of these sheets, by sheet.</summary>
    public static async Task<ILookup<Guid, SheetPerson>> PeopleOfAsync(
        this TerreauDb db, IReadOnlyCollection<Guid> sheets, CancellationToken cancel)
    {
        var found = await db.Members.AsNoTracking()
            .Where(member => sheets.Contains(member.OrganisationId)
                && (member.Role == OrganisationRoles.Owner || member.Role == OrganisationRoles.Editor))
            .Join(db.Accounts, member => member.AccountId, account => account.Id,
                (member, account) => new { member.OrganisationId, account.Id, account.Email, account.Name, account.ObjectsToMail })
            .OrderBy(person => person.Id).ToListAsync(cancel);
        var bounced = await db.BouncingAsync([.. found.Select(person => person.Email).Distinct()], cancel);
        return found.ToLookup(person => person.OrganisationId, person => new SheetPerson(
            person.OrganisationId, person.Id, EmailAddress.Parse(person.Email), person.Name.Length > 0 ? person.Name : person.Email,
            person.ObjectsToMail, bounced.TryGetValue(person.Email, out var mail) ? mail : null));
    }

    /// <summary>Managers who may be written to: they hear of what the program cannot settle.</summary>
    public static async Task<IReadOnlyList<(Guid Account, EmailAddress Address)>> ReachableManagersAsync(
        this TerreauDb db, CancellationToken cancel)
    {
        var found = await db.RoleGrants.AsNoTracking().Where(grant => grant.Role == TerritoryRoles.Manager)
            .Join(db.Accounts.Where(account => !account.ObjectsToMail), grant => grant.AccountId, account => account.Id,
                (_, account) => new { account.Id, account.Email })
            .Distinct().OrderBy(account => account.Id).ToListAsync(cancel);
        var bounced = await db.BouncingAsync([.. found.Select(account => account.Email)], cancel);
        return [.. found.Where(account => !bounced.ContainsKey(account.Email))
            .Select(account => (account.Id, EmailAddress.Parse(account.Email)))];
    }

    /// <summary>Among these addresses, those that refused a mail and took none since, with that mail.</summary>
    private static async Task<Dictionary<string, Guid>> BouncingAsync(
        this TerreauDb db, IReadOnlyCollection<string> addresses, CancellationToken cancel)
    {
        var refused = await db.OutgoingMails.AsNoTracking()
            .Where(mail => mail.BouncedAt != null && mail.Recipient != null && addresses.Contains(mail.Recipient))
            .Select(mail => new { mail.Id, Recipient = mail.Recipient!, At = mail.BouncedAt!.Value }).ToListAsync(cancel);
        if (refused.Count == 0) return [];
        var again = refused.Select(mail => mail.Recipient).Distinct().ToList();
        var taken = await db.OutgoingMails.AsNoTracking()
            .Where(mail => mail.SentAt != null && mail.BouncedAt == null && mail.Recipient != null && again.Contains(mail.Recipient))
            .GroupBy(mail => mail.Recipient!).Select(mails => new { mails.Key, At = mails.Max(mail => mail.SentAt!.Value) })
            .ToDictionaryAsync(mails => mails.Key, mails => mails.At, cancel);
        return refused.GroupBy(mail => mail.Recipient).Select(mails => mails.MaxBy(mail => mail.At)!)
            .Where(last => !taken.TryGetValue(last.Recipient, out var at) || at <= last.At)
            .ToDictionary(last => last.Recipient, last => last.Id);
    }
}
