using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Features.Accounts;
using Terreau.Web.Features.Steward;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Directory.People;

/// <summary>Who belongs to an organisation: asking, inviting, deciding, leaving.</summary>
internal sealed class SheetPeople(TerreauDb db, PublicAddress site, TimeProvider clock)
{
    internal sealed record Person(Guid AccountId, string Name, string Email, OrganisationRoles Role, DateTime Since);

    internal sealed record Asked(Guid Id, string Name, string Email, OrganisationRoles Role, bool IsClaim, string? Message,
        DateTime AskedAt);

    internal sealed record Invited(Guid Id, string Email, OrganisationRoles Role, DateTime ExpiresAt);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Task<Organisation?> FindAsync(string slug, User user, CancellationToken cancel)
        => db.Organisations.AsNoTracking().VisibleTo(user).FirstOrDefaultAsync(sheet => sheet.Slug == slug, cancel);

    public async Task<IReadOnlyList<Person>> MembersAsync(Guid organisation, CancellationToken cancel)
        => [.. (await db.Members.AsNoTracking().Where(member => member.OrganisationId == organisation)
            .Join(db.Accounts, member => member.AccountId, account => account.Id,
                (member, account) => new { member.AccountId, account.Name, account.Email, member.Role, member.Since })
            .ToListAsync(cancel)).Select(found => new Person(found.AccountId, found.Name, found.Email, found.Role, found.Since))
            .OrderByDescending(person => person.Role).ThenBy(person => person.Since)];

    public async Task<IReadOnlyList<Asked>> RequestsAsync(Guid organisation, CancellationToken cancel)
        => await db.JoinRequests.AsNoTracking().Open().Where(request => request.OrganisationId == organisation)
            .Join(db.Accounts, request => request.AccountId, account => account.Id,
                (request, account) => new Asked(request.Id, account.Name, account.Email, request.Role, request.IsClaim, request.Message,
                    request.AskedAt))
            .ToListAsync(cancel);

    public async Task<IReadOnlyList<Invited>> InvitationsAsync(Guid organisation, CancellationToken cancel)
        => await db.Invitations.AsNoTracking().Open(Now).Where(invitation => invitation.OrganisationId == organisation)
            .OrderBy(invitation => invitation.ExpiresAt)
            .Select(invitation => new Invited(invitation.Id, invitation.Email, invitation.Role, invitation.ExpiresAt)).ToListAsync(cancel);

    public Task<bool> HasOwnerAsync(Guid organisation, CancellationToken cancel) => db.Members.Owners(organisation).AnyAsync(cancel);

    public Task<bool> HasAskedAsync(Guid organisation, User user, CancellationToken cancel)
        => db.JoinRequests.Open().AnyAsync(request => request.OrganisationId == organisation && request.AccountId == user.AccountId,
            cancel);

    /// <summary>
    /// Asks to belong. A sheet without an owner is claimed: taken at once where the domain of the mail proves it,
    /// else the manager decides. Asking twice asks once.
    /// </summary>
    /// <returns>True when they are in at once.</returns>
    public async Task<bool> AskAsync(Organisation sheet, User user, OrganisationRoles role, string? message, HttpContext context)
    {
        var cancel = context.RequestAborted;
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.Members.AnyAsync(member => member.OrganisationId == sheet.Id && member.AccountId == user.AccountId, cancel))
            return true;
        if (await HasAskedAsync(sheet.Id, user, cancel)) return false;
        var isClaim = !await HasOwnerAsync(sheet.Id, cancel);
        var isProved = isClaim && sheet.IsProvedByMail(user.Email!);
        var act = user.Acts(clock, isClaim ? "revendiquer une fiche" : "demander à rejoindre une organisation", isProved
            ? "prouvé par le domaine de la messagerie" : null);
        var request = new JoinRequest
        {
            AccountId = user.AccountId!.Value, OrganisationId = sheet.Id, Role = isClaim ? OrganisationRoles.Owner : role,
            IsClaim = isClaim, Message = message, AskedAt = act.At,
        };
        db.JoinRequests.Add(request);
        var managers = await db.ManagersAsync(cancel);
        if (isProved)
        {
            db.Members.Add(request.Accept(act));
            db.Tell(managers, $"fiche-prise:{request.Id}", $"{sheet.Name} a désormais un responsable",
                $"{user.Email} tient désormais la fiche « {sheet.Name} ». Le domaine de sa messagerie est celui de l’organisation.",
                Full(context, DirectoryRoutes.People(sheet.Slug)), act);
        }
        else
        {
            var to = isClaim ? managers : await db.OwnersAsync(sheet.Id, cancel);
            db.Tell(to, $"demande:{request.Id}", $"Une personne demande à rejoindre {sheet.Name}",
                $"{user.Email} demande à rejoindre « {sheet.Name} ».",
                Full(context, isClaim ? ModerationRoutes.Queue : DirectoryRoutes.People(sheet.Slug)), act);
        }
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return isProved;
    }

    /// <summary>Accepts or refuses a request; one that was decided meanwhile stays as it was.</summary>
    public async Task DecideAsync(Organisation sheet, Guid id, User user, bool accept, string reason, HttpContext context)
    {
        var cancel = context.RequestAborted;
        await using var transaction = await db.AloneAsync(cancel);
        var request = await db.JoinRequests.FirstOrDefaultAsync(held => held.Id == id && held.OrganisationId == sheet.Id, cancel);
        if (request?.May(accept ? nameof(request.Accept) : nameof(request.Refuse), user, sheet.Id) != true) return;
        var act = user.Acts(clock, accept ? "accepter une demande" : "refuser une demande", accept ? null : reason);
        await db.AnswerAsync(request, accept, act, cancel);
        var asker = await db.Accounts.AsNoTracking().Where(account => account.Id == request.AccountId)
            .Select(account => new AccountAddress(account.Id, account.Email)).FirstAsync(cancel);
        db.Tell(asker, await db.AnswerKeyAsync("reponse", nameof(JoinRequest), request.Id, cancel), accept
            ? $"Vous faites partie de {sheet.Name}" : $"Votre demande pour {sheet.Name} n’est pas acceptée",
            accept ? $"Votre demande est acceptée. Vous êtes {French.Lower(request.Role.Label())} de « {sheet.Name} »."
                : $"Votre demande n’est pas acceptée, parce que : {reason}",
            Full(context, DirectoryRoutes.Sheet(sheet.Slug)), act);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Invites someone by mail; an invitation still open for the same address is replaced.</summary>
    public async Task InviteAsync(Organisation sheet, User user, EmailAddress email, OrganisationRoles role, HttpContext context)
    {
        var act = user.Acts(clock, "inviter une personne");
        foreach (var earlier in await db.Invitations.Open(Now)
            .Where(held => held.OrganisationId == sheet.Id && held.Email == email.Normalised).ToListAsync(context.RequestAborted))
            earlier.Withdraw(act);
        var key = SecretHash.NewKey();
        var invitation = new Invitation
        {
            OrganisationId = sheet.Id, Email = email.Normalised, Role = role, KeyHash = SecretHash.Of(key),
            InvitedBy = user.AccountId!.Value, SentAt = act.At, ExpiresAt = act.At + Invitation.Validity,
        };
        db.Invitations.Add(invitation);
        db.Put(new Letter
        {
            Key = $"invitation:{invitation.Id}", To = email, Subject = "Une invitation à rejoindre une organisation sur Terreau",
            Text = $"""
                Bonjour,

                {(user.Name.Length > 0 ? user.Name : user.Email)} vous invite à rejoindre « {sheet.Name} » sur Terreau, comme {French.Lower(role.Label())}.

                Pour accepter, ouvrez ce lien et entrez avec cette adresse :
                {Full(context, AccountRoutes.Invitation(invitation.Id, key))}

                L’invitation vaut jusqu’au {French.Date(ParisTime.DayOf(invitation.ExpiresAt))}. Sans réponse, elle s’éteint.
                """,
        }, act);
        await db.SaveAsync(act, context.RequestAborted);
    }

    public async Task WithdrawAsync(Organisation sheet, Guid id, User user, CancellationToken cancel)
    {
        var act = user.Acts(clock, "retirer une invitation");
        var invitation = await db.Invitations.FirstOrDefaultAsync(held => held.Id == id && held.OrganisationId == sheet.Id, cancel);
        if (invitation?.May(nameof(invitation.Withdraw), user, sheet.Id) != true) return;
        invitation.Withdraw(act);
        await db.SaveAsync(act, cancel);
    }

    /// <summary>Gives another role, or none. The last owner is not taken away by this way: a sentence says so.</summary>
    public async Task<string?> ChangeAsync(Organisation sheet, Guid account, OrganisationRoles role, User user, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        var member = await db.Members.FirstOrDefaultAsync(held => held.OrganisationId == sheet.Id && held.AccountId == account, cancel);
        if (member is null || member.Role == role) return null;
        if (member.Role == OrganisationRoles.Owner && await db.Members.Owners(sheet.Id).CountAsync(cancel) == 1)
            return "C’est le dernier responsable. Nommez-en un autre d’abord.";
        var act = user.Acts(clock, role == OrganisationRoles.None ? "retirer un membre" : "changer le rôle d’un membre");
        if (role == OrganisationRoles.None) db.Members.Remove(member);
        else member.Role = role;
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Leaves. The last owner must say that they know it; the manager is then told that nobody is in charge.</summary>
    public async Task<string?> LeaveAsync(Organisation sheet, User user, bool knows, HttpContext context)
    {
        var cancel = context.RequestAborted;
        await using var transaction = await db.AloneAsync(cancel);
        var member = await db.Members.FirstOrDefaultAsync(held => held.OrganisationId == sheet.Id && held.AccountId == user.AccountId,
            cancel);
        if (member is null) return null;
        var isLast = member.Role == OrganisationRoles.Owner && await db.Members.Owners(sheet.Id).CountAsync(cancel) == 1;
        if (isLast && !knows) return "Vous êtes le dernier responsable. Nommez-en un autre, ou cochez la case.";
        var act = user.Acts(clock, "quitter une organisation");
        db.Members.Remove(member);
        if (isLast)
            db.Tell(await db.ManagersAsync(cancel), $"sans-responsable:{member.Id}", $"{sheet.Name} n’a plus de responsable",
                $"La dernière personne responsable de « {sheet.Name} » est partie.", Full(context, DirectoryRoutes.People(sheet.Slug)),
                act);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    private string Full(HttpContext context, string path) => site.Of(context) + path;
}
