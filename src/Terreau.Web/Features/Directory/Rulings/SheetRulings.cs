using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Mail;

namespace Terreau.Web.Features.Directory.Rulings;

/// <summary>What is decided of sheets and of their people, and what the decisions have in common.</summary>
internal static class SheetRulings
{
    public static IServiceCollection AddSheetRulings(this IServiceCollection services) => services
        .AddScoped<RulingKind, NewSheetRuling>()
        .AddScoped<RulingKind, JoinRequestRuling>()
        .AddScoped<RulingKind, AmendmentRuling>()
        .AddScoped<RulingKind, ErrorReportRuling>()
        .AddScoped<RulingKind, InvitationRuling>()
        .AddScoped<RulingKind, MemberRuling>();

    /// <summary>The sheet that a decision is about, for the head of its history.</summary>
    public static async Task<(string Name, string Href)?> SheetLinkAsync(this TerreauDb db, Guid? sheet, CancellationToken cancel)
        => await db.Organisations.AsNoTracking().Where(held => held.Id == sheet).Select(held => new { held.Name, held.Slug })
            .FirstOrDefaultAsync(cancel) is { } found
            ? (found.Name, DirectoryRoutes.Sheet(found.Slug)) : null;

    /// <summary>Tells who asked, by their account or by the address they left for the answer.</summary>
    /// <param name="yes">What an acceptance means for them, as a sentence.</param>
    public static async Task TellAnswerAsync(
        this TerreauDb db, Organisation sheet, Answer answer, string key, string? who, string? address, string yes,
        CancellationToken cancel)
    {
        var (subject, facts) = answer.IsYes
            ? ($"C’est accepté : {sheet.Name}", $"Votre demande pour « {sheet.Name} » est acceptée. {yes}")
            : ($"Ce n’est pas accepté : {sheet.Name}",
                $"Votre demande pour « {sheet.Name} » n’est pas acceptée, parce que : {answer.Reason}");
        var page = answer.Site + DirectoryRoutes.Sheet(sheet.Slug);
        if (address is not null && EmailAddress.TryParse(address, out var email))
        {
            db.Put(new Letter
            {
                Key = $"{key}:adresse", To = email, Subject = subject.Length > 150 ? subject[..150] : subject,
                Text = $"Bonjour,\n\n{facts}\n\nÀ lire ici : {page}",
            }, answer.Act);
        }
        if (await db.AddressOfAsync(who, cancel) is { } person) db.Tell(person, key, subject, facts, page, answer.Act);
    }

    /// <summary>Tells who asked that the answer they had is taken back.</summary>
    public static async Task TellReopenedAsync(
        this TerreauDb db, Guid sheet, string key, string who, Act act, string site, CancellationToken cancel)
    {
        if (await db.AddressOfAsync(who, cancel) is not { } person) return;
        var held = await db.Organisations.AsNoTracking().FirstAsync(one => one.Id == sheet, cancel);
        db.Tell(person, key, $"Votre demande est reprise : {held.Name}",
            $"La réponse à votre demande pour « {held.Name} » est reprise, parce que : {act.Why} Elle attend de nouveau une réponse.",
            site + DirectoryRoutes.Sheet(held.Slug), act);
    }
}
