using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Features.Accounts;

/// <summary>An invitation in the hands of who received it.</summary>
internal sealed class ReceivedInvitations(TerreauDb db, TimeProvider clock)
{
    internal sealed record Found(string Slug, string Name, OrganisationRoles Role, bool IsForThem);

    public async Task<Found?> FindAsync(string id, string key, User user, CancellationToken cancel)
    {
        if (await OpenAsync(id, key, cancel) is not { } invitation) return null;
        var sheet = await db.Organisations.Where(held => held.Id == invitation.OrganisationId).Select(held => new { held.Slug, held.Name })
            .FirstAsync(cancel);
        return new Found(sheet.Slug, sheet.Name, invitation.Role, invitation.Email == user.Email);
    }

    /// <returns>The slug of the organisation they now belong to; null when the invitation no longer serves.</returns>
    public async Task<string?> AcceptAsync(string id, string key, User user, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        if (await OpenAsync(id, key, cancel) is not { } invitation || invitation.Email != user.Email) return null;
        var act = user.Acts(clock, "accepter une invitation");
        invitation.Accept(act);
        var member = await db.Members.FirstOrDefaultAsync(
            held => held.OrganisationId == invitation.OrganisationId && held.AccountId == user.AccountId, cancel);
        if (member is null)
            db.Members.Add(
                new Member { AccountId = user.AccountId!.Value, OrganisationId = invitation.OrganisationId, Role = invitation.Role,
                    Since = act.At });
        // An invitation opens doors, it closes none.
        else if (invitation.Role > member.Role) member.Role = invitation.Role;
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return await db.Organisations.Where(held => held.Id == invitation.OrganisationId).Select(held => held.Slug).FirstAsync(cancel);
    }

    private async Task<Invitation?> OpenAsync(string id, string key, CancellationToken cancel)
    {
        if (!Guid.TryParse(id, out var guid)) return null;
        var invitation = await db.Invitations.FirstOrDefaultAsync(held => held.Id == guid && held.State == InvitationState.Open, cancel);
        return invitation?.Judge(key, clock.GetUtcNow().UtcDateTime) == LinkOutcome.Accepted ? invitation : null;
    }
}
