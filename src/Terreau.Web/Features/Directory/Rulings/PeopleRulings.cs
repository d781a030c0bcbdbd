using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;

namespace Terreau.Web.Features.Directory.Rulings;

/// <summary>Who was asked in: changed on the page of an organisation’s people.</summary>
internal sealed class InvitationRuling(TerreauDb db) : RulingKind
{
    public override string Subject => nameof(Invitation);
    public override string Code => "invitation";
    public override string Label => "Invitation";

    public override string? Word(string property) => property switch
    {
        nameof(Invitation.Role) => "Rôle",
        nameof(Invitation.SentAt) => "Envoyé le",
        nameof(Invitation.ExpiresAt) => "Vaut jusqu’au",
        _ => base.Word(property),
    };

    public override string? InWords(string property, string value) => (property, value) switch
    {
        (nameof(Invitation.State), nameof(InvitationState.Open)) => "en attente",
        (nameof(Invitation.State), nameof(InvitationState.Withdrawn)) => "retirée",
        _ => base.InWords(property, value),
    };

    public override async Task<RulingStory> TellAsync(Guid id, CancellationToken cancel)
        => await MemberRuling.StoryAsync(db, db.Invitations.Where(held => held.Id == id).Select(held => (Guid?)held.OrganisationId),
            cancel);
}

/// <summary>Who belongs to an organisation: changed on the page of its people.</summary>
internal sealed class MemberRuling(TerreauDb db) : RulingKind
{
    public override string Subject => nameof(Member);
    public override string Code => "membre";
    public override string Label => "Membre";

    public override string? Word(string property) => property switch
    {
        nameof(Member.Role) => "Rôle",
        nameof(Member.Since) => "Depuis le",
        _ => null,
    };

    public override Task<RulingStory> TellAsync(Guid id, CancellationToken cancel)
        => StoryAsync(db, db.Members.Where(held => held.Id == id).Select(held => (Guid?)held.OrganisationId), cancel);

    internal static async Task<RulingStory> StoryAsync(TerreauDb db, IQueryable<Guid?> organisation, CancellationToken cancel)
    {
        if (await db.SheetLinkAsync(await organisation.FirstOrDefaultAsync(cancel), cancel) is not { } sheet) return new RulingStory();
        return new RulingStory { Thing = sheet, Elsewhere = ("Les membres et les invitations se changent sur leur page.",
            $"{sheet.Href}/membres") };
    }
}
