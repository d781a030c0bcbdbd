using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Directory.Editing;

/// <summary>What comes from outside: a sheet that is not there yet, a correction anyone suggests. The manager reads both.</summary>
internal sealed class SheetProposals(TerreauDb db, AtlasCache atlases, PublicAddress site, TimeProvider clock)
{
    /// <summary>The few fields a new sheet begins with.</summary>
    public static readonly IReadOnlyList<SheetField> First =
    [
        .. new[]
        {
            nameof(Organisation.Name), nameof(Organisation.Acronym), nameof(Organisation.Siret), nameof(Organisation.Communes),
            nameof(Organisation.Roles),
            nameof(Organisation.Filieres), nameof(Organisation.Summary), nameof(Organisation.Website),
        }.Select(name => SheetFields.Find(name)!),
    ];

    /// <summary>Keeps a new sheet until the manager has read it; who proposes it is its first owner.</summary>
    /// <returns>Its slug; that of the first one when the same form comes twice.</returns>
    public async Task<string> ProposeAsync(SheetDraft draft, User user, Guid form, HttpContext context)
    {
        var cancel = context.RequestAborted;
        var atlas = await atlases.GetAsync(cancel);
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.PostedForms.FirstOrDefaultAsync(posted => posted.Id == form, cancel) is { LedTo: { } led }) return led;
        var slug = await FreeSlugAsync(draft[nameof(Organisation.Name)], cancel);
        var act = user.Acts(clock, "proposer une fiche");
        var sheet = Make(slug, draft[nameof(Organisation.Name)], PartialDate.Of(ParisTime.DayOf(act.At)), user.Who).AwaitingReview();
        draft.ApplyTo(sheet, atlas);
        db.Organisations.Add(sheet);
        db.Members.Add(
            new Member { AccountId = user.AccountId!.Value, OrganisationId = sheet.Id, Role = OrganisationRoles.Owner, Since = act.At });
        db.PostedForms.Add(new PostedForm { Id = form, At = act.At, LedTo = slug });
        db.Tell(await db.ManagersAsync(cancel), $"nouvelle-fiche:{sheet.Id}", $"Une nouvelle fiche attend : {sheet.Name}",
            $"{user.Email} propose la fiche « {sheet.Name} ».", $"{site.Of(context)}/bureau/moderation", act);
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
        return slug;
    }

    /// <summary>Keeps a correction for the manager.</summary>
    /// <param name="changes">What changes on the sheet as it stands, be it shown to the reader or not.</param>
    public async Task SuggestAsync(
        Guid sheet, IReadOnlyList<FieldChange> changes, User user, string? message, string? answerTo, Guid form, CancellationToken cancel)
    {
        await using var transaction = await db.AloneAsync(cancel);
        if (await db.PostedForms.AnyAsync(posted => posted.Id == form, cancel)) return;
        var act = user.Acts(clock, "proposer une correction");
        db.PostedForms.Add(new PostedForm { Id = form, At = act.At });
        db.Amendments.Add(new Amendment
        {
            OrganisationId = sheet, By = user.Who, SentAt = act.At, Message = message, AnswerTo = answerTo,
            Changes = SheetDraft.ChangesToJson(changes),
        });
        await db.SaveAsync(act, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static Organisation Make(string slug, string name, PartialDate on, string? by)
        => new() { Slug = slug, Name = name, SourceId = Organisation.Declared, SourceOn = on, ProposedBy = by };

    private async Task<string> FreeSlugAsync(string name, CancellationToken cancel)
    {
        var words = SheetSlug.Of(name);
        var taken = await db.Organisations.Where(sheet => sheet.Slug == words || sheet.Slug.StartsWith(words + "-"))
            .Select(sheet => sheet.Slug).ToHashSetAsync(cancel);
        return SheetSlug.Free(words, taken);
    }
}
