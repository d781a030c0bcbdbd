using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;

// The databases lower the case of what is compared; .NET never runs these comparisons.
#pragma warning disable CA1304, CA1311, CA1862

namespace Terreau.Web.Domain.Accounts;

/// <summary>
/// Someone leaves for good. What was theirs goes; what they did stays, under a number that leads to nobody.
/// What others wrote of them goes too, wherever their address or their whole name stands.
/// </summary>
internal static class AccountErasure
{
    /// <summary>Stands where the journal's identity of someone who left would stand.</summary>
    public const string Left = "compte effacé";

    private const int ShortestName = 3;

    /// <summary>Organisations that nobody could run without this person.</summary>
    public static IQueryable<Organisation> RunOnlyBy(this TerreauDb db, Guid account)
        => db.Organisations.Where(sheet => sheet.Status != SheetStatus.Merged
            && db.Members.Any(member => member.OrganisationId == sheet.Id && member.AccountId == account
                && member.Role == OrganisationRoles.Owner)
            && !db.Members.Any(member => member.OrganisationId == sheet.Id && member.AccountId != account
                && member.Role == OrganisationRoles.Owner));

    /// <summary>Sheets on which this person stands as the contact.</summary>
    public static async Task<IReadOnlyList<Organisation>> SheetsNamingAsync(
        this TerreauDb db, Account account, CancellationToken cancel = default)
    {
        var (email, name) = (account.Email, NameOf(account));
        return await db.Organisations.Where(sheet => (sheet.ContactEmail != null && sheet.ContactEmail.ToLower() == email)
            || (name != null && sheet.ContactName == name
                && db.Members.Any(member => member.OrganisationId == sheet.Id && member.AccountId == account.Id))).ToListAsync(cancel);
    }

    /// <summary>The name to look for in texts; null when they gave none, or one too short to be told from a word.</summary>
    public static string? NameOf(Account account) => account.Name.Length >= ShortestName ? account.Name : null;

    /// <summary>Mails to this person, or that name them.</summary>
    public static IQueryable<OutgoingMail> MailsOf(this TerreauDb db, Account account)
    {
        var (email, name, id) = (account.Email, NameOf(account), account.Id.ToString());
        return db.OutgoingMails.Where(mail => mail.ErasedAt == null && (mail.Recipient == email || mail.Key.Contains(id)
            || mail.Text.ToLower().Contains(email) || (name != null && (mail.Text.Contains(name) || mail.Subject.Contains(name)))));
    }

    /// <summary>Suggestions of this person, or that name them.</summary>
    public static IQueryable<Amendment> AmendmentsOf(this TerreauDb db, Account account)
    {
        var (email, name, who) = (account.Email, NameOf(account), User.WhoOf(account.Id));
        return db.Amendments.Where(amendment => amendment.By == who || (amendment.AnswerTo != null && amendment.AnswerTo.ToLower() == email)
            || amendment.Changes.ToLower().Contains(email) || (amendment.Message != null && amendment.Message.ToLower().Contains(email))
            || (name != null && (amendment.Changes.Contains(name) || amendment.Message!.Contains(name))));
    }

    /// <summary>Reports in which this person stands.</summary>
    public static IQueryable<ErrorReport> ReportsNaming(this TerreauDb db, Account account)
    {
        var (email, name) = (account.Email, NameOf(account));
        return db.ErrorReports.Where(report => report.Message.ToLower().Contains(email) || (name != null && report.Message.Contains(name)));
    }

    /// <summary>Steps whose reason names this person.</summary>
    public static IQueryable<Ruling> RulingsNaming(this TerreauDb db, Account account)
    {
        var (email, name) = (account.Email, NameOf(account));
        return db.Rulings.Where(ruling => ruling.Why!.ToLower().Contains(email) || (name != null && ruling.Why!.Contains(name)));
    }

    public static IQueryable<Invitation> InvitationsTo(this TerreauDb db, string email)
        => db.Invitations.Where(invitation => invitation.Email.ToLower() == email);

    /// <summary>Takes the person out, and tells the managers of the organisations left without anyone in charge. Saves.</summary>
    /// <returns>The mails that were erased, whose files go too.</returns>
    public static async Task<IReadOnlyList<Guid>> EraseAccountAsync(this TerreauDb db, Guid id, Act act, CancellationToken cancel = default)
    {
        if (await db.Accounts.FirstOrDefaultAsync(held => held.Id == id, cancel) is not { } account) return [];
        var left = await db.RunOnlyBy(id).OrderBy(sheet => sheet.Name).Select(sheet => new { sheet.Slug, sheet.Name }).ToListAsync(cancel);
        // Before the new letters are put: those speak of organisations, not of the person.
        var mails = await db.MailsOf(account).ToListAsync(cancel);
        foreach (var mail in mails) mail.Erase(act);
        await ClearSheetsAsync(db, account, act, cancel);
        await ClearTextsAsync(db, account, cancel);
        await RemoveRowsAsync(db, account, cancel);
        if (left.Count > 0)
            await TellManagersAsync(db, account, [.. left.Select(sheet => $"{sheet.Name} (/acteurs/{sheet.Slug})")],
                DateOnly.FromDateTime(act.At), act, cancel);
        await db.SaveAsync(act, cancel);
        return mails.ConvertAll(mail => mail.Id);
    }

    /// <summary>Tells every manager, once for this day and person, of sheets that nobody runs.</summary>
    public static async Task TellManagersAsync(
        TerreauDb db, Account account, IReadOnlyList<string> sheets, DateOnly on, Act act, CancellationToken cancel)
    {
        var managers = await db.RoleGrants.Where(grant => grant.Role == TerritoryRoles.Manager && grant.AccountId != account.Id)
            .Join(db.Accounts, grant => grant.AccountId, held => held.Id, (_, held) => new { held.Id, held.Email }).Distinct()
            .ToListAsync(cancel);
        foreach (var manager in managers)
        {
            db.Put(new Letter
            {
                Key = $"sans-responsable:{manager.Id}:{on:yyyyMMdd}:{account.Id.ToString("N")[^12..]}",
                To = EmailAddress.Parse(manager.Email),
                Subject = "Des fiches restent sans responsable",
                Text = $"""
                    Bonjour,

                    La personne responsable de ces fiches n’est plus là pour les tenir :
                    {string.Join('\n', sheets.Select(sheet => $"- {sheet}"))}

                    Cherchez quelqu’un pour les reprendre, ou gardez-les vous-même à jour.
                    """,
            }, act);
        }
    }

    private static async Task ClearSheetsAsync(TerreauDb db, Account account, Act act, CancellationToken cancel)
    {
        foreach (var sheet in await db.SheetsNamingAsync(account, cancel))
        {
            foreach (var consent in await ConsentsOf(db, sheet.Id).ToListAsync(cancel)) consent.Withdraw(act);
            sheet.ContactName = sheet.ContactRole = sheet.ContactEmail = sheet.ContactPhone = null;
            var reserved = new Dictionary<string, Audience>(sheet.Reserved);
            foreach (var field in ReservedFields.OfPersons) reserved.Remove(field);
            sheet.Reserved = reserved;
        }
        var who = User.WhoOf(account.Id);
        foreach (var sheet in await db.Organisations.Where(sheet => sheet.ProposedBy == who).ToListAsync(cancel))
            Put(db, sheet, nameof(Organisation.ProposedBy), Left);
    }

    private static IQueryable<Consent> ConsentsOf(TerreauDb db, Guid sheet)
    {
        var prefix = $"contact/{sheet}/";
        return db.Consents.Where(consent => consent.WithdrawnAt == null && consent.Subject.StartsWith(prefix));
    }

    /// <summary>Suggestions, reports and copies kept for undoing: the act stays, the words that name the person go.</summary>
    private static async Task ClearTextsAsync(TerreauDb db, Account account, CancellationToken cancel)
    {
        var (email, name, who) = (account.Email, NameOf(account), User.WhoOf(account.Id));
        var amendments = await db.AmendmentsOf(account).ToListAsync(cancel);
        foreach (var amendment in amendments)
        {
            if (amendment.By == who) Put(db, amendment, nameof(Amendment.By), Left);
            if (amendment.AnswerTo?.ToLowerInvariant() == email) amendment.AnswerTo = null;
            amendment.Message = Without(amendment.Message, account);
            Put(db, amendment, nameof(Amendment.Changes), Without(amendment.Changes, account));
        }
        foreach (var report in await db.ReportsNaming(account).ToListAsync(cancel))
            Put(db, report, nameof(ErrorReport.Message), Without(report.Message, account));
        foreach (var merge in await db.SheetMerges
            .Where(merge => merge.Undo.ToLower().Contains(email) || (name != null && merge.Undo.Contains(name))).ToListAsync(cancel))
            Put(db, merge, nameof(SheetMerge.Undo), Without(merge.Undo, account));
        foreach (var request in await db.JoinRequests
            .Where(request => request.AccountId != account.Id && name != null && request.Message!.Contains(name)).ToListAsync(cancel))
            Put(db, request, nameof(JoinRequest.Message), Without(request.Message, account));
        foreach (var ruling in await db.RulingsNaming(account).ToListAsync(cancel))
            ruling.Why = Without(ruling.Why, account);
    }

    private static async Task RemoveRowsAsync(TerreauDb db, Account account, CancellationToken cancel)
    {
        db.RemoveRange(await db.SignInLinks.Where(link => link.Email == account.Email).ToListAsync(cancel));
        db.RemoveRange(await db.InvitationsTo(account.Email).ToListAsync(cancel));
        db.RemoveRange(await db.Sessions.Where(session => session.AccountId == account.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Passkeys.Where(key => key.AccountId == account.Id).ToListAsync(cancel));
        db.RemoveRange(await db.RoleGrants.Where(grant => grant.AccountId == account.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Members.Where(member => member.AccountId == account.Id).ToListAsync(cancel));
        db.RemoveRange(await db.JoinRequests.Where(request => request.AccountId == account.Id).ToListAsync(cancel));
        db.RemoveRange(await db.Consents.Where(consent => consent.AccountId == account.Id).ToListAsync(cancel));
        db.Accounts.Remove(account);
    }

    // These fields have no setter for daily use: only a person who leaves changes them.
    private static void Put(TerreauDb db, object entity, string property, string? value)
    {
        var held = db.Entry(entity).Property(property);
        if (!Equals(held.CurrentValue, value)) held.CurrentValue = value;
    }

    /// <summary>The text with the person's address and name replaced, also as they stand inside JSON.</summary>
    private static string? Without(string? text, Account account)
    {
        if (text is null) return null;
        text = text.Replace(account.Email, Journal.Withheld, StringComparison.OrdinalIgnoreCase);
        if (NameOf(account) is not { } name) return text;
        return text.Replace(name, Journal.Withheld, StringComparison.Ordinal)
            .Replace(JsonEncodedText.Encode(name).ToString(), Journal.Withheld, StringComparison.Ordinal);
    }
}
